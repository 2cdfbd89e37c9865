package dev.parley.session;

import dev.parley.crypto.Crypto;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The keys that seal tickets: one to seal with, and older ones that still open. Where several servers answer for one
 * name, they share them. Thread-safe.
 *
 * @see #of for keys that an operator sets
 * @see #rotating for keys that this machine makes itself
 */
public interface TicketKeys {
    /** The key to seal with. @throws StoreUnavailable if it cannot be had in time */
    TicketKey current();

    /** The key of this name, if it is still accepted. @throws StoreUnavailable if that cannot be told in time */
    Optional<TicketKey> named(Bytes name);

    /** May these calls take longer than a memory access? Then they are made as tasks. */
    default boolean isRemote() {
        return false;
    }

    /** Fixed keys: the first seals, all open. To rotate, make another of these with a new key first. */
    static TicketKeys of(TicketKey... keys) {
        if (keys.length == 0) throw new IllegalArgumentException("at least one key is needed");
        var all = List.of(keys);
        return new TicketKeys() {
            @Override
            public TicketKey current() {
                return all.getFirst();
            }

            @Override
            public Optional<TicketKey> named(Bytes name) {
                return all.stream().filter(key -> key.name().equals(name)).findFirst();
            }
        };
    }

    /**
     * Keys that this machine makes itself and forgets again.
     *
     * @param every how long a key seals
     * @param kept how many older ones still open
     */
    static TicketKeys rotating(Crypto crypto, Duration every, int kept, InstantSource clock) {
        return new RotatingTicketKeys(crypto, every, kept, clock);
    }
}
