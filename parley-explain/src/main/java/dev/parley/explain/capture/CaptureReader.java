package dev.parley.explain.capture;

import dev.parley.explain.capture.CaptureEvent.Note;
import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.CaptureEvent.Secrets;
import dev.parley.explain.capture.net.Layer;
import dev.parley.explain.capture.net.Layers;
import dev.parley.explain.capture.net.Traced;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads a capture, pcap or pcapng, perhaps packed with gzip, and tells what is in it, packet by packet.
 *
 * <p>Streaming: what is kept is bounded, however long the capture, and each packet is told as soon as it is read, so a
 * pipe from a running capture works. What cannot be decoded is told as a {@link Note}; a broken file is not an
 * exception. Only {@link IOException}s of the input itself are thrown, and whatever the listener throws.
 */
public final class CaptureReader {
    private final Consumer<CaptureEvent> listener;
    private final Layers layers;
    private final TcpConversations tcp;
    private final UdpConversations udp;
    private Packet packet;
    private int packets;
    private int notes;

    private CaptureReader(Consumer<CaptureEvent> listener) {
        this.listener = listener;
        layers = new Layers(this::note);
        tcp = new TcpConversations(listener);
        udp = new UdpConversations(listener);
    }

    public static Summary read(Path file, Consumer<CaptureEvent> listener) throws IOException {
        return read(file, Progress.IGNORED, listener);
    }

    public static Summary read(Path file, Progress progress, Consumer<CaptureEvent> listener) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in, Files.size(file), progress, listener);
        }
    }

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param total how many bytes there will be, -1 if unknown
     */
    public static Summary read(InputStream in, long total, Progress progress, Consumer<CaptureEvent> listener)
        throws IOException {
        return new CaptureReader(listener).read(new Source(in, total, progress));
    }

    private Summary read(Source source) throws IOException {
        CaptureFile.read(source, new CaptureFile.Listener() {
            @Override
            public void packet(Packet packet) {
                heard(packet);
            }

            @Override
            public void secrets(Bytes keyLog, long offset) {
                listener.accept(new Secrets(keyLog, offset));
            }

            @Override
            public void note(long offset, String what) {
                CaptureReader.this.note(new Note(offset, 0, what));
            }
        });
        tcp.end();
        return new Summary(source.offset(), packets, tcp.count(), udp.count(), notes);
    }

    private void heard(Packet heard) {
        packet = heard;
        packets = heard.number();
        listener.accept(heard);
        int missing = Math.max(0, heard.length() - heard.bytes().length());
        var traced = Traced.of(heard.number(), heard.fileOffset(), heard.bytes(), missing);
        switch (layers.unwrap(heard.link(), traced, heard.time())) {
            case Layer.Segment segment -> tcp.heard(segment, heard.number(), heard.time());
            case Layer.Datagram datagram -> udp.heard(datagram, heard.number(), heard.time());
            case Layer.Broken broken -> note(broken.what());
            case Layer.Uninteresting _ -> {}
        }
    }

    private void note(String what) {
        note(new Note(packet.fileOffset(), packet.number(), what));
    }

    private void note(Note note) {
        notes++;
        listener.accept(note);
    }
}
