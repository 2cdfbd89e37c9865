package dev.parley.jsse;

import dev.parley.credential.Credentials;
import javax.net.ssl.X509ExtendedKeyManager;

/** Key managers for {@code SSLContext.init} whose certificates can change while the context is in use. */
public final class ParleyKeys {
    private ParleyKeys() {}

    /**
     * Asks this source in each handshake: the next one uses what it has then. {@code Credentials.reloading} reads PEM
     * files again when they change; {@code reference::get} is replaced by hand.
     */
    public static X509ExtendedKeyManager of(Credentials source) {
        return CredentialKeys.of(source);
    }
}
