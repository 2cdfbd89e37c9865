package dev.parley.explain.capture;

import static dev.parley.explain.capture.Direction.CLIENT_TO_SERVER;
import static dev.parley.explain.capture.Direction.SERVER_TO_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.CaptureWriter.Options;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again, by this reader and by tshark. */
class CaptureWriterTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456789Z");
    private static final Endpoint CLIENT = new Endpoint(Bytes.ofHex("c0000201"), 50_000);
    private static final Endpoint SERVER = new Endpoint(Bytes.ofHex("c0000202"), 4433);
    private static final Endpoint CLIENT_6 = new Endpoint(Bytes.ofHex("20010db8000000000000000000000001"), 50_000);
    private static final Endpoint SERVER_6 = new Endpoint(Bytes.ofHex("20010db8000000000000000000000002"), 4433);
    private static final Bytes LONG = random(200_001);

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWrote() throws IOException {
        for (var options : List.of(Options.DEFAULT, Options.DEFAULT.withRawIp(), Options.DEFAULT.withSegment(65_475),
            Options.DEFAULT.withSegment(1))) {
            var said = options.segment() == 1 ? LONG.slice(0, 500) : LONG;
            var story = Story.of(write(options, writer -> {
                var talk = writer.connect(CLIENT, SERVER, TIME);
                talk.send(CLIENT_TO_SERVER, Bytes.ofText("hello"), TIME);
                talk.send(SERVER_TO_CLIENT, said, TIME.plusNanos(1));
                talk.finish(SERVER_TO_CLIENT, TIME);
                talk.finish(CLIENT_TO_SERVER, TIME);
            }));

            assertThat(story.stream(0, CLIENT_TO_SERVER)).isEqualTo(Bytes.ofText("hello"));
            assertThat(story.stream(0, SERVER_TO_CLIENT)).isEqualTo(said);
            assertThat(story.said()).endsWith("< fin", "> fin", "closed FINISHED")
                .noneMatch(line -> line.contains("gap"));
            assertThat(story.all(Packet.class).getFirst().time()).isEqualTo(TIME);
            assertThat(story.notes()).isEmpty();
        }
    }

    @Test
    void theSamePortsTwiceAreTwoConnections() throws IOException {
        var story = Story.of(write(Options.DEFAULT, writer -> {
            for (var text : List.of("one", "two"))
                writer.connect(CLIENT, SERVER, TIME).send(CLIENT_TO_SERVER, Bytes.ofText(text), TIME);
        }));

        assertThat(story.stream(0, CLIENT_TO_SERVER)).isEqualTo(Bytes.ofText("one"));
        assertThat(story.stream(1, CLIENT_TO_SERVER)).isEqualTo(Bytes.ofText("two"));
    }

    @Test
    void secretsOvertakeThePacketsHeldBack() throws IOException {
        assertThat(write(Options.DEFAULT)).startsWith("secrets");
        assertThat(write(Options.DEFAULT.withHold(0))).startsWith("opened").contains("secrets \"X\"");
    }

    private List<String> write(Options options) throws IOException {
        return Story.of(write(options, writer -> {
            writer.datagram(CLIENT, SERVER, Bytes.ofText("hello"), TIME);
            writer.secrets(Bytes.ofText("X"));
        })).said().stream().map(line -> line.startsWith("secrets") && options.hold() > 0 ? "secrets" : line)
            .map(line -> line.startsWith("opened") ? "opened" : line).toList();
    }

    @Test
    void flushingWritesWhatIsHeld() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new CaptureWriter(out, Options.DEFAULT);
        writer.datagram(CLIENT, SERVER, Bytes.ofText("hello"), TIME);
        assertThat(Story.of(Bytes.of(out.toByteArray())).summary().packets()).isZero();
        writer.flush();
        assertThat(Story.of(Bytes.of(out.toByteArray())).summary().packets()).isEqualTo(1);
    }

    @Test
    void aNewFileIsForItsOwnerOnly() throws IOException {
        var file = folder.resolve("own.pcapng");
        CaptureWriter.create(file, Options.DEFAULT).close();
        if (Files.getFileStore(file).supportsFileAttributeView("posix"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void refusesWhatNoPacketCanCarry() {
        assertThatThrownBy(() -> Options.DEFAULT.withSegment(65_535)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(Options.DEFAULT, writer -> writer.connect(CLIENT, SERVER_6, TIME)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
            () -> write(Options.DEFAULT, writer -> writer.datagram(CLIENT, SERVER, Bytes.own(new byte[65_508]), TIME)))
            .isInstanceOf(IllegalArgumentException.class);
    }

    /** Wireshark warns of every reset, even if it is as it should be. */
    private static final String COMPLAINT = "!tcp.flags.reset && _ws.expert.severity >= \"Warning\" || _ws.malformed"
        + " || tcp.analysis.flags || tcp.checksum.status != \"Good\" || ip.checksum.status != \"Good\""
        + " || udp.checksum.status != \"Good\"";

    @Test
    void tsharkFindsNothingToComplainAbout() throws Exception {
        Outside.needTshark();
        for (var options : List.of(Options.DEFAULT.withComment("A comment of this test: ü"),
            Options.DEFAULT.withRawIp().withSegment(16_000))) {
            var file = folder.resolve("clean.pcapng");
            try (var writer = CaptureWriter.create(file, options)) {
                everything(writer);
            }
            var complaints =
                Outside.tshark(file, List.of("-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
                    "-o", "udp.check_checksum:TRUE", "-Y", COMPLAINT));
            assertThat(complaints).isEmpty();

            var story = Story.of(file);
            var reference = Reference.of(file, 3);
            assertThat(reference.packets()).isEqualTo(story.summary().packets());
            assertThat(reference.tcpStreams()).isEqualTo(3);
            assertThat(reference.said().get(0)).containsEntry(CLIENT.toString(), Bytes.ofText("hello"))
                .containsEntry(SERVER.toString(), LONG);
            assertThat(Outside.tshark(file, List.of("-T", "fields", "-e", "frame.time_epoch")).getFirst())
                .isEqualTo("1767323045.123456789");
            assertThat(Outside.tshark(file, List.of("-Y", "tcp.len == 5", "-T", "fields", "-e", "frame.comment")))
                .containsExactly("This says hello", "", "");
        }
    }

    @Test
    void tsharkDecryptsAlthoughTheSecretsCameLast() throws Exception {
        Outside.needTshark();
        for (var name : List.of("tls12", "tls13")) {
            var original = Outside.capture("keylog/" + name + ".pcapng");
            var file = folder.resolve("late.pcapng");
            try (var writer = CaptureWriter.create(file, Options.DEFAULT)) {
                sayAgain(Story.of(original), writer);
                for (var line : KeyLog.read(original.resolveSibling(name + ".keys")).lines()) writer.secrets(line);
            }
            var decrypted = Outside.tshark(file, List.of("-Y", "tls.handshake.type == finished"));
            assertThat(decrypted).as(name).isNotEmpty();
        }
    }

    /** The first connection, as if it were happening now. */
    private static void sayAgain(Story story, CaptureWriter writer) throws IOException {
        var connection = story.data(0).findFirst().orElseThrow().connection();
        var talk = writer.connect(connection.client(), connection.server(), TIME);
        for (var data : story.data(0).toList()) talk.send(data.direction(), data.bytes(), data.time());
    }

    private static void everything(CaptureWriter writer) throws IOException {
        var talk = writer.connect(CLIENT, SERVER, TIME);
        talk.send(CLIENT_TO_SERVER, Bytes.ofText("hello"), TIME, "This says hello");
        talk.send(SERVER_TO_CLIENT, LONG, TIME.plusMillis(1));
        talk.finish(CLIENT_TO_SERVER, TIME.plusMillis(2));
        talk.finish(SERVER_TO_CLIENT, TIME.plusMillis(3));
        var talk6 = writer.connect(CLIENT_6, SERVER_6, TIME.plusMillis(4));
        talk6.send(CLIENT_TO_SERVER, Bytes.ofText("hello"), TIME.plusMillis(5));
        talk6.reset(SERVER_TO_CLIENT, TIME.plusMillis(6));
        writer.connect(new Endpoint(CLIENT.address(), 50_001), SERVER, TIME.plusMillis(7))
            .send(CLIENT_TO_SERVER, Bytes.ofText("HELLO"), TIME.plusMillis(8));
        writer.datagram(CLIENT, SERVER, LONG.slice(0, 1_001), TIME.plusMillis(9));
        writer.datagram(SERVER_6, CLIENT_6, LONG.slice(0, 1_000), TIME.plusMillis(9));
    }

    private interface Writing {
        void to(CaptureWriter writer) throws IOException;
    }

    private static Bytes write(Options options, Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new CaptureWriter(out, options)) {
            writing.to(writer);
        }
        return Bytes.own(out.toByteArray());
    }

    private static Bytes random(int length) {
        var bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return Bytes.own(bytes);
    }
}
