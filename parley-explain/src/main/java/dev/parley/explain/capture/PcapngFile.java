package dev.parley.explain.capture;

import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.net.LinkType;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The newer format: blocks, each with a type and its length before and behind it. draft-ietf-opsawg-pcapng.
 *
 * <p>Blocks that say nothing about traffic (name resolution, statistics, custom ones) are passed over.
 */
final class PcapngFile {
    static final int SECTION = 0x0A0D0D0A;
    static final int INTERFACE = 1;
    static final int OLD_PACKET = 2;
    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;
    static final int SECRETS = 10;

    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    static final int TLS_KEY_LOG = 0x544C534B;

    /** Block type, its length, and its length again. */
    static final int AROUND = 12;
    /** A block longer than this is passed over unread, unless it begins a section. Key logs can be long. */
    private static final int LONGEST_BLOCK = 1 << 24;

    private final Source source;
    private final CaptureFile.Listener listener;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private int packets;

    /** @param source behind the first block's type */
    PcapngFile(Source source, CaptureFile.Listener listener) {
        this.source = source;
        this.listener = listener;
    }

    void read() throws IOException {
        long at = 0;
        int type = SECTION;
        while (block(at, type)) {
            at = source.offset();
            var next = source.read(4);
            if (next.length == 0) return;
            if (next.length < 4) {
                listener.note(at, "the file ends within a block's type");
                return;
            }
            type = ByteBuffer.wrap(next).order(order).getInt();
        }
    }

    /** Reads a block from behind its type on; answers whether there may be another. */
    private boolean block(long at, int type) throws IOException {
        var lengthBytes = source.read(4);
        byte[] magic = {};
        if (type == SECTION) {
            // The section's byte order stands behind the length, and says how to read it.
            magic = source.read(4);
            if (!section(magic)) return noted(at, "a section without its byte order");
        }
        if (lengthBytes.length < 4) return noted(at, "the file ends within a block's length");
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(lengthBytes).order(order).getInt());
        if (length < AROUND + magic.length || length % 4 != 0)
            return noted(at, "a block of " + length + " bytes; nothing behind it can be read");

        long size = length - AROUND - magic.length;
        if (size > LONGEST_BLOCK || !isRead(type)) {
            if (size > LONGEST_BLOCK) listener.note(at, "a block of " + length + " bytes, passed over");
            if (source.skip(size) < size) return noted(at, "the file ends within a block");
        } else {
            long bodyAt = source.offset();
            var body = source.read((int) size);
            if (body.length < size)
                return noted(at, "the file ends within a block, after " + body.length + " of its " + size + " bytes");
            body(type, at, new PcapngBody(ByteBuffer.wrap(body).order(order), bodyAt));
        }
        return end(at, length);
    }

    private boolean section(byte[] magic) {
        if (magic.length < 4) return false;
        int asBigEndian = ByteBuffer.wrap(magic).getInt();
        if (asBigEndian == BYTE_ORDER_MAGIC) order = ByteOrder.BIG_ENDIAN;
        else if (asBigEndian == Integer.reverseBytes(BYTE_ORDER_MAGIC)) order = ByteOrder.LITTLE_ENDIAN;
        else return false;
        interfaces.clear();
        return true;
    }

    private static boolean isRead(int type) {
        return switch (type) {
            case INTERFACE, OLD_PACKET, SIMPLE_PACKET, ENHANCED_PACKET, SECRETS -> true;
            default -> false;
        };
    }

    private void body(int type, long at, PcapngBody body) {
        try {
            switch (type) {
                case INTERFACE -> interfaces.add(body.networkInterface());
                case SECRETS -> secrets(body, at);
                default -> packet(type, at, body);
            }
        } catch (PcapngBody.TooShort e) {
            listener.note(at, "a block of type " + type + " that is too short for what it says it holds");
        }
    }

    private void packet(int type, long at, PcapngBody body) throws PcapngBody.TooShort {
        int id = switch (type) {
            case OLD_PACKET -> body.uint16();
            case SIMPLE_PACKET -> 0;
            default -> (int) Math.min(body.uint32(), Integer.MAX_VALUE);
        };
        if (id >= interfaces.size()) {
            listener.note(at, "a packet of interface " + id + ", which the section does not describe");
            return;
        }
        var from = interfaces.get(id);
        if (type == OLD_PACKET) body.uint16();                 // how many packets were dropped before this
        var time = type == SIMPLE_PACKET ? Instant.EPOCH : from.time(body.ticks());
        long captured = type == SIMPLE_PACKET ? -1 : body.uint32();
        long length = body.uint32();
        if (type == SIMPLE_PACKET) captured = Math.min(length, from.snapLength());
        if (captured > CaptureFile.LONGEST_PACKET) {
            listener.note(at, "a packet of " + captured + " bytes, passed over");
            return;
        }
        long offset = body.offset();
        var bytes = body.bytes((int) captured);
        int onNetwork = (int) Math.min(Math.max(length, captured), Integer.MAX_VALUE);
        listener.packet(new Packet(++packets, time, from.link(), bytes, onNetwork, offset));
    }

    private void secrets(PcapngBody body, long at) throws PcapngBody.TooShort {
        long kind = body.uint32();
        long length = body.uint32();
        if (kind == TLS_KEY_LOG) {
            long offset = body.offset();
            listener.secrets(body.bytes((int) Math.min(length, Integer.MAX_VALUE)), offset);
        } else listener.note(at, "secrets of kind 0x%08x, not of TLS".formatted(kind));
    }

    private boolean end(long at, long length) throws IOException {
        var again = source.read(4);
        if (again.length < 4) return noted(at, "the file ends within a block's second length");
        long second = Integer.toUnsignedLong(ByteBuffer.wrap(again).order(order).getInt());
        if (second != length) listener.note(at, "a block of " + length + " bytes that ends with a length of " + second);
        return true;
    }

    private boolean noted(long at, String what) {
        listener.note(at, what);
        return false;
    }

    /**
     * A network interface that was captured from.
     *
     * @param snapLength how much of a packet is kept at most
     * @param resolution what a tick of its clock is: 10 to the minus this, or, with the highest bit, 2 to the minus
     * @param seconds to add to each time
     */
    record Interface(LinkType link, long snapLength, int resolution, long seconds) {
        Instant time(long ticks) {
            return Ticks.toInstant(ticks, resolution, seconds);
        }
    }
}
