package dev.parley.crypto.jca;

import dev.parley.crypto.jca.Providers.Work;
import dev.parley.wire.Spares;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys in the form that a provider computes with: translating one takes longer than signing with it, so it is done once
 * for as long as the key is in use. So are signatures made ready for a key, which native libraries read anew each time.
 * Thread-safe. A key is known by its identity; no key is ever compared.
 */
final class OwnForms {
    private final Map<Object, Form<?>> forms = new ConcurrentHashMap<>();
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

    /** A key as the provider has it, and signatures ready to sign or to verify with it, by the algorithm's name. */
    private record Form<K extends Key>(K key, Map<String, Spares<Signature>> ready) {
        Spares<Signature> spares(String algorithm) {
            var spares = ready.get(algorithm);
            return spares != null ? spares : ready.computeIfAbsent(algorithm, _ -> Spares.few(() -> null));
        }
    }

    /** The key in its own form. @throws java.security.InvalidKeyException if the provider cannot use it */
    <K extends Key> K of(Work work, K key) throws GeneralSecurityException {
        return form(work, key).key;
    }

    /** Signs with the key. To be given back once it has. @throws java.security.InvalidKeyException as above */
    Ready signer(Work work, String algorithm, PrivateKey key, SecureRandom random) throws GeneralSecurityException {
        var form = form(work, key);
        var spare = form.spares(algorithm).take();
        if (spare != null) return new Ready(spare, form.spares(algorithm));
        var signature = fresh(work, algorithm);
        signature.initSign(form.key, random);
        return new Ready(signature, form.spares(algorithm));
    }

    /** Verifies with the key. To be given back once it has. @throws java.security.InvalidKeyException as above */
    Ready verifier(Work work, String algorithm, PublicKey key) throws GeneralSecurityException {
        var form = form(work, key);
        var spare = form.spares(algorithm).take();
        if (spare != null) return new Ready(spare, form.spares(algorithm));
        var signature = fresh(work, algorithm);
        signature.initVerify(form.key);
        return new Ready(signature, form.spares(algorithm));
    }

    private Signature fresh(Work work, String algorithm) throws NoSuchAlgorithmException {
        return providers.signature(work, algorithm);
    }

    /** A signature that has its key. One that has failed is not given back. */
    record Ready(Signature signature, Spares<Signature> home) {
        void giveBack() {
            home.give(signature);
        }
    }

    @SuppressWarnings("unchecked") // a form is of its key's kind, as same() has seen to
    private <K extends Key> Form<K> form(Work work, K key) throws GeneralSecurityException {
        for (var old = gone.poll(); old != null; old = gone.poll()) forms.remove(old);
        var form = forms.get(new Same(key, null));
        if (form != null) return (Form<K>) form;

        var factory = providers.factory(work, work == Work.RSA ? "RSA" : "EC");
        var made = new Form<>(same(key, factory.translateKey(key)), new ConcurrentHashMap<>(2));
        boolean isItself = new Same(key, null).refersTo(made.key); // it would keep itself alive
        if (!isItself) forms.put(new Same(key, gone), made);
        return made;
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
