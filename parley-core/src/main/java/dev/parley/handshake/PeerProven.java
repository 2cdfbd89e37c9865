package dev.parley.handshake;

import static dev.parley.failure.Reason.BAD_KEY_EXCHANGE_SIGNATURE;
import static dev.parley.failure.Reason.BAD_SIGNATURE;

import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.Crypto;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.message.CertificateVerify;
import dev.parley.session.Session;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * The peer has proved who it is. Only the checks in here make one, so a state that needs one cannot be reached without.
 */
public sealed interface PeerProven {
    /** By a certificate, and a signature with its key. */
    final class ByCertificate implements PeerProven {
        private final VerifiedChain chain;
        private final SignatureScheme scheme;
        private final Optional<Instant> delegatedUntil;

        private ByCertificate(VerifiedChain chain, SignatureScheme scheme, Optional<Instant> delegatedUntil) {
            this.chain = chain;
            this.scheme = scheme;
            this.delegatedUntil = delegatedUntil;
        }

        public VerifiedChain chain() {
            return chain;
        }

        public SignatureScheme scheme() {
            return scheme;
        }

        /** When the key ends, if it is not the certificate's own. RFC 9345 section 4. */
        public Optional<Instant> delegatedUntil() {
            return delegatedUntil;
        }

        /** When a session that begins now is over for good: at the end of a delegated key, if not sooner. RFC 9345 section 7.4. */
        public Instant until(Instant now) {
            var usual = Session.until(now, chain.path());
            return delegatedUntil.filter(usual::isAfter).orElse(usual);
        }
    }

    /**
     * Checks the signature over what was to be signed. The path must have been verified before.
     *
     * @throws dev.parley.failure.HandshakeFailure BAD_SIGNATURE
     */
    static ByCertificate byCertificate(Crypto crypto, VerifiedChain chain, PublicKey key, SignatureScheme scheme,
        Bytes signature,
        byte[]... signed) {
        return byCertificate(crypto, chain, key, Optional.empty(), scheme, signature, signed);
    }

    private static ByCertificate byCertificate(Crypto crypto, VerifiedChain chain, PublicKey key,
        Optional<Instant> delegatedUntil, SignatureScheme scheme, Bytes signature, byte[]... signed) {
        if (!crypto.verify(scheme, key, signature, signed))
            throw BAD_SIGNATURE.because("the %s signature does not fit the %s key", scheme.name(), key.getAlgorithm());
        return new ByCertificate(chain, scheme, delegatedUntil);
    }

    /** The same in TLS 1.3, where the key may be a delegated one. */
    static ByCertificate byKey(Crypto crypto, VerifiedChain chain, PeerKey key, CertificateVerify verify,
        byte[] signed) {
        return byCertificate(crypto, chain, key.leaf().key(), key.until(), verify.algorithm(), verify.signature(),
            signed);
    }

    /**
     * Checks the signature over the key exchange of TLS 1.2. RFC 5246 section 7.4.3.
     *
     * @throws dev.parley.failure.HandshakeFailure BAD_KEY_EXCHANGE_SIGNATURE
     */
    static ByCertificate byKeyExchange(Crypto crypto, VerifiedChain chain, PublicKey key, SignatureScheme scheme,
        Bytes signature,
        byte[]... signed) {
        if (!crypto.verify(scheme, key, signature, signed))
            throw BAD_KEY_EXCHANGE_SIGNATURE.because("the %s signature over the parameters does not fit the %s key",
                scheme.name(), key.getAlgorithm());
        return new ByCertificate(chain, scheme, Optional.empty());
    }

    /** By having the key of an earlier session, or one given beforehand; Finished shows it. RFC 9846 section 2.2. */
    final class ByEarlierKey implements PeerProven {
        private final java.util.List<Bytes> chain;
        private final java.util.List<X509Certificate> path;

        /** @param chain the certificates that the peer had shown in the earlier session */
        public ByEarlierKey(java.util.List<Bytes> chain) {
            this(chain, java.util.List.of());
        }

        private ByEarlierKey(java.util.List<Bytes> chain, java.util.List<X509Certificate> path) {
            this.chain = java.util.List.copyOf(chain);
            this.path = java.util.List.copyOf(path);
        }

        /** The same, with the path by which the chain was found good again. */
        public ByEarlierKey again(VerifiedChain verified) {
            return new ByEarlierKey(chain, verified.path());
        }

        public java.util.List<X509Certificate> path() {
            return path;
        }

        public java.util.List<Bytes> chain() {
            return chain;
        }
    }

    /** By its certificate, and by being able to decrypt what was encrypted for its key; Finished will show it. TLS 1.2 RSA key exchange. */
    final class ByDecryption implements PeerProven {
        private final VerifiedChain chain;

        public ByDecryption(VerifiedChain chain) {
            this.chain = java.util.Objects.requireNonNull(chain);
        }

        public VerifiedChain chain() {
            return chain;
        }
    }
}
