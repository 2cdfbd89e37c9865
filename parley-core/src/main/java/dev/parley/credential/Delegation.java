package dev.parley.credential;

import static dev.parley.failure.Reason.BAD_DELEGATION;
import static dev.parley.failure.Reason.DELEGATION_NOT_PERMITTED;
import static dev.parley.failure.Reason.DELEGATION_OUT_OF_TIME;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.crypto.Crypto;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CertificateType;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A key for a few days, signed with the key of a certificate, so that whoever speaks for the certificate's owner need not
 * have that key. RFC 9345 calls it a delegated credential.
 *
 * @param cred the key, and until when it counts
 * @param algorithm what the certificate's key has signed it with
 */
public record Delegation(Key cred, SignatureScheme algorithm, Bytes signature) {
    /**
     * What is delegated.
     *
     * @param validTime until when it counts: seconds after the certificate's first date
     * @param scheme the only one that the key may sign a handshake with
     * @param info the public key, a SubjectPublicKeyInfo
     */
    public record Key(long validTime, SignatureScheme scheme, Bytes info) {
        private static final Codec<Key> WIRE = struct("Credential",
            field("valid_time", Codec.UINT32, Key::validTime),
            field("dc_cert_verify_algorithm", SignatureScheme.WIRE, Key::scheme),
            field("ASN1_subjectPublicKeyInfo", opaque(1, 0xFFFFFF), Key::info),
            Key::new);
    }

    public static final Codec<Delegation> WIRE = struct("DelegatedCredential",
        field("cred", Key.WIRE, Delegation::cred),
        field("algorithm", SignatureScheme.WIRE, Delegation::algorithm),
        field("signature", opaque(0, 0xFFFF), Delegation::signature),
        Delegation::new);

    /** None may count for longer from now. RFC 9345 section 3. */
    public static final Duration LONGEST = Duration.ofDays(7);

    /** The extension by which a certificate permits it. RFC 9345 section 4.2. */
    public static final String DELEGATION_USAGE = "1.3.6.1.4.1.44363.44";

    /** May a delegated key sign with this? Keys of plain RSA may not be delegated. RFC 9345 section 4. */
    public static boolean allows(SignatureScheme scheme) {
        return scheme.isFor13() && scheme.key() != SignatureScheme.Key.RSA;
    }

    /** Does the certificate permit it, by its DelegationUsage and its key usage? RFC 9345 section 4.2. */
    public static boolean permits(X509Certificate certificate) {
        var usage = certificate.getKeyUsage();
        return certificate.getExtensionValue(DELEGATION_USAGE) != null && usage != null && usage[0];
    }

    /**
     * Signs a key with that of a certificate.
     *
     * @param holder the certificate and its key
     * @param role is the key for servers, or for clients?
     * @param scheme what it shall sign handshakes with
     * @param until when it ends; cut to a whole second, to {@link #LONGEST} after {@code now}, and to the certificate's end
     * @throws CredentialFailure if the certificate does not permit it, or the key cannot sign with the scheme
     */
    public static Delegation issue(Crypto crypto, Credential holder, PeerChain.Side role, PublicKey key,
        SignatureScheme scheme, Instant now, Instant until) {
        var certificate = holder.certificates().getFirst();
        if (!permits(certificate))
            throw new CredentialFailure(
                "the certificate does not permit it: it must have the key usage digitalSignature"
                    + " and the extension DelegationUsage (" + DELEGATION_USAGE + ", RFC 9345 section 4.2)");
        var info = Bytes.of(key.getEncoded());
        if (!allows(scheme) || !LeafSchemes.of(LeafKey.ofInfo(info), true).contains(scheme))
            throw new CredentialFailure("this key cannot be delegated to sign with " + scheme);
        var end = List.of(until, now.plus(LONGEST), certificate.getNotAfter().toInstant()).stream()
            .min(Instant::compareTo).orElseThrow();
        long seconds = Duration.between(certificate.getNotBefore().toInstant(), end).toSeconds();
        if (!end.isAfter(now) || seconds < 1 || seconds > 0xFFFFFFFFL)
            throw new CredentialFailure("it would be over at " + CertificateText.second(end));
        var cred = new Key(seconds, scheme, info);
        var algorithm = holder.schemes(true).getFirst();
        return new Delegation(cred, algorithm, crypto.sign(algorithm, holder.key(),
            signed(role, holder.chain().getFirst(), cred, algorithm)));
    }

