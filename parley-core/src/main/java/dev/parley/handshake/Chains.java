package dev.parley.handshake;

import static dev.parley.failure.Reason.CHAIN_TOO_LONG;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MISPLACED_EXTENSION;
import static dev.parley.failure.Reason.NO_COMMON_CERTIFICATE_TYPE;
import static dev.parley.failure.Reason.SCHEME_DOES_NOT_FIT_KEY;
import static dev.parley.failure.Reason.SIGNED_WITH_UNOFFERED_SCHEME;
import static dev.parley.failure.Reason.UNSOLICITED_DELEGATION;
import static dev.parley.failure.Reason.UNSOLICITED_EXTENSION;
import static dev.parley.failure.Reason.UNSUPPORTED_CERTIFICATE_KEY;

import dev.parley.config.Limits;
import dev.parley.config.TlsConfig;
import dev.parley.crypto.Keys;
import dev.parley.credential.LeafKey;
import dev.parley.credential.LeafSchemes;
import dev.parley.credential.PeerChain;
import dev.parley.credential.VerifiedChain;
import dev.parley.extension.CompressCertificate;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.StatusRequest;
import dev.parley.id.Authentication;
import dev.parley.id.CertificateType;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate13;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.Heard;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Checks on the certificates that a peer shows. */
public final class Chains {
    private Chains() {}

    /** What stands for a certificate here: the message itself, or a compressed one if this side has offered that. RFC 8879. */
    public static Set<Class<? extends Heard>> legal(TlsConfig config) {
        return config.certificateCompressions().isEmpty() ? PLAIN : PLAIN_OR_COMPRESSED;
    }

    private static final Set<Class<? extends Heard>> PLAIN = Set.of(Certificate13.class);
    private static final Set<Class<? extends Heard>> PLAIN_OR_COMPRESSED =
        Set.of(Certificate13.class, CompressedCertificate.class);

    /** The certificate in a message that is one, compressed or not; empty for any other. */
    public static Optional<Certificate13> certificate(Heard heard, TlsConfig config) {
        return switch (heard) {
            case Certificate13 certificate -> Optional.of(certificate);
            case CompressedCertificate compressed when !config.certificateCompressions().isEmpty() -> Optional.of(
                compressed.decompressed(config.certificateCompressions(), config.limits().certificateMessage()));
            default -> Optional.empty();
        };
    }

    /** Shows a chain, compressed if the peer can read that. @param asked the hello or the request that it answers */
    public static void say(Certificate13 certificate, TlsConfig config, ExtensionBlock asked, Output out) {
        out.say(Dialect.TLS13, packed(certificate, config, asked));
    }

    /** The same, to be said by the caller. */
    public static Handshake packed(Certificate13 certificate, TlsConfig config, ExtensionBlock asked) {
        var compressed = CompressedCertificate.of(certificate, config.certificateCompressions(),
            CompressCertificate.in(asked));
        return compressed.isPresent() ? compressed.get() : certificate;
    }

    /** No longer than allowed, and with extensions only that were asked for. RFC 9846 section 4.5.1. */
    public static void check(Certificate13 certificate, ExtensionBlock asked, Limits limits) {
        checkLength(certificate.chain(), limits);
        for (var entry : certificate.certificateList()) {
            entry.extensions().checkPlaces(Place.CERTIFICATE);
            for (var extension : entry.extensions().entries()) {
                if (asked.has(extension.type())) continue;
                if (extension.type() == DelegatedCredential.IT.spec().type())
                    throw UNSOLICITED_DELEGATION.because("it stands with a certificate, and was never asked for");
                throw UNSOLICITED_EXTENSION.because("%s with a certificate, never asked for", extension.name());
            }
        }
    }

    public static void checkLength(List<Bytes> chain, Limits limits) {
        if (chain.size() > limits.certificates())
            throw CHAIN_TOO_LONG.because("%d certificates, at most %d are allowed", chain.size(),
                limits.certificates());
    }

    /** The OCSP responses stapled to the certificates, one for each, empty for none. RFC 9846 section 4.5.1.1. */
    public static List<Bytes> staples(Certificate13 certificate) {
        return certificate.certificateList().stream()
            .map(it -> it.extensions().find(StatusRequest.IT, StatusRequest.Status.class)
                .map(StatusRequest.Status::response).orElse(Bytes.EMPTY))
            .toList();
    }

