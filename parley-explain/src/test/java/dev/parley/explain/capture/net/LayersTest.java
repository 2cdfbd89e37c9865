package dev.parley.explain.capture.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each way in which a datagram can be wrapped. */
class LayersTest {
    private static final Bytes FROM = Bytes.ofHex("c0000201");
    private static final Bytes TO = Bytes.ofHex("c0000202");
    private static final Bytes FROM_6 = Bytes.ofHex("20010db8000000000000000000000001");
    private static final Bytes TO_6 = Bytes.ofHex("20010db8000000000000000000000002");
    private static final Bytes UDP =
        Bytes.join(UdpHeader.WIRE.encode(new UdpHeader(5000, 53, 13, 0)), Bytes.ofText("hello"));
    private static final Bytes IP = ipv4(17, 0, UDP, "");
    private static final Bytes IP_6 = ipv6(17, UDP);
    private static final String FOUND = "192.0.2.1:5000 > 192.0.2.2:53 hello";
    private static final String FOUND_6 = "[2001:db8::1]:5000 > [2001:db8::2]:53 hello";

    private final List<String> notes = new ArrayList<>();
    private final Layers layers = new Layers(notes::add);

    @Test
    void ethernet() {
        assertThat(open(1, "00".repeat(12) + "0800" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "86dd" + IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(open(1, "00".repeat(12) + "0800" + IP.hex() + "00".repeat(9))).as("filled up").isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "0806" + IP.hex())).as("ARP").isEqualTo("uninteresting");
        assertThat(open(1, "00".repeat(12) + "0030" + "aaaa03000000" + "0800" + IP.hex())).as("SNAP").isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "0030" + "424203")).as("spanning tree").isEqualTo("uninteresting");
    }

    @Test
    void tagsAndLabels() {
        assertThat(open(1, "00".repeat(12) + "8100" + "0064" + "0800" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "88a8" + "0064" + "8100" + "0065" + "86dd" + IP_6.hex()))
            .isEqualTo(FOUND_6);
        assertThat(open(1, "00".repeat(12) + "8847" + "00010000" + "00011100" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "8864" + "1100 0001 0023" + "0021" + IP.hex())).as("PPPoE")
            .isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "8864" + "1100 0001 0022" + "21" + IP.hex())).as("short").isEqualTo(FOUND);
        assertThat(open(1, "00".repeat(12) + "8864" + "1100 0001 000a" + "c021" + "00".repeat(8)))
            .isEqualTo("uninteresting");
    }

    @Test
    void otherLinkLayers() {
        assertThat(open(0, "02000000" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(0, "00000002" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(0, "1e000000" + IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(open(108, "00000018" + IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(open(0, "00000007" + IP.hex())).isEqualTo("uninteresting");
        for (int raw : new int[]{12, 14, 101, 228, 229}) assertThat(open(raw, IP.hex())).isEqualTo(FOUND);
        assertThat(open(101, IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(open(113, "0000 0001 0006 000000000000 0000 0800" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(276, "86dd 0000 00000001 0001 00 06 0000000000000000" + IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(open(9, "0021" + IP.hex())).isEqualTo(FOUND);
        assertThat(open(50, "ff03 0057" + IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(open(51, "1100 0001 0023 0021" + IP.hex())).isEqualTo(FOUND);
    }

    @Test
    void anUnsupportedLinkLayerIsNamedOnce() {
        assertThat(open(105, "00")).isEqualTo("broken: packets that begin with IEEE 802.11 (105) cannot be read");
        assertThat(open(105, "00")).isEqualTo("uninteresting");
        assertThat(open(999, "00")).isEqualTo("broken: packets that begin with link type (999) cannot be read");
    }

    @Test
    void optionsAndExtensionHeaders() {
        assertThat(open(101, ipv4(17, 0, UDP, "01010100").hex())).isEqualTo(FOUND);
        var extensions = Bytes.ofHex("3c00000000000000" + "2b01" + "00".repeat(14) + "1100000000000000");
        assertThat(open(101, ipv6(0, Bytes.join(extensions, UDP)).hex())).isEqualTo(FOUND_6);
        assertThat(open(101, ipv6(51, Bytes.join(Bytes.ofHex("1104" + "00".repeat(22)), UDP)).hex()))
            .isEqualTo(FOUND_6);
        assertThat(open(101, ipv4(51, 0, Bytes.join(Bytes.ofHex("1104" + "00".repeat(22)), UDP), "").hex()))
            .isEqualTo(FOUND);
    }

    @Test
    void tunnels() {
        assertThat(open(101, ipv4(4, 0, IP, "").hex())).isEqualTo(FOUND);
        assertThat(open(101, ipv4(41, 0, IP_6, "").hex())).isEqualTo(FOUND_6);
        assertThat(gre("0000 0800" + IP.hex())).isEqualTo(FOUND);
        assertThat(gre("b000 86dd 00000000 00000001 00000002" + IP_6.hex())).isEqualTo(FOUND_6);
        assertThat(gre("0000 6558" + "00".repeat(12) + "0800" + IP.hex())).as("Ethernet").isEqualTo(FOUND);
        assertThat(gre("0000 88be" + "00".repeat(12) + "0800" + IP.hex())).as("ERSPAN I").isEqualTo(FOUND);
        assertThat(gre("1000 88be 00000001" + "00".repeat(8) + "00".repeat(12) + "0800" + IP.hex())).as("II")
            .isEqualTo(FOUND);
        assertThat(gre("1000 22eb 00000001" + "00".repeat(12) + "00".repeat(12) + "0800" + IP.hex())).as("III")
            .isEqualTo(FOUND);
        assertThat(
            gre("1000 22eb 00000001" + "00".repeat(11) + "01" + "00".repeat(8) + "00".repeat(12) + "0800" + IP.hex()))
            .as("III with more").isEqualTo(FOUND);
        assertThat(gre("3081 880b 00250001 00000001 00000000" + "ff03" + "0021" + IP.hex())).as("PPTP")
            .isEqualTo(FOUND);
    }

    private String gre(String payload) {
        return open(101, ipv4(47, 0, Bytes.ofHex(payload), "").hex());
    }

    @Test
    void tunnelsInTunnelsEnd() {
        var nested = IP;
        for (int i = 0; i < 60; i++) nested = ipv4(4, 0, nested, "");
        assertThat(open(101, nested.hex())).isEqualTo("broken: more than 40 layers in one packet");
    }

    @Test
    void fragmentsInAnyOrder() {
        assertThat(open(101, ipv4(17, 1, UDP.from(8), "").hex())).isEqualTo("uninteresting");
        assertThat(open(101, ipv4(17, 0x2000, UDP.slice(0, 8), "").hex())).isEqualTo(FOUND);
        assertThat(open(101, ipv6(44, fragment(0, true, UDP.slice(0, 8))).hex())).isEqualTo("uninteresting");
        assertThat(open(101, ipv6(44, fragment(8, false, UDP.from(8))).hex())).isEqualTo(FOUND_6);
        assertThat(open(101, ipv6(44, fragment(0, false, UDP)).hex())).as("the only one").isEqualTo(FOUND_6);
        assertThat(notes).isEmpty();
    }

    @Test
    void whereFragmentsOverlapTheFirstCounts() {
        assertThat(open(101, ipv4(17, 0x2000, Bytes.join(UDP.slice(0, 8), Bytes.ofText("hel")), "").hex()))
            .isEqualTo("uninteresting");
        assertThat(open(101, ipv4(17, 1, Bytes.ofText("HELlo"), "").hex())).isEqualTo(FOUND);
        assertThat(notes).containsExactly("IP fragments overlap; the bytes that came first are kept");
    }

    @Test
    void unfinishedDatagramsAreBounded() {
        for (int id = 0; id < 2_000; id++) {
            var header = new Ipv4Header(0, 28, id, 0x2000, 64, 17, 0, FROM, TO, Bytes.EMPTY);
            open(101, Bytes.join(Ipv4Header.WIRE.encode(header), UDP.slice(0, 8)).hex());
        }
        assertThat(notes).hasSize(2_000 - 256);
    }

    @Test
    void fragmentsFromLongAgoAreAnotherDatagrams() {
        open(101, ipv4(17, 0x2000, UDP.slice(0, 8), "").hex());
        assertThat(open(101, ipv4(17, 1, UDP.from(8), ""), 0, Instant.EPOCH.plusSeconds(61)))
            .isEqualTo("uninteresting");
    }

    @Test
    void whatTheSnapLengthCutOffIsMissing() {
        var found = layers.unwrap(LinkType.RAW, Traced.of(1, 0, IP.slice(0, 30), IP.length() - 30), Instant.EPOCH);
        assertThat(found).isInstanceOfSatisfying(Layer.Datagram.class, datagram -> {
            assertThat(datagram.payload().bytes()).isEqualTo(Bytes.ofText("he"));
            assertThat(datagram.payload().missing()).isEqualTo(3);
        });
    }

    @Test
    void lengthsYetToBeFilledIn() {
        var header = new Ipv4Header(0, 0, 0, 0, 64, 17, 0, FROM, TO, Bytes.EMPTY);
        assertThat(open(101, Bytes.join(Ipv4Header.WIRE.encode(header), UDP).hex())).isEqualTo(FOUND);
        var header6 = new Ipv6Header(6L << 28, 0, 17, 64, FROM_6, TO_6);
        assertThat(open(101, Bytes.join(Ipv6Header.WIRE.encode(header6), UDP).hex())).isEqualTo(FOUND_6);
    }

    @Test
    void cutOffAnywhereNeverThrows() {
        for (var whole : List.of(IP, IP_6,
            ipv4(47, 0, Bytes.join(Bytes.ofHex("b000 86dd 000000000000000100000002"), IP_6), "")))
            for (int length = 0; length < whole.length(); length++) open(101, whole.slice(0, length).hex());
    }

    @Test
    void randomBytesNeverThrow() {
        var random = new Random(5);
        int[] links = {0, 1, 9, 12, 50, 51, 101, 108, 113, 276};
        for (int i = 0; i < 100_000; i++) {
            var bytes = new byte[random.nextInt(90)];
            random.nextBytes(bytes);
            // So that some of the nonsense is deep inside.
            if (bytes.length > 0 && i % 3 == 0) bytes[0] = (byte) (i % 2 == 0 ? 0x45 : 0x60);
            open(links[random.nextInt(links.length)], Bytes.own(bytes), 0, Instant.EPOCH);
        }
    }

    private String open(int link, String hex) {
        return open(link, Bytes.ofHex(hex), 0, Instant.EPOCH);
    }

    private String open(int link, Bytes bytes, int missing, Instant time) {
        return switch (layers.unwrap(new LinkType(link), Traced.of(1, 0, bytes, missing), time)) {
            case Layer.Datagram datagram ->
                datagram.from() + " > " + datagram.to() + " " + datagram.payload().bytes().latin1();
            case Layer.Segment segment -> segment.from() + " > " + segment.to();
            case Layer.Uninteresting _ -> "uninteresting";
            case Layer.Broken broken -> "broken: " + broken.what();
        };
    }

    private static Bytes ipv4(int protocol, int fragment, Bytes payload, String options) {
        var optionBytes = Bytes.ofHex(options);
        int length = 20 + optionBytes.length() + payload.length();
        return Bytes.join(
            Ipv4Header.WIRE.encode(new Ipv4Header(0, length, 7, fragment, 64, protocol, 0, FROM, TO, optionBytes)),
            payload);
    }

    private static Bytes ipv6(int next, Bytes payload) {
        return Bytes.join(Ipv6Header.WIRE.encode(new Ipv6Header(6L << 28, payload.length(), next, 64, FROM_6, TO_6)),
            payload);
    }

    private static Bytes fragment(int offset, boolean more, Bytes payload) {
        return Bytes.join(Bytes.ofHex("1100%04x00000009".formatted(offset | (more ? 1 : 0))), payload);
    }
}
