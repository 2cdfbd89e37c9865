package dev.parley.explain.capture;

import dev.parley.explain.capture.net.LinkType;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;

/** What stands between a block's lengths, in the section's byte order. */
final class PcapngBody {
    /** The block ends before what it should hold. */
    static final class TooShort extends Exception {
        TooShort() {
            super("too short", null, false, false);
        }
    }

    static final int OPTION_NAME = 2;
    static final int OPTION_RESOLUTION = 9;
    static final int OPTION_OFFSET = 14;
    private static final int MICROSECONDS = 6;

    private final ByteBuffer body;
    private final long fileOffset;

    PcapngBody(ByteBuffer body, long fileOffset) {
        this.body = body;
        this.fileOffset = fileOffset;
    }

    /** Where in the file the next byte lies. */
    long offset() {
        return fileOffset + body.position();
    }

    int uint16() throws TooShort {
        need(2);
        return body.getShort() & 0xFFFF;
    }

    long uint32() throws TooShort {
        need(4);
        return Integer.toUnsignedLong(body.getInt());
    }

    /** A time: its upper half first, whatever the byte order. */
    long ticks() throws TooShort {
        return uint32() << 32 | uint32();
    }

    Bytes bytes(int length) throws TooShort {
        need(length);
        var bytes = Bytes.own(body.array(), body.arrayOffset() + body.position(), length);
        body.position(body.position() + length);
        return bytes;
    }

    PcapngFile.Interface networkInterface() throws TooShort {
        var link = new LinkType(uint16());
        uint16();
        long snapLength = uint32();
        int resolution = MICROSECONDS;
        long seconds = 0;
        while (body.remaining() >= 4) {
            int code = uint16();
            int length = uint16();
            if (code == 0) break;
            need(length);
            int at = body.position();
            if (code == OPTION_RESOLUTION && length == 1) resolution = body.get(at) & 0xFF;
            if (code == OPTION_OFFSET && length == 8) seconds = body.getLong(at);
            body.position(Math.min(at + (length + 3 & ~3), body.limit()));
        }
        return new PcapngFile.Interface(link, snapLength == 0 ? Integer.MAX_VALUE : snapLength, resolution, seconds);
    }

    private void need(int length) throws TooShort {
        if (length > body.remaining()) throw new TooShort();
    }
}
