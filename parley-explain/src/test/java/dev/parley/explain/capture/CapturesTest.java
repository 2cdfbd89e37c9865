package dev.parley.explain.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.capture.CaptureEvent.Data;
import dev.parley.explain.capture.CaptureEvent.Datagram;
import dev.parley.explain.capture.CaptureEvent.Opened;
import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.CaptureEvent.Secrets;
import dev.parley.explain.capture.Connection.Transport;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real captures, each compared with what tshark makes of it. */
class CapturesTest {
    static List<Path> captures() throws IOException {
        return Outside.captures();
    }

    private static final Map<Path, Future<Reference>> REFERENCES = new HashMap<>();

    /** Starting tshark takes longer than what it does here, so two at a time. */
    @BeforeAll
    static void tshark() throws IOException {
        if (!Outside.hasTshark()) return;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var capture : captures()) REFERENCES.put(capture, threads.submit(() -> reference(capture)));
        }
    }

    private static Reference reference(Path capture) throws IOException, InterruptedException {
        return Reference.of(capture, Story.of(capture).summary().connections());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void readsWhatTsharkReads(Path capture) throws Exception {
        Outside.needTshark();
        var story = Story.of(capture);
        var summary = story.summary();

        var reference = REFERENCES.get(capture).get();
        assertThat(summary.packets()).isEqualTo(reference.packets());
        assertThat(summary.connections()).isEqualTo(reference.tcpStreams()).isEqualTo(opened(story, Transport.TCP));
        assertThat(summary.conversations()).isEqualTo(reference.udpStreams()).isEqualTo(opened(story, Transport.UDP));
        assertThat(datagrams(story)).isEqualTo(reference.datagrams());
        for (int stream = 0; stream < summary.connections(); stream++)
            assertThat(said(story, stream)).as("tcp.stream " + stream).isEqualTo(reference.said().get(stream));
    }

    private static int opened(Story story, Transport transport) {
        return (int) story.all(Opened.class).stream().filter(opened -> opened.connection().transport() == transport)
            .count();
    }

    private static List<String> datagrams(Story story) {
        return story.all(Datagram.class).stream().map(datagram -> datagram.packet() + " "
            + datagram.connection().stream() + " " + datagram.bytes().length()).toList();
    }

    private static Map<String, Bytes> said(Story story, int stream) {
        var said = new HashMap<String, Bytes>();
        story.data(stream)
            .forEach(data -> said.merge(data.connection().sender(data.direction()).toString(), data.bytes(),
                Bytes::join));
        return said;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void findsEachByteInItsPacketAndInTheFile(Path capture) throws IOException {
        var story = Story.of(capture);
        var file = Bytes.own(Files.readAllBytes(capture));

        for (var packet : story.all(Packet.class)) {
            int at = (int) packet.fileOffset();
            assertThat(file.slice(at, at + packet.bytes().length())).isEqualTo(packet.bytes());
        }
        for (var data : story.all(Data.class)) {
            assertThat(story.found(data.pieces())).isEqualTo(data.bytes());
            for (var piece : data.pieces())
                assertThat(piece.fileOffset())
                    .isEqualTo(story.all(Packet.class).get(piece.packet() - 1).fileOffset() + piece.offset());
        }
        for (var datagram : story.all(Datagram.class))
            assertThat(story.found(datagram.pieces())).isEqualTo(datagram.bytes());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void tellsEachStreamInOrder(Path capture) throws IOException {
        StreamRules.check(Story.of(capture));
    }

    @ParameterizedTest
    @MethodSource("captures")
    void badBytesNeverThrow(Path capture) throws IOException {
        var good = Files.readAllBytes(capture);
        var random = new Random(capture.getFileName().toString().hashCode());
        for (int i = 0; i < 10; i++) {
            var bad = good.clone();
            for (int k = 0; k < 1 << i; k++) bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            StreamRules.check(Story.of(Bytes.own(bad)));
        }
    }

    @Test
    void readsTheKeyLogsThatComeWithCaptures() throws IOException {
        var within = Outside.capture("keylog/tls13-dsb.pcapng");
        var alongside = within.resolveSibling("tls13.keys");

        var keys = new KeyLog();
        Story.of(within).all(Secrets.class).forEach(secrets -> keys.add(secrets.keyLog()));
        assertThat(keys.lines()).isNotEmpty().isEqualTo(KeyLog.read(alongside).lines());
        assertThat(keys.malformed()).isEmpty();
    }
}
