package dev.parley.explain.capture;

import static dev.parley.explain.capture.FileBytes.block;
import static dev.parley.explain.capture.FileBytes.description;
import static dev.parley.explain.capture.FileBytes.enhanced;
import static dev.parley.explain.capture.FileBytes.numbers;
import static dev.parley.explain.capture.FileBytes.pcap;
import static dev.parley.explain.capture.FileBytes.section;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.capture.CaptureEvent.Packet;
import dev.parley.explain.capture.CaptureEvent.Secrets;
import dev.parley.explain.capture.net.LinkType;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The file formats, good and broken. */
class CaptureFileTest {
    private static final Bytes PACKET = Bytes.ofHex("0102030405");
    private static final Bytes NOTHING = Bytes.EMPTY;

    @Test
    void readsPcapInBothByteOrdersAndResolutions() {
        for (var order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
            assertThat(packets(pcap(order, false, 147, List.of(NOTHING, PACKET)))).containsExactly(
                new Packet(1, Instant.ofEpochSecond(1_700_000_000), new LinkType(147), NOTHING, 0, 40),
                new Packet(2, Instant.ofEpochSecond(1_700_000_000, 1_000), new LinkType(147), PACKET, 5, 56));
            assertThat(packets(pcap(order, true, 147, List.of(NOTHING, PACKET))).get(1).time())
                .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 1));
        }
    }

    @Test
    void readsPcapngInBothByteOrders() {
        for (var order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
            var file = Bytes.join(section(order), description(order, 147, 0, NOTHING),
                enhanced(order, 0, 1_700_000_000_000_001L, PACKET));
            assertThat(packets(file)).containsExactly(
                new Packet(1, Instant.ofEpochSecond(1_700_000_000, 1_000), new LinkType(147), PACKET, 5, 28 + 20 + 28));
        }
    }

    @Test
    void eachSectionHasItsOwnByteOrderAndInterfaces() {
        var file = Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 147, 0, NOTHING),
            enhanced(BIG_ENDIAN, 0, 0, PACKET),
            section(LITTLE_ENDIAN), description(LITTLE_ENDIAN, 148, 0, NOTHING), enhanced(LITTLE_ENDIAN, 0, 0, PACKET),
            section(BIG_ENDIAN), enhanced(BIG_ENDIAN, 0, 0, PACKET));
        var story = Story.of(file);

        assertThat(story.all(Packet.class)).extracting(packet -> packet.link().id()).containsExactly(147, 148);
        assertThat(story.notes()).contains("a packet of interface 0, which the section does not describe");
    }

    @Test
    void readsTimesInEachResolution() {
        assertThat(time(Bytes.ofHex("0009 0001 09000000"), 1_000_000_001L)).isEqualTo(Instant.ofEpochSecond(1, 1));
        assertThat(time(Bytes.ofHex("0009 0001 0c000000"), 1_500_000_000_000L))
            .isEqualTo(Instant.ofEpochSecond(1, 500_000_000));
        assertThat(time(Bytes.ofHex("0009 0001 00000000"), 7)).isEqualTo(Instant.ofEpochSecond(7));
        assertThat(time(Bytes.ofHex("0009 0001 8a000000"), 1024 + 512))
            .isEqualTo(Instant.ofEpochSecond(1, 500_000_000));
        assertThat(time(Bytes.ofHex("000e 0008 0000000000000064"), 1_000_000)).isEqualTo(Instant.ofEpochSecond(101));
        assertThat(time(Bytes.ofHex("000e 0008 ffffffffffffffff"), 2_000_000)).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void movesImpossibleTimesToTheEndOfTheCalendar() {
        var end = Instant.parse("9999-12-31T23:59:59Z");
        assertThat(time(Bytes.ofHex("0009 0001 00000000"), -1)).isEqualTo(end);
        assertThat(time(Bytes.ofHex("000e 0008 7fffffffffffffff"), -1)).isEqualTo(end);
        assertThat(time(Bytes.ofHex("0009 0001 ff000000"), -1)).isEqualTo(Instant.EPOCH);
    }

    private static Instant time(Bytes option, long ticks) {
        return packets(Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 147, 0, option),
            enhanced(BIG_ENDIAN, 0, ticks, PACKET)))
            .getFirst().time();
    }

    @Test
    void readsSimplePacketsUpToTheSnapLength() {
        var file = Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 147, 3, NOTHING),
            block(BIG_ENDIAN, 3, Bytes.join(numbers(BIG_ENDIAN, 5), PACKET.slice(0, 3))));

        assertThat(packets(file))
            .containsExactly(new Packet(1, Instant.EPOCH, new LinkType(147), PACKET.slice(0, 3), 5, 60));
    }

    @Test
    void readsTheObsoletePacketBlock() {
        var file = Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 147, 0, NOTHING),
            block(BIG_ENDIAN, 2,
                Bytes.join(Bytes.ofHex("0000 0007"), numbers(BIG_ENDIAN, 0, 1_000_000, 5, 9), PACKET)));

        assertThat(packets(file))
            .containsExactly(new Packet(1, Instant.ofEpochSecond(1), new LinkType(147), PACKET, 9, 76));
    }

    @Test
    void handsOutSecretsAndPassesOverWhatItDoesNotKnow() {
        var keys = Bytes.ofText("CLIENT_RANDOM 00 00\n");
        var file = Bytes.join(section(BIG_ENDIAN), block(BIG_ENDIAN, 4, PACKET), block(BIG_ENDIAN, 0x0BAD, PACKET),
            block(BIG_ENDIAN, 10, Bytes.join(numbers(BIG_ENDIAN, 0x544C534B, keys.length()), keys)),
            block(BIG_ENDIAN, 10, numbers(BIG_ENDIAN, 0x57474B4C, 0)));
        var story = Story.of(file);

        assertThat(story.all(Secrets.class)).extracting(Secrets::keyLog).containsExactly(keys);
        assertThat(story.notes()).containsExactly("secrets of kind 0x57474b4c, not of TLS");
    }

    @Test
    void readsEitherFormatPackedWithGzip() throws IOException {
        for (var file : List.of(pcap(147, List.of(PACKET, PACKET)), Bytes.join(section(BIG_ENDIAN),
            description(BIG_ENDIAN, 147, 0, NOTHING), enhanced(BIG_ENDIAN, 0, 0, PACKET),
            enhanced(BIG_ENDIAN, 0, 0, PACKET))))
            assertThat(packets(gzip(file))).isEqualTo(packets(file)).hasSize(2);
    }

    @Test
    void tellsHowFarItHasCome() throws IOException {
        var file = gzip(pcap(147, List.of(PACKET)));
        var heard = new ArrayList<String>();
        CaptureReader.read(new ByteArrayInputStream(file.toArray()), file.length(),
            (read, total) -> heard.add(read + " of " + total), event -> {});

        assertThat(heard).contains(file.length() + " of " + file.length());
    }

    @Test
    void notesBytesThatAreNoCapture() {
        assertThat(Story.of(NOTHING).notes()).containsExactly("the file is empty");
        assertThat(Story.of(Bytes.ofText("PK")).notes()).containsExactly("too short for a capture file");
        assertThat(Story.of(Bytes.ofText("hello")).notes())
            .containsExactly("neither pcap nor pcapng: begins with 68656c6c");
        assertThat(Story.of(Bytes.ofHex("1f8b0000")).notes())
            .anyMatch(note -> note.startsWith("the gzip file is broken"));
    }

    @Test
    void notesAPacketOfImpossibleLength() {
        var file = pcap(147, List.of(PACKET)).toArray();
        Arrays.fill(file, 32, 36, (byte) 0xFF);
        assertThat(Story.of(Bytes.own(file)).notes())
            .containsExactly("a packet of 4294967295 bytes; nothing behind it can be read");
    }

    @Test
    void notesABlockWhoseLengthsDiffer() {
        var file = Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 147, 0, NOTHING)).toArray();
        file[file.length - 1]++;
        assertThat(Story.of(Bytes.own(file)).notes())
            .containsExactly("a block of 20 bytes that ends with a length of 21");
    }

    @Test
    void aFileCutOffAnywhereGivesThePacketsBeforeAndANote() throws IOException {
        for (var order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
            everyCut(pcap(order, false, 147, List.of(PACKET, PACKET)), 24, List.of(24 + 21, 24 + 42));
            var pcapng = Bytes.join(section(order), description(order, 147, 0, NOTHING), enhanced(order, 0, 0, PACKET),
                enhanced(order, 0, 0, PACKET));
            everyCut(pcapng, 28, List.of(28 + 20 + 40, 28 + 20 + 80));
        }
    }

    private static void everyCut(Bytes file, int header, List<Integer> ends) {
        for (int length = 1; length <= file.length(); length++) {
            int cut = length;
            var story = Story.of(file.slice(0, cut));
            // A packet whose block lacks only its second length is whole.
            long whole = ends.stream().filter(end -> end <= cut).count();
            assertThat(story.summary().packets()).as("cut at " + cut).isBetween((int) whole, (int) whole + 1);
            boolean atAnEnd = ends.contains(cut) || cut == header || cut == header + 20;
            if (!atAnEnd) assertThat(story.notes()).as("cut at " + cut).isNotEmpty();
        }
    }

    @Test
    void aGzipCutOffAnywhereIsNoted() throws IOException {
        var packed =
            gzip(pcap(147, List.of(PACKET, Bytes.own(new Random(1).ints(500, 0, 256).collect(ByteArrayOutputStream::new,
                ByteArrayOutputStream::write, (a, b) -> {}).toByteArray()))));
        for (int length = 2; length < packed.length(); length++)
            assertThat(Story.of(packed.slice(0, length)).notes()).as("cut at " + length).isNotEmpty();
    }

    @Test
    void randomBytesNeverThrow() {
        var random = new Random(8);
        var beginnings = List.of(NOTHING, pcap(ByteOrder.BIG_ENDIAN, false, 1, List.of()), section(BIG_ENDIAN),
            section(LITTLE_ENDIAN), Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 1, 0, NOTHING)),
            Bytes.ofHex("1f8b08"));
        for (int i = 0; i < 3_000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            Story.of(Bytes.join(beginnings.get(i % beginnings.size()), Bytes.own(bytes)));
        }
    }

    @Test
    void goodFilesWithBadBytesNeverThrow() {
        var random = new Random(9);
        var files = List.of(pcap(147, List.of(PACKET, PACKET)),
            Bytes.join(section(BIG_ENDIAN), description(BIG_ENDIAN, 1, 0, Bytes.ofHex("0009 0001 09000000")),
                enhanced(BIG_ENDIAN, 0, 0, PACKET), block(BIG_ENDIAN, 10, numbers(BIG_ENDIAN, 0x544C534B, 0))));
        for (int i = 0; i < 3_000; i++) {
            var bytes = files.get(i % files.size()).toArray();
            for (int k = 0; k < 3; k++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            Story.of(Bytes.own(bytes));
        }
    }

    private static List<Packet> packets(Bytes file) {
        return Story.of(file).all(Packet.class);
    }

    private static Bytes gzip(Bytes bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes.toArray());
        }
        return Bytes.own(out.toByteArray());
    }
}
