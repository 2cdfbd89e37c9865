package dev.parley.jsse;

import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.KeyStore.ProtectionParameter;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.UnrecoverableEntryException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.ManagerFactoryParameters;

/** A {@code KeyManagerFactory}: the keys of a key store, or of several. */
final class KeyManagers extends KeyManagerFactorySpi {
    private CredentialKeys made;

    @Override
    protected void engineInit(KeyStore store, char[] password)
        throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        made = of(store, password);
    }

    /** @param store {@code null} for none */
    static CredentialKeys of(KeyStore store, char[] password)
        throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
        var all = new LinkedHashMap<String, Credential>();
        if (store != null) for (var alias : Collections.list(store.aliases())) {
            if (!store.isKeyEntry(alias)) continue;
            var chain = store.getCertificateChain(alias);
            if (store.getKey(alias, password) instanceof java.security.PrivateKey key && chain != null)
                add(all, alias, key, chain);
        }
        return CredentialKeys.of(Collections.unmodifiableMap(all));
    }

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
        if (!(parameters instanceof KeyStoreBuilderParameters those))
            throw new InvalidAlgorithmParameterException(
                "Parameters must be instance of KeyStoreBuilderParameters");
        var all = new LinkedHashMap<String, Credential>();
        try {
            for (var builder : those.getParameters()) {
                var store = builder.getKeyStore();
                for (var alias : Collections.list(store.aliases()))
                    if (store.isKeyEntry(alias))
                        add(all, all.size() + "." + alias, store, alias, builder.getProtectionParameter(alias));
            }
        } catch (KeyStoreException | NoSuchAlgorithmException | UnrecoverableEntryException failure) {
            throw new InvalidAlgorithmParameterException("the keys cannot be read: " + failure.getMessage(), failure);
        }
        made = CredentialKeys.of(Collections.unmodifiableMap(all));
    }

    private static void add(Map<String, Credential> all, String name, KeyStore store, String alias,
        ProtectionParameter protection)
        throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableEntryException {
        if (store.getEntry(alias, protection) instanceof PrivateKeyEntry entry)
            add(all, name, entry.getPrivateKey(), entry.getCertificateChain());
    }

    private static void add(Map<String, Credential> all, String alias, java.security.PrivateKey key,
        java.security.cert.Certificate[] chain) {
        if (!Arrays.stream(chain).allMatch(X509Certificate.class::isInstance)) return;
        try {
            all.put(alias,
                Credential.of(Arrays.stream(chain).map(X509Certificate.class::cast).toList(), key));
        } catch (CredentialFailure failure) {
            Log.warn("the entry " + alias + " of the key store cannot be used", failure);
        }
    }

    @Override
    protected KeyManager[] engineGetKeyManagers() {
        if (made == null) throw new IllegalStateException("KeyManagerFactoryImpl is not initialized");
        return new KeyManager[]{made};
    }
}
