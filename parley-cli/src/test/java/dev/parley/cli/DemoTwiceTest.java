package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.words.Words;
import dev.parley.observe.NotResumed;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code parley demo} with a client that comes back: what it saves, and why it does not go on where it does not. */
class DemoTwiceTest {
    private static final String RESUMED = "goes on from the first";

    /** What was said the second time, flight by flight, and the round trips before the client may speak. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--resume id | full handshake goes on from the first | 2 1",
        "--resume ticket | full handshake goes on from the first | 2 1",
        "--resume ticket --kx rsa | full handshake goes on from the first | 2 1",
        "--resume ticket --kx dhe --mutual | full handshake goes on from the first | 2 1",
        "--resume psk | full handshake goes on from the first | 1 1",
        "--resume psk --mutual | full handshake goes on from the first | 1 1",
        "--false-start | full handshake full handshake (with False Start) | 2 1"})
    void bothVisitsStandBesideEachOther(String args, String kinds, String trips) {
        var ran = Ran.demo(args.split(" "));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("First visit", "Second visit", "The two visits beside each other",
            "first visit second visit", "kind " + kinds);
        assertThat(beside(ran)).containsPattern("until the " + trips + "\\D");
        if (kinds.endsWith(RESUMED)) assertThat(ran.flat()).contains("yes, from an earlier session");
        if (!trips.equals("1 1")) assertThat(ran.flat()).contains("1 round trip sooner");
        else assertThat(ran.flat()).contains("No round trip was saved.");
    }

    private static String beside(Ran ran) {
        return ran.flat().substring(ran.flat().indexOf("The two visits beside"));
    }

    @Test
    void earlyDataIsSaidInTheFirstFlight() {
        var ran = Ran.demo("--early-data");
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("├─ application data, 27 bytes", "encrypted, early data keys",
            "early data was accepted", "EndOfEarlyData", "─▶ ClientHello, early data");
        assertThat(beside(ran)).containsPattern("until the 1 0\\D").contains("1 round trip sooner");
    }

    @Test
    void resumedHandshakeShowsNoCertificateAndTheServersFinishedFirst() {
        var ran = Ran.demo("--resume", "ticket");
        var second = ran.out().substring(ran.out().indexOf("Second visit"), ran.out().indexOf("beside each other"));
        assertThat(second).doesNotContain("─ Certificate ─", "ServerKeyExchange ─");
        assertThat(second.indexOf("─ Finished ─┤")).isPositive().isLessThan(second.indexOf("├─ Finished"));
    }

    // ---- why not

    private static final Map<Between, NotResumed> REASONS = Map.of(
        Between.EXPIRED, NotResumed.EXPIRED,
        Between.NEW_KEYS, NotResumed.UNKNOWN_KEY,
        Between.SUITE_GONE, NotResumed.SUITE_GONE,
        Between.CLIENT_CERT, NotResumed.CLIENT_CERTIFICATE_NEEDED,
        Between.TURNED_OFF, NotResumed.TURNED_OFF);

    static Stream<Arguments> estrangements() {
        return Stream.of(Between.values()).flatMap(it -> Stream.of(
            Arguments.of(it, "ticket", REASONS.get(it)), Arguments.of(it, "psk", REASONS.get(it))));
    }

    @ParameterizedTest
    @MethodSource("estrangements")
    void bothSidesSayWhyTheSessionDoesNotGoOn(Between between, String kind, NotResumed reason) {
        var ran = Ran.demo("--resume", kind, "--between", between.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("Between the visits: " + Words.ENGLISH.text("demo.between." + between.name()),
            "resumed no: client: " + NotResumed.DECLINED.text() + ", server: " + reason.text(),
            "kind full handshake full handshake");
    }

    @Test
    void forgottenIdIsUnknown() {
        assertThat(Ran.demo("--resume", "id", "--between", "new-keys").flat())
            .contains("server: " + NotResumed.UNKNOWN_SESSION.text());
    }

    @Test
    void refusedEarlyDataIsSentAgain() {
        var ran = Ran.demo("--early-data", "--between", "new-keys");
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("early data was skipped: it must be sent again",
            "kind full handshake full handshake");
    }

    @Test
    void chinese() {
        var ran = Ran.of("demo", "--lang", "zh", "--early-data");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("第一次访问", "第二次访问", "两次访问，并排比较", "延续第一次的会话（带早期数据）",
            "早 1 个往返", "早期数据被接受");
        var forgotten = Ran.of("demo", "--lang", "zh", "--resume", "ticket", "--between", "new-keys");
        assertThat(forgotten.out().replaceAll("[│\\s]+", "")).contains("两次访问之间：服务器重启",
            Words.CHINESE.why(NotResumed.UNKNOWN_KEY).replaceAll("\\s+", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--resume id --tls 1.3 | is for TLS 1.2",
        "--resume psk --tls 1.2 | is for TLS 1.3",
        "--early-data --tls 1.2 | is for TLS 1.3",
        "--false-start --tls 1.3 | is for TLS 1.2",
        "--early-data --resume ticket | --resume psk only",
        "--false-start --resume ticket | full handshakes",
        "--false-start --kx rsa | forward secrecy",
        "--resume id --fail expired | exclude each other",
        "--between expired | needs --resume",
        "--resume psk --mutual --between client-cert | exclude each other",
        "--resume nonsense | id, ticket, psk",
        "--resume id --between nonsense | new-keys"})
    void whatCannotGoTogetherIsAMistakeOfUsage(String args, String told) {
        var ran = Ran.demo(args.split(" "));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains(told);
    }
}
