package dev.parley.jsse;

import dev.parley.carrier.TlsCarrier;
import java.nio.ByteBuffer;

/** Several buffers for application data, as if they were one. If the first has room for a record, it is opened right into it. */
final class Scattered {
    /** The longest plaintext of a record, with the inner type of TLS 1.3 and padding. */
    private static final int LONGEST = (1 << 14) + 2048;

    private final ByteBuffer[] all;
    private final int from;
    private final int to;
    private int produced;

    Scattered(ByteBuffer[] all, int offset, int length) {
        this.all = all;
        this.from = offset;
        this.to = offset + length;
    }

    int produced() {
        return produced;
    }

    TlsCarrier.Fed feed(TlsCarrier carrier, ByteBuffer src) {
        var first = first();
        int start = first.position();
        var fed = carrier.feed(src, first);
        produced = first.position() - start;
        long room = room();
        if (fed != TlsCarrier.Fed.MORE_ROOM || room == first.remaining()) return fed;
        var aside = ByteBuffer.allocate((int) Math.min(room, LONGEST));
        fed = carrier.feed(src, aside);
        scatter(aside.flip());
        return fed;
    }

    private static final ByteBuffer NO_ROOM = ByteBuffer.allocate(0);

    private ByteBuffer first() {
        for (int i = from; i < to; i++) if (all[i].hasRemaining()) return all[i];
        return NO_ROOM;
    }

    private long room() {
        long sum = 0;
        for (int i = from; i < to; i++) sum += all[i].remaining();
        return sum;
    }

    private void scatter(ByteBuffer content) {
        produced = content.remaining();
        for (int i = from; i < to && content.hasRemaining(); i++) {
            int length = Math.min(content.remaining(), all[i].remaining());
            all[i].put(content.slice(content.position(), length));
            content.position(content.position() + length);
        }
    }
}
