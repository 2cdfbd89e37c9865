package dev.parley.session;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.wire.Bytes;

/**
 * A key that seals tickets, with the name by which it is found again.
 *
 * @param name 16 bytes, public
 * @param key 32 bytes, for AES-256-GCM
 */
public record TicketKey(Bytes name, Secret key) {
    public static final int NAME_LENGTH = 16;
    public static final int KEY_LENGTH = 32;

    public TicketKey {
        if (name.length() != NAME_LENGTH)
            throw new IllegalArgumentException("a ticket key's name has " + NAME_LENGTH + " bytes");
        if (key.length() != KEY_LENGTH) throw new IllegalArgumentException("a ticket key has " + KEY_LENGTH + " bytes");
    }

    /** A new one. */
    public static TicketKey random(Crypto crypto) {
        var key = new byte[KEY_LENGTH];
        crypto.random(key);
        return new TicketKey(crypto.random(NAME_LENGTH), Secret.kept(key));
    }
}
