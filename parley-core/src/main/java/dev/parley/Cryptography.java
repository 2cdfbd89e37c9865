package dev.parley;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.jca.JcaCrypto;
import java.util.ServiceLoader;

/** Which cryptography is used unless the configuration names another. */
public final class Cryptography {
    private Cryptography() {}

    /** The first that the class path or module path offers as a service, or else the JDK's. Thread-safe. */
    public static Crypto standard() {
        return Standard.CRYPTO;
    }

    /** The JDK's own. */
    public static Crypto jdk() {
        return Jdk.CRYPTO;
    }

    private static final class Standard {
        static final Crypto CRYPTO = ServiceLoader.load(Crypto.class).findFirst().orElseGet(Cryptography::jdk);
    }

    private static final class Jdk {
        static final Crypto CRYPTO = JcaCrypto.create();
    }
}
