package dev.parley.jsse;

import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Credentials made of what key managers answered before: seeing whether a key belongs to its certificate takes a
 * signature, and the answer is nearly always the same. Thread-safe.
 */
final class KnownCredentials {
    /** Managers that make a new certificate for each connection must not fill the memory. */
    private static final int MOST = 256;

    private record Answer(List<X509Certificate> chain, IdentityOf key) {}

    /** A key in a device may have no other equality. */
    private record IdentityOf(PrivateKey key) {
        @Override
        @SuppressWarnings("ReferenceEquality") // that is the point
        public boolean equals(Object other) {
            return other instanceof IdentityOf(var it) && it == key;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(key);
        }
    }

    private final ConcurrentHashMap<Answer, Credential> all = new ConcurrentHashMap<>();

    /** Empty if the two do not belong together, or cannot be used. */
    Optional<Credential> of(X509Certificate[] chain, PrivateKey key) {
        if (chain == null || chain.length == 0 || key == null) return Optional.empty();
        var answer = new Answer(List.of(chain), new IdentityOf(key));
        var known = all.get(answer);
        if (known != null) return Optional.of(known);
        try {
            var made = Credential.of(answer.chain, key);
            if (all.size() >= MOST) all.clear();
            all.put(answer, made);
            return Optional.of(made);
        } catch (CredentialFailure failure) {
            Log.warn("a key manager's answer cannot be used", failure);
            return Optional.empty();
        }
    }
}
