package dev.parley.jsse;

import dev.parley.carrier.TlsCarrier;
import java.nio.ByteBuffer;

/** Several buffers of application data, as if they were one. Only small pieces of different buffers are copied together. */
final class Gathered {
    private static final int MOST = 1 << 14;

    private final ByteBuffer[] all;
    private final int from;
    private final int to;

    Gathered(ByteBuffer[] all, int offset, int length) {
        this.all = all;
        this.from = offset;
        this.to = offset + length;
    }

    long remaining() {
        long sum = 0;
        for (int i = from; i < to; i++) sum += all[i].remaining();
        return sum;
    }

    /** Seals one record, whose length {@code dst} has room for. @return how many bytes it took, or -1 if other records come first */
    int seal(TlsCarrier carrier, ByteBuffer dst) {
        long remaining = remaining();
        for (int i = from; i < to; i++)
            if (all[i].hasRemaining()) {
                if (all[i].remaining() == remaining || all[i].remaining() >= MOST) return carrier.seal(all[i], dst);
                break;
            }
        var together = together((int) Math.min(remaining, MOST));
        int taken = carrier.seal(together, dst);
        skip(taken);
        return taken;
    }

    private ByteBuffer together(int most) {
        var copy = ByteBuffer.allocate(most);
        for (int i = from; i < to && copy.hasRemaining(); i++) {
            int length = Math.min(copy.remaining(), all[i].remaining());
            copy.put(all[i].slice(all[i].position(), length));
        }
        return copy.flip();
    }

    private void skip(int bytes) {
        int left = bytes;
        for (int i = from; i < to && left > 0; i++) {
            int length = Math.min(left, all[i].remaining());
            all[i].position(all[i].position() + length);
            left -= length;
        }
    }
}
