package dev.parley.session;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.id.BulkCipher;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sessions sealed under a ticket key: the key's name, a random nonce, and the session under AES-256-GCM. RFC 5077
 * section 4 recommends such a form.
 */
public final class Tickets {
    private Tickets() {}

    private static final int NONCE = 12;

    /** @throws StoreUnavailable if there is no key in time */
    public static Bytes seal(Crypto crypto, TicketKeys keys, Session session) {
        var key = keys.current();
        var plain = SessionFormat.write(session);
        var nonce = new byte[NONCE];
        crypto.random(nonce);
        try (var aead = crypto.aead(BulkCipher.AES_256_GCM, key.key())) {
            var ticket = ByteBuffer.allocate(TicketKey.NAME_LENGTH + NONCE + plain.length + aead.overhead());
            key.name().putTo(ticket);
            ticket.put(nonce);
            aead.seal(nonce, key.name().toArray(), TicketKey.NAME_LENGTH, ByteBuffer.wrap(plain), ticket);
            return Bytes.own(ticket.array());
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** What came of opening a ticket. */
    public sealed interface Opened {
        /** @param session belongs to the caller */
        record Known(Session session) implements Opened {}

        /** No key of that name is known: it was made elsewhere, or long ago. */
        record UnknownKey() implements Opened {}

        /** Altered, or not a ticket of this format. */
        record Broken() implements Opened {}
    }

    /** @throws StoreUnavailable if the keys cannot be had in time */
    public static Opened open(Crypto crypto, TicketKeys keys, Bytes ticket) {
        if (ticket.length() < TicketKey.NAME_LENGTH + NONCE) return new Opened.Broken();
        var name = ticket.slice(0, TicketKey.NAME_LENGTH);
        var key = keys.named(name);
        if (key.isEmpty()) return new Opened.UnknownKey();
        var nonce = ticket.slice(TicketKey.NAME_LENGTH, TicketKey.NAME_LENGTH + NONCE).toArray();
        var sealed = ByteBuffer.wrap(ticket.from(TicketKey.NAME_LENGTH + NONCE).toArray());
        var plain = ByteBuffer.allocate(sealed.remaining());
        try (var aead = crypto.aead(BulkCipher.AES_256_GCM, key.get().key())) {
            aead.open(nonce, name.toArray(), TicketKey.NAME_LENGTH, sealed, plain);
            Optional<Session> session = SessionFormat.read(Arrays.copyOf(plain.array(), plain.position()));
            return session.<Opened>map(Opened.Known::new).orElseGet(Opened.Broken::new);
        } catch (Aead.Altered e) {
            return new Opened.Broken();
        } finally {
            Arrays.fill(plain.array(), (byte) 0);
        }
    }
}
