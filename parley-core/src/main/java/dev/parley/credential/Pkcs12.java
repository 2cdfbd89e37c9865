package dev.parley.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A key and its chain out of a PKCS#12 file. RFC 7292. */
final class Pkcs12 {
    private Pkcs12() {}

    /** @param alias the key's name, or null if there is only one */
    static Credential read(byte[] file, char[] password, String alias) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(file), password);
            var name = alias == null ? only(keys(store)) : named(alias, store);
            if (!(store.getKey(name, password) instanceof PrivateKey key))
                throw new CredentialFailure("the key \"" + name + "\" is not a private key");
            return Credential.of(chain(store, name), key);
        } catch (UnrecoverableKeyException failure) {
            throw new CredentialFailure("the password opens the file, but not the key in it", failure);
        } catch (IOException failure) {
            if (failure.getCause() instanceof UnrecoverableKeyException)
                throw new CredentialFailure(password == null
                    ? "the file is encrypted: give its password"
                    : "the password does not open the file", failure);
            throw new CredentialFailure("not a PKCS#12 file: " + failure.getMessage(), failure);
        } catch (GeneralSecurityException failure) {
            throw new CredentialFailure("the PKCS#12 file cannot be used: " + failure.getMessage(), failure);
        }
    }

    private static List<String> keys(KeyStore store) throws GeneralSecurityException {
        var keys = new ArrayList<String>();
        for (var alias : Collections.list(store.aliases())) if (store.isKeyEntry(alias)) keys.add(alias);
        return keys;
    }

    private static String only(List<String> keys) {
        return switch (keys.size()) {
            case 0 -> throw new CredentialFailure("there is no private key in it, or the file needs a password");
            case 1 -> keys.getFirst();
            default -> throw new CredentialFailure("there are several keys in it, say which: " + keys);
        };
    }

    private static String named(String alias, KeyStore store) throws GeneralSecurityException {
        if (store.isKeyEntry(alias)) return alias;
        throw new CredentialFailure("there is no key \"" + alias + "\" in it, but " + keys(store));
    }

    private static List<X509Certificate> chain(KeyStore store, String alias) throws GeneralSecurityException {
        var chain = new ArrayList<X509Certificate>();
        for (var certificate : store.getCertificateChain(alias)) chain.add((X509Certificate) certificate);
        return chain;
    }
}
