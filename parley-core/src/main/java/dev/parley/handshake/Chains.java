package dev.parley.handshake;

import static dev.parley.failure.Reason.CHAIN_TOO_LONG;
import static dev.parley.failure.Reason.MISPLACED_EXTENSION;
import static dev.parley.failure.Reason.SCHEME_DOES_NOT_FIT_KEY;
import static dev.parley.failure.Reason.SIGNED_WITH_UNOFFERED_SCHEME;
import static dev.parley.failure.Reason.UNSOLICITED_EXTENSION;

import dev.parley.config.Limits;
import dev.parley.config.TlsConfig;
import dev.parley.credential.LeafKey;
import dev.parley.credential.LeafSchemes;
import dev.parley.credential.PeerChain;
import dev.parley.credential.VerifiedChain;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.StatusRequest;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate13;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Checks on the certificates that a peer shows. */
public final class Chains {
    private Chains() {}

    /** No longer than allowed, and with extensions only that were asked for. RFC 9846 section 4.5.1. */
    public static void check(Certificate13 certificate, ExtensionBlock asked, Limits limits) {
        checkLength(certificate.chain(), limits);
        for (var entry : certificate.certificateList()) {
            entry.extensions().checkPlaces(Place.CERTIFICATE);
            for (var extension : entry.extensions().entries())
                if (!asked.has(extension.type()))
                    throw UNSOLICITED_EXTENSION.because("%s with a certificate, never asked for", extension.name());
        }
    }

    public static void checkLength(List<Bytes> chain, Limits limits) {
        if (chain.size() > limits.certificates())
            throw CHAIN_TOO_LONG.because("%d certificates, at most %d are allowed", chain.size(), limits.certificates());
    }

    /** The OCSP response stapled to the first certificate. RFC 9846 section 4.5.1.1. */
    public static Optional<Bytes> staple(Certificate13 certificate) {
        return certificate.certificateList().getFirst().extensions().find(StatusRequest.IT, StatusRequest.Status.class)
                .map(StatusRequest.Status::response);
    }

    /** The path is to be checked: slow work, so a task. */
    public static Task<VerifiedChain> verify(TlsConfig config, PeerChain chain) {
        return () -> config.trust().check(chain);
    }

    /** A signature's scheme must have been offered, and fit the key. RFC 9846 section 4.5.2, RFC 5246 section 7.4.3. */
    public static void checkScheme(SignatureScheme scheme, List<SignatureScheme> offered, LeafKey leaf, boolean version13) {
        boolean forVersion = version13 ? scheme.isFor13() : scheme.isFor12();
        if (!forVersion || !offered.contains(scheme))
            throw SIGNED_WITH_UNOFFERED_SCHEME.because("signed with %s", scheme).offers("signature schemes", offered, scheme);
        if (!LeafSchemes.of(leaf, version13).contains(scheme))
            throw SCHEME_DOES_NOT_FIT_KEY.because("signed with %s, but the certificate has a key for %s", scheme,
                    LeafSchemes.of(leaf, version13));
    }
}
