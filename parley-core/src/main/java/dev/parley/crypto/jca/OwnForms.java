package dev.parley.crypto.jca;

import dev.parley.crypto.jca.Providers.Work;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in the form that a provider computes with: translating one takes longer than signing with it, so it is done once
 * for as long as the key is in use. Thread-safe. A key is known by its identity; no key is ever compared.
 */
final class OwnForms {
    private final Map<Object, Key> forms = new ConcurrentHashMap<>();
    private final ReferenceQueue<Key> gone = new ReferenceQueue<>();

    private final Providers providers;

    OwnForms(Providers providers) {
        this.providers = providers;
    }

    Providers providers() {
        return providers;
    }

    /** Is somebody named for this work, and does the key exist outside of a token? */
    boolean has(Work work, Key key) {
        return providers.of(work).isPresent() && key.getFormat() != null;
    }

    /** @throws java.security.InvalidKeyException if the provider cannot use it */
    <K extends Key> K of(Work work, K key) throws GeneralSecurityException {
        for (var old = gone.poll(); old != null; old = gone.poll()) forms.remove(old);
        var form = forms.get(new Same(key, null));
        if (form != null) return same(key, form);

        var factory = providers.factory(work, work == Work.RSA ? "RSA" : "EC");
        var translated = factory.translateKey(key);
        boolean isItself = new Same(key, null).refersTo(translated); // it would keep itself alive
        if (!isItself) forms.put(new Same(key, gone), translated);
        return same(key, translated);
    }

    /** Providers keep private keys private and public ones public. */
    @SuppressWarnings("unchecked")
    private static <K extends Key> K same(K key, Key form) throws InvalidKeyException {
        if (key instanceof PrivateKey != form instanceof PrivateKey)
            throw new InvalidKeyException("another kind of key");
        return (K) form;
    }

    private static final class Same extends WeakReference<Key> {
        private final int hash;

        Same(Key key, ReferenceQueue<Key> queue) {
            super(key, queue);
            this.hash = System.identityHashCode(key);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Same same && get() != null && refersTo(same.get());
        }
    }
}