    /** When it ends. */
    public Instant until(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant().plusSeconds(cred.validTime);
    }

    /** The key that was delegated. Throws as {@link LeafKey#ofInfo}. */
    public LeafKey key() {
        return LeafKey.ofInfo(cred.info);
    }

    /**
     * Looks at one that a peer shows. RFC 9345 section 4.1.3.
     *
     * @param schemes what the peer's certificate may sign with, the list of signature_algorithms
     * @param delegated what a delegated key may sign with, the list of delegated_credential
     * @return when it ends
     * @throws HandshakeFailure BAD_DELEGATION, DELEGATION_NOT_PERMITTED or DELEGATION_OUT_OF_TIME
     */
    public Instant check(Crypto crypto, PeerChain chain, List<SignatureScheme> schemes,
        List<SignatureScheme> delegated) {
        if (!delegated.contains(cred.scheme))
            throw BAD_DELEGATION.because("its key signs with %s", cred.scheme).offers("schemes for delegated keys",
                delegated, cred.scheme);
        if (!schemes.contains(algorithm))
            throw BAD_DELEGATION.because("it is signed with %s", algorithm).offers("signature schemes", schemes,
                algorithm);
        if (!chain.type().equals(CertificateType.X509))
            throw DELEGATION_NOT_PERMITTED.because("only a certificate can delegate, and a raw public key was shown");
        var certificate = certificate(chain);
        if (!permits(certificate))
            throw DELEGATION_NOT_PERMITTED.because("%s lacks DelegationUsage or the key usage digitalSignature",
                CertificateText.dated(certificate));
        checkKeys(crypto, chain);
        return checkTime(until(certificate), chain.now());
    }

    private void checkKeys(Crypto crypto, PeerChain chain) {
        if (!isSignedBy(crypto, chain.side(), chain.certificates().getFirst()))
            throw BAD_DELEGATION.because("the %s signature on it is not the certificate's", algorithm.name());
        if (!fits()) throw BAD_DELEGATION.because("its key is none that signs with %s", cred.scheme);
    }

    /** Has the key of this certificate signed it? */
    boolean isSignedBy(Crypto crypto, PeerChain.Side role, Bytes certificate) {
        var signer = LeafKey.of(certificate);
        return LeafSchemes.of(signer, true).contains(algorithm)
            && crypto.verify(algorithm, signer.key(), signature, signed(role, certificate, cred, algorithm));
    }

    /** Is its key of a kind that may be delegated, for its scheme? */
    boolean fits() {
        try {
            return allows(cred.scheme) && LeafSchemes.of(key(), true).contains(cred.scheme);
        } catch (HandshakeFailure _) {
            return false; // it cannot even be read
        }
    }

    private static Instant checkTime(Instant until, Instant now) {
        if (now.isAfter(until))
            throw DELEGATION_OUT_OF_TIME.because("it ended at %s, and now it is %s", CertificateText.second(until),
                CertificateText.second(now));
        if (until.isAfter(now.plus(LONGEST)))
            throw DELEGATION_OUT_OF_TIME.because("it ends at %s, more than %d days from now, %s",
                CertificateText.second(until), LONGEST.toDays(), CertificateText.second(now));
        return until;
    }

    private static X509Certificate certificate(PeerChain chain) {
        try {
            return CertificateText.parse(chain.certificates().getFirst());
        } catch (CertificateException failure) {
            throw DELEGATION_NOT_PERMITTED.because(failure, "the certificate does not parse");
        }
    }

    /** 64 spaces, a context and a zero byte; the certificate; what is delegated; the scheme. RFC 9345 section 4. */
    private static byte[][] signed(PeerChain.Side role, Bytes certificate, Key cred, SignatureScheme algorithm) {
        var spaces = new byte[64];
        Arrays.fill(spaces, (byte) ' ');
        var context = "TLS, %s delegated credentials\0".formatted(role == PeerChain.Side.SERVER ? "server" : "client")
            .getBytes(StandardCharsets.US_ASCII);
        return new byte[][]{spaces, context, certificate.toArray(), Key.WIRE.encode(cred).toArray(),
            SignatureScheme.WIRE.encode(algorithm).toArray()};
    }
}
