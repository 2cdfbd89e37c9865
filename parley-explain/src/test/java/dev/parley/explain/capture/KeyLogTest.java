package dev.parley.explain.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.capture.KeyLog.Malformed;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;

/** Key logs as programs write them, and as editors leave them. */
class KeyLogTest {
    private static final String RANDOM = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final Bytes ID = Bytes.ofHex(RANDOM);

    @Test
    void findsASecretByLabelAndRandom() {
        var log = log("# a comment\n\nCLIENT_TRAFFIC_SECRET_0 " + RANDOM + " 0102\nSERVER_TRAFFIC_SECRET_0 " + RANDOM
            + " 0304\n");

        assertThat(log.secret("CLIENT_TRAFFIC_SECRET_0", ID)).contains(Bytes.ofHex("0102"));
        assertThat(log.secret("SERVER_TRAFFIC_SECRET_0", ID)).contains(Bytes.ofHex("0304"));
        assertThat(log.secret("EXPORTER_SECRET", ID)).isEmpty();
        assertThat(log.secret("CLIENT_TRAFFIC_SECRET_0", Bytes.ofHex("00".repeat(32)))).isEmpty();
        assertThat(log.malformed()).isEmpty();
    }

    @Test
    void everyLineEndIsOne() {
        for (var end : new String[]{"\n", "\r\n", "\r"})
            assertThat(log("A " + RANDOM + " 01" + end + "#" + end + "B " + RANDOM + " 02").lines()).hasSize(2);
    }

    @Test
    void eitherCaseOfHexadecimalIsRead() {
        assertThat(log("A " + RANDOM.toUpperCase(java.util.Locale.ROOT) + " AbCd\n").secret("A", ID))
            .contains(Bytes.ofHex("abcd"));
    }

    @Test
    void unknownLabelsAreKept() {
        assertThat(log("ECH_CONFIG " + RANDOM + " fe0d\n").lines()).extracting(KeyLog.Line::label)
            .containsExactly("ECH_CONFIG");
    }

    @Test
    void rsaLinesAreFoundByEightBytes() {
        var log = log("RSA 0011223344556677 0303aa\nRSA " + RANDOM + " 0303aa\n");
        assertThat(log.secret(KeyLog.RSA, Bytes.ofHex("0011223344556677"))).contains(Bytes.ofHex("0303aa"));
        assertThat(log.malformed()).containsExactly(new Malformed(2, "a client random of 32 bytes, not 8"));
    }

    @Test
    void malformedLinesAreNotedAndTheOthersRead() {
        var log =
            log("nonsense\nCLIENT_RANDOM 00 00\nCLIENT_RANDOM " + RANDOM + " xyz\nCLIENT_RANDOM " + RANDOM + " 0\n"
                + "CLIENT_RANDOM " + RANDOM + " 00 00\n\u0000\u00ff\nCLIENT_RANDOM " + RANDOM + " 01\n");

        assertThat(log.malformed()).containsExactly(new Malformed(1, "1 words, not 3"),
            new Malformed(2, "a client random of 1 bytes, not 32"), new Malformed(3, "not hexadecimal"),
            new Malformed(4, "not hexadecimal"), new Malformed(5, "4 words, not 3"),
            new Malformed(6, "1 words, not 3"));
        assertThat(log.secret(KeyLog.CLIENT_RANDOM, ID)).contains(Bytes.ofHex("01"));
    }

    @Test
    void aByteOrderMarkIsForgiven() {
        assertThat(log("\uFEFFA " + RANDOM + " 01\n").secret("A", ID)).isPresent();
    }

    @Test
    void theNewerSecretIsBelieved() {
        assertThat(log("A " + RANDOM + " 01\n").add(Bytes.ofText("A " + RANDOM + " 02\n")).secret("A", ID))
            .contains(Bytes.ofHex("02"));
    }

    @Test
    void writesWhatItReads() {
        var text = "CLIENT_RANDOM " + RANDOM + " 0102\n";
        var line = log(text).lines().getFirst();
        assertThat(line.text()).isEqualTo(text);
        assertThat(line.toString()).as("no secret in logs").isEqualTo("CLIENT_RANDOM " + RANDOM + " (2 bytes)");
    }

    private static KeyLog log(String text) {
        return new KeyLog().add(Bytes.ofText(text));
    }
}
