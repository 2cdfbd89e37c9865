package dev.parley.carrier;

import java.util.function.LongSupplier;

/**
 * How long records of application data may be. A peer can open a record once all of it is there: at first, while the
 * transport sends few packets at once, each record fits into one, and every next one may be so much longer. After a second
 * without long records it begins again, as the transport may do too. For one thread at a time.
 */
class Pace {
    /** Bytes that fit into one packet of an Ethernet, 1500 bytes, with the headers of IPv6, TCP and the record itself. */
    static final int PACKET = 1_400;
    private static final long SILENCE = 1_000_000_000;

    private final LongSupplier clock;
    private int records;
    private long last;

    /** @param clock in nanoseconds, from anywhere */
    Pace(LongSupplier clock) {
        this.clock = clock;
    }

    static Pace of(boolean adaptive) {
        return adaptive ? new Pace(System::nanoTime) : LONG;
    }

    private static final Pace LONG = new Pace(() -> 0) {
        @Override
        int next(int bytes, int most) {
            return Math.min(bytes, most);
        }
    };

    /** How many of these bytes, of at most so many, belong into the next record. */
    int next(int bytes, int most) {
        int wanted = Math.min(bytes, most);
        if (wanted <= PACKET) return wanted; // nothing to decide, whatever the time
        long now = clock.getAsLong();
        if (now - last > SILENCE) records = 0;
        last = now;
        if (records > most / PACKET) return wanted;
        return Math.min(wanted, ++records * PACKET);
    }
}
