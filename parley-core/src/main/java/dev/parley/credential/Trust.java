package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Judges the certificates of the peer. Thread-safe; may block, so it is asked where waiting is allowed. */
@FunctionalInterface
public interface Trust {
    /**
     * Is this chain to be believed?
     *
     * @throws dev.parley.failure.HandshakeFailure with the most telling of UNREADABLE_CERTIFICATE,
     *         UNTRUSTED_CERTIFICATE, CERTIFICATE_IS_EXPIRED, CERTIFICATE_NOT_YET_VALID, STATUS_SAYS_REVOKED,
     *         WEAK_CERTIFICATE, WRONG_CERTIFICATE_USAGE, UNSUPPORTED_CERTIFICATE_KEY, WRONG_HOST_NAME,
     *         STATUS_MISSING, STATUS_UNUSABLE and PATH_CHECK_FAILED
     */
    VerifiedChain check(PeerChain chain);

    /** Names of the authorities, encoded, for a server that asks its clients for a certificate; empty means any. */
    default List<Bytes> authorities() {
        return List.of();
    }

    /**
     * Client: is the server's chain checked again whenever an earlier session goes on? Without that it was checked when the
     * session began, which ends when the first of its certificates does.
     */
    default boolean checksAgain() {
        return false;
    }

    /** The same, asked {@link #checksAgain again} when a session goes on: for trust that can be withdrawn meanwhile. */
    default Trust again() {
        var whole = this;
        return new Trust() {
            @Override
            public VerifiedChain check(PeerChain chain) {
                return whole.check(chain);
            }

            @Override
            public List<Bytes> authorities() {
                return whole.authorities();
            }

            @Override
            public boolean checksAgain() {
                return true;
            }
        };
    }

    /** The authorities that the JDK brings along, or those that its system properties name. */
    static PkixTrust jdk() {
        return new PkixTrust(JdkAnchors.load());
    }

    /** The authorities of the operating system. @throws CredentialFailure if there are none in the usual places */
    static PkixTrust system() {
        return new PkixTrust(SystemAnchors.load());
    }

    /** The authorities in a PEM file. @throws CredentialFailure if it cannot be read or has no certificate */
    static PkixTrust pem(Path file) {
        return new PkixTrust(Anchors.pem(file));
    }

    /** These authorities. A certificate that is no authority's is trusted as an end-entity, for its own names. */
    static PkixTrust of(List<X509Certificate> authorities) {
        return new PkixTrust(new Anchors("the certificates given", authorities));
    }

    /** Believes everything: anybody in between can read and change what is said. For tests and diagnosis only. */
    static Trust insecure() {
        return new BlindTrust();
    }

    /** The same without looking at the host's name: any server that the authorities know will do. */
    default Trust withoutHostName() {
        var whole = this;
        return new Trust() {
            @Override
            public VerifiedChain check(PeerChain chain) {
                return whole.check(chain.host(Optional.empty()));
            }

            @Override
            public List<Bytes> authorities() {
                return whole.authorities();
            }

            @Override
            public boolean checksAgain() {
                return whole.checksAgain();
            }
        };
    }
}
