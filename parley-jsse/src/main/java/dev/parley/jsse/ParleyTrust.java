package dev.parley.jsse;

import dev.parley.credential.Trust;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trust managers for {@code SSLContext.init} that say why they refuse, and can change while the context is in use. */
public final class ParleyTrust {
    private ParleyTrust() {}

    public static X509ExtendedTrustManager of(Trust trust) {
        return of(() -> trust);
    }

    /** Asks this source in each handshake: the next one judges by what it has then. */
    public static X509ExtendedTrustManager of(Supplier<Trust> source) {
        return new CredentialTrust(source);
    }
}
