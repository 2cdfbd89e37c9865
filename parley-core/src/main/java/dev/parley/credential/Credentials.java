package dev.parley.credential;

import dev.parley.crypto.Crypto;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The credentials that a side has, in the order of its preference. Each handshake asks anew, so they may change while
 * connections are open. Thread-safe.
 */
@FunctionalInterface
public interface Credentials {
    /** None: a client that stays unknown. */
    Credentials NONE = List::of;

    /** Those of this moment. Must not block for long: handshakes wait for it. */
    List<Credential> current();

    /** The one for a peer. Thread-safe. */
    default Selection choose(CredentialRequest request) {
        return Selection.choose(current(), request);
    }

    /** May {@link #choose} take long, so that a client asks it where waiting is allowed? A server always asks at once. */
    default boolean mayBlock() {
        return false;
    }

    static Credentials of(Credential... credentials) {
        var fixed = List.of(credentials);
        return () -> fixed;
    }

    /** All of these, one behind the other. */
    static Credentials all(List<Credentials> parts) {
        var fixed = List.copyOf(parts);
        return () -> fixed.stream().flatMap(part -> part.current().stream()).toList();
    }

    /** The same, each changed so, once: with {@link Credential#withStaples} or {@link Credential#withTimestamps}. */
    default Credentials changed(UnaryOperator<Credential> change) {
        return new ChangedCredentials(this, change);
    }

    /**
     * Read from PEM files, and again when one of them has changed: on demand, looking at most once a second. What
     * cannot be read leaves the old one in place and is logged once.
     *
     * @throws CredentialFailure if the first reading fails
     */
    static Credentials reloading(Path chain, Path key) {
        return reloading(chain, key, null);
    }

    /** The same with an encrypted key; the password is copied. */
    static Credentials reloading(Path chain, Path key, char[] password) {
        var own = password == null ? null : password.clone();
        return new WatchedFiles<>(List.of(chain, key), () -> List.of(Credential.pem(chain, key, own)),
            System::nanoTime)::get;
    }

    /**
     * A certificate represented by a key that it has delegated to, from two PEM files that are read again when they change.
     *
     * @param delegated as {@link DelegationPem} has it
     */
    static Credentials delegated(Crypto crypto, PeerChain.Side role, Path chain, Path delegated) {
        return new WatchedFiles<>(List.of(chain, delegated),
            () -> List.of(DelegationPem.read(crypto, role, chain, delegated)), System::nanoTime)::get;
    }
}
