package dev.parley.crypto.fast;

import dev.parley.crypto.jca.JcaCrypto;
import java.security.SecureRandom;

/**
 * Cryptography by the fastest implementation of each primitive that is here and works: AES-GCM, NIST's curves and RSA by
 * Amazon Corretto Crypto Provider, X25519 by Conscrypt, everything else by the JDK. Found by {@link java.util.ServiceLoader}.
 *
 * <p>No provider is installed: other code in the same virtual machine keeps the one it has. Both libraries load native
 * code, for which the JDK wants {@code --enable-native-access=ALL-UNNAMED}, or on the module path
 * {@code --enable-native-access=com.amazon.corretto.crypto.provider,org.conscrypt}; without it, it warns on standard error.
 */
public final class FastCrypto extends JcaCrypto {
    /** Looks for the libraries and tries them, once in a virtual machine. */
    public FastCrypto() {
        super(Libraries.PROVIDERS, new SecureRandom());
    }

    @Override
    public String name() {
        return "fast";
    }
}
