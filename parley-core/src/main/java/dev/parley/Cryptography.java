package dev.parley;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.MoreCiphers;
import dev.parley.crypto.jca.JcaCrypto;
import java.util.ServiceLoader;

/** Which cryptography is used unless the configuration names another. */
public final class Cryptography {
    private Cryptography() {}

    /** The first that the class path or module path offers as a service, or else the JDK's, with all {@link MoreCiphers}. Thread-safe. */
    public static Crypto standard() {
        return Standard.CRYPTO;
    }

    /** The JDK's own. */
    public static Crypto jdk() {
        return Jdk.CRYPTO;
    }

    private static final class Standard {
        static final Crypto CRYPTO =
            extended(ServiceLoader.load(Crypto.class).findFirst().orElseGet(Cryptography::jdk));

        private static Crypto extended(Crypto crypto) {
            var all = crypto;
            for (var more : ServiceLoader.load(MoreCiphers.class)) all = MoreCiphers.added(all, more);
            return all;
        }
    }

    private static final class Jdk {
        static final Crypto CRYPTO = JcaCrypto.create();
    }
}
