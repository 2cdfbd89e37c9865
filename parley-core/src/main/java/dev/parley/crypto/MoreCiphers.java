package dev.parley.crypto;

import dev.parley.id.BulkCipher;
import java.util.List;

/**
 * Ciphers for records that the JDK does not have, from a library of their own. Found by {@link java.util.ServiceLoader} and
 * added to whichever cryptography is in force; suites with them are negotiated only where the configuration names them.
 * Thread-safe.
 */
public interface MoreCiphers {
    /** Who computes what, one line for people to read. */
    String maker();

    List<BulkCipher> ciphers();

    /** A cipher in {@link #ciphers()}. The key is borrowed for this call only. */
    Aead aead(BulkCipher cipher, Secret key);

    /** The same cryptography with these ciphers behind its own. */
    static Crypto added(Crypto to, MoreCiphers more) {
        return new Extended(to, more);
    }
}
