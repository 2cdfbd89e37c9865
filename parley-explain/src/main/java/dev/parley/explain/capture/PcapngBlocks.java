package dev.parley.explain.capture;

import dev.parley.explain.capture.net.LinkType;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The blocks that a written capture is made of, each ready to be written. Times are in nanoseconds. */
final class PcapngBlocks {
    private static final int COMMENT = 1;
    private static final int APPLICATION = 4;
    private static final int NANOSECONDS = 9;
    private static final long UNKNOWN_LENGTH = -1;

    private PcapngBlocks() {}

    static byte[] section(String application, String comment) {
        var options = new Options().text(APPLICATION, application).text(COMMENT, comment);
        return block(PcapngFile.SECTION, 16, options, body -> body.putInt(PcapngFile.BYTE_ORDER_MAGIC)
            .putShort((short) 1).putShort((short) 0).putLong(UNKNOWN_LENGTH));
    }

    static byte[] networkInterface(LinkType link, String name) {
        var options = new Options().text(PcapngBody.OPTION_NAME, name)
            .add(PcapngBody.OPTION_RESOLUTION, new byte[]{NANOSECONDS});
        return block(PcapngFile.INTERFACE, 8, options, body -> body.putShort((short) link.id()).putShort((short) 0)
            .putInt(CaptureFile.LONGEST_PACKET));
    }

    static byte[] packet(Bytes packet, Instant time, String comment) {
        long nanos = time.getEpochSecond() * 1_000_000_000 + time.getNano();
        var options = new Options().text(COMMENT, comment);
        return block(PcapngFile.ENHANCED_PACKET, 20 + packet.length(), options, body -> {
            body.putInt(0).putInt((int) (nanos >>> 32)).putInt((int) nanos);
            body.putInt(packet.length()).putInt(packet.length());
            packet.putTo(body);
        });
    }

    static byte[] secrets(Bytes keyLog) {
        return block(PcapngFile.SECRETS, 8 + keyLog.length(), new Options(), body -> {
            body.putInt(PcapngFile.TLS_KEY_LOG).putInt(keyLog.length());
            keyLog.putTo(body);
        });
    }

    @FunctionalInterface
    private interface Body {
        void writeTo(ByteBuffer block);
    }

    /** A type, the length, the body filled up to 32 bits, options, and the length again. */
    private static byte[] block(int type, int bodyLength, Options options, Body body) {
        var optionBytes = options.toArray();
        int length = PcapngFile.AROUND + padded(bodyLength) + optionBytes.length;
        var block = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type).putInt(length);
        body.writeTo(block);
        block.position(8 + padded(bodyLength)).put(optionBytes).putInt(length);
        return block.array();
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    /** Each: a code, its length, the value filled up to 32 bits; then an end, if there are any. */
    private static final class Options {
        private static final int LONGEST = 0xFFFF;
        private byte[] bytes = {};

        Options text(int code, String text) {
            if (text.isEmpty()) return this;
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            return add(code,
                utf8.length <= LONGEST ? utf8 : text.substring(0, LONGEST / 3).getBytes(StandardCharsets.UTF_8));
        }

        Options add(int code, byte[] value) {
            bytes = ByteBuffer.allocate(bytes.length + 4 + padded(value.length)).order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes).putShort((short) code).putShort((short) value.length).put(value).array();
            return this;
        }

        byte[] toArray() {
            return bytes.length == 0 ? bytes : ByteBuffer.allocate(bytes.length + 4).put(bytes).array();
        }
    }
}
