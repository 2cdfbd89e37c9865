package dev.parley.explain.capture;

import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells the file formats apart by how they begin. */
final class CaptureFile {
    private CaptureFile() {}

    interface Listener {
        void packet(Packet packet);

        void secrets(Bytes keyLog, long offset);

        void note(long offset, String what);
    }

    /** Larger than any network's packets; a length beyond it is a broken file. The same limit as Wireshark's. */
    static final int LONGEST_PACKET = 1 << 18;

    static void read(Source source, Listener listener) throws IOException {
        var magic = source.read(4);
        if (magic.length < 4)
            listener.note(0, magic.length == 0 ? "the file is empty" : "too short for a capture file");
        else switch (ByteBuffer.wrap(magic).getInt()) {
            case 0xA1B2C3D4 -> new PcapFile(source, ByteOrder.BIG_ENDIAN, 1_000, listener).read();
            case 0xD4C3B2A1 -> new PcapFile(source, ByteOrder.LITTLE_ENDIAN, 1_000, listener).read();
            case 0xA1B23C4D -> new PcapFile(source, ByteOrder.BIG_ENDIAN, 1, listener).read();
            case 0x4D3CB2A1 -> new PcapFile(source, ByteOrder.LITTLE_ENDIAN, 1, listener).read();
            case PcapngFile.SECTION -> new PcapngFile(source, listener).read();
            default -> listener.note(0, "neither pcap nor pcapng: begins with " + Bytes.of(magic).hex());
        }
        if (!source.broken().isEmpty()) listener.note(source.offset(), source.broken());
    }
}
