package dev.parley.jsse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * The {@code SSLContext} that is ready at once: keys from the system properties {@code javax.net.ssl.keyStore}, {@code
 * keyStoreType}, {@code keyStoreProvider} and {@code keyStorePassword}, trust from {@code javax.net.ssl.trustStore} or the
 * JDK's authorities.
 */
final class DefaultContext extends ContextService {
    DefaultContext() {
        super(Vocabulary.SPOKEN);
        try {
            super.engineInit(keys(), null, null);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException("the default SSLContext cannot be set up: " + failure.getMessage(),
                failure);
        }
    }

    private static KeyManager[] keys() throws GeneralSecurityException, IOException {
        var file = System.getProperty("javax.net.ssl.keyStore", "");
        var provider = System.getProperty("javax.net.ssl.keyStoreProvider", "");
        var type = System.getProperty("javax.net.ssl.keyStoreType", KeyStore.getDefaultType());
        if (file.isEmpty()) return new KeyManager[0];
        var password = System.getProperty("javax.net.ssl.keyStorePassword", "").toCharArray();
        var store = provider.isEmpty() ? KeyStore.getInstance(type) : KeyStore.getInstance(type, provider);
        if (file.equals("NONE")) store.load(null, password);
        else try (var in = Files.newInputStream(Path.of(file))) {
            store.load(in, password);
        }
        return new KeyManager[]{KeyManagers.of(store, password)};
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
        throw new KeyManagementException("Default SSLContext is initialized automatically");
    }
}