    /** The path is to be checked, and whether the certificate stands in public logs: slow work, so a task. */
    public static Task<VerifiedChain> verify(TlsConfig config, PeerChain chain) {
        var takes = config.rawKeys().takes();
        if (!takes.contains(chain.type()))
            throw NO_COMMON_CERTIFICATE_TYPE.because("the peer shows %s, this side takes %s", chain.type(), takes)
                .offers("certificate types", takes, List.of(chain.type()));
        var trusted = trusted(config, chain);
        if (!chain.type().equals(CertificateType.X509)) return trusted;
        return () -> config.transparency().check(config.crypto(), chain, trusted.run());
    }

    private static Task<VerifiedChain> trusted(TlsConfig config, PeerChain chain) {
        if (chain.type().equals(CertificateType.X509)) return () -> config.trust().check(chain);
        if (chain.certificates().size() != 1)
            throw FORBIDDEN_VALUE.because("%d raw public keys (RFC 9846 section 4.5.1)", chain.certificates().size());
        return () -> config.rawKeys().trust().orElseThrow().check(chain.leaf(), chain.host());
    }

    /** A session goes on: its server's chain is checked again, if the client's trust wants that. */
    public static Step again(Party party, PeerProven proof, Output out, Function<PeerProven, Step> then) {
        var config = party.config();
        if (!(proof instanceof PeerProven.ByEarlierKey earlier) || earlier.chain().isEmpty()
            || !config.trust().checksAgain())
            return then.apply(proof);
        var chain = PeerChain.server(earlier.chain(), party.peerName(), config.clock().instant())
            .type(LeafKey.isInfo(earlier.chain().getFirst()) ? CertificateType.RAW_PUBLIC_KEY : CertificateType.X509);
        return Step.after(trusted(config, chain), path -> {
            out.verified(path);
            return then.apply(earlier.again(path));
        });
    }

    /** The certificate's key must be of the kind that the suite of TLS 1.2 names, and be allowed to do it. RFC 5246 section 7.4.2. */
    public static void checkFitsSuite(LeafKey leaf, CipherSuite suite) {
        boolean right = switch (Keys.family(leaf.key())) {
            case RSA -> suite.authentication() == Authentication.RSA;
            case RSA_PSS -> suite.authentication() == Authentication.RSA && suite.keyExchange() != KeyExchange.RSA;
            case EC, EDWARDS -> suite.authentication() == Authentication.ECDSA;
            case MLDSA, UNKNOWN -> false;
        };
        if (!right)
            throw UNSUPPORTED_CERTIFICATE_KEY.because("%s wants another key than %s", suite, leaf.key().getAlgorithm());
        checkUsage(leaf, suite.keyExchange() == KeyExchange.RSA ? LeafKey.KeyUsage.KEY_ENCIPHERMENT
            : LeafKey.KeyUsage.DIGITAL_SIGNATURE);
    }

    /** RFC 5280 section 4.2.1.3, RFC 9846 section 4.5.1.2. */
    public static void checkUsage(LeafKey leaf, LeafKey.KeyUsage usage) {
        if (!leaf.allows(usage)) throw UNSUPPORTED_CERTIFICATE_KEY.because("its keyUsage does not allow %s", usage);
    }

    /** A signature's scheme must have been offered, and fit the key. RFC 9846 section 4.5.2, RFC 5246 section 7.4.3. */
    public static void checkScheme(SignatureScheme scheme, List<SignatureScheme> offered, LeafKey leaf,
        boolean version13) {
        boolean forVersion = version13 ? scheme.isFor13() : scheme.isFor12();
        if (!forVersion || !offered.contains(scheme))
            throw SIGNED_WITH_UNOFFERED_SCHEME.because("signed with %s", scheme).offers("signature schemes", offered,
                scheme);
        if (!Keys.fits(scheme, leaf.key(), version13))
            throw SCHEME_DOES_NOT_FIT_KEY.because("signed with %s, but the certificate has a key for %s", scheme,
                LeafSchemes.of(leaf, version13));
    }
}
