package dev.parley.explain.capture;

import dev.parley.explain.capture.net.Endpoint;
import dev.parley.wire.Bytes;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;

/**
 * Writes a capture in pcapng that Wireshark opens and shows as clean conversations, from what two sides said to each
 * other: the packets around the bytes are made up, with checksums that are right and times in nanoseconds.
 *
 * <p>Wireshark decrypts a connection only if its secrets stand before the ServerHello in the file; a second pass
 * ({@code tshark -2}) does not help. But secrets are known only after the ServerHello, so packets are held back, up to
 * {@link Options#hold} bytes of them, and secrets overtake them. {@link #flush} and {@link #close} write what is held.
 * A program that is killed loses what was held.
 *
 * <p>Thread-safe; so are the {@link TcpTalk}s it hands out, as long as each has one thread.
 */
public final class CaptureWriter implements Closeable, Flushable {
    private final OutputStream out;
    private final Packets packets;
    private final Options options;
    private final Deque<byte[]> held = new ArrayDeque<>();
    private long heldBytes;
    private int talks;

    /**
     * @param rawIp packets begin with IP, not with an Ethernet header of made-up addresses
     * @param segment the most bytes that a TCP segment carries
     * @param hold how many bytes of packets are held back for secrets to overtake
     * @param comment about the whole capture; Wireshark shows it among the file's properties
     */
    public record Options(boolean rawIp, int segment, int hold, String comment) {
        /** Ethernet, segments as its packets can carry them. */
        public static final Options DEFAULT = new Options(false, 1460, 4 << 20, "");
        private static final int LARGEST_SEGMENT = 0xFFFF - 60;

        public Options {
            if (segment < 1 || segment > LARGEST_SEGMENT)
                throw new IllegalArgumentException("a segment is 1 to " + LARGEST_SEGMENT + " bytes, not " + segment);
            if (hold < 0) throw new IllegalArgumentException("held bytes cannot be " + hold);
        }

        public Options withRawIp() {
            return new Options(true, segment, hold, comment);
        }

        public Options withSegment(int bytes) {
            return new Options(rawIp, bytes, hold, comment);
        }

        public Options withHold(int bytes) {
            return new Options(rawIp, segment, bytes, comment);
        }

        public Options withComment(String text) {
            return new Options(rawIp, segment, hold, text);
        }
    }

    /** Writes to a stream, which is closed along with this. */
    public CaptureWriter(OutputStream out, Options options) throws IOException {
        this.out = out;
        this.options = options;
        this.packets = new Packets(options.rawIp());
        out.write(PcapngBlocks.section("Parley", options.comment()));
        out.write(PcapngBlocks.networkInterface(packets.link(), "parley"));
    }

    /** Writes a new file, or over an old one. A new one is for its owner's eyes only: there may be secrets in it. */
    public static CaptureWriter create(Path file, Options options) throws IOException {
        return new CaptureWriter(new BufferedOutputStream(open(file)), options);
    }

    private static OutputStream open(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var how =
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            return Channels.newOutputStream(Files.newByteChannel(file, how, owner));
        }
        return Files.newOutputStream(file);
    }

    /** A new TCP connection: writes its handshake, and answers what to tell the bytes to. */
    public synchronized TcpTalk connect(Endpoint client, Endpoint server, Instant time) throws IOException {
        return new TcpTalk(this, packets, client, server, options.segment(), talks++, time);
    }

    public void datagram(Endpoint from, Endpoint to, Bytes payload, Instant time) throws IOException {
        packet(packets.udp(from, to, payload), time, "");
    }

    /**
     * Any packet, as it is.
     *
     * @param comment shown by Wireshark along with the packet; may be empty
     */
    public synchronized void packet(Bytes packet, Instant time, String comment) throws IOException {
        var block = PcapngBlocks.packet(packet, time, comment);
        held.add(block);
        heldBytes += block.length;
        while (heldBytes > options.hold()) writeEldest();
    }

    /** Lines of a key log; they overtake the packets that are held back. */
    public synchronized void secrets(Bytes keyLog) throws IOException {
        out.write(PcapngBlocks.secrets(keyLog));
    }

    public void secrets(KeyLog.Line line) throws IOException {
        secrets(Bytes.ofText(line.text()));
    }

    /** Writes what is held back. Secrets that come later come too late for these packets. */
    @Override
    public synchronized void flush() throws IOException {
        while (!held.isEmpty()) writeEldest();
        out.flush();
    }

    private void writeEldest() throws IOException {
        var block = held.remove();
        heldBytes -= block.length;
        out.write(block);
    }

    @Override
    public synchronized void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
