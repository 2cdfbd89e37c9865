package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code parley explain} and {@code parley diff}, on captures that {@code --capture} wrote. */
class ExplainTest {
    @TempDir
    private Path folder;

    private Path captured(String... demo) {
        var file = folder.resolve("made.pcapng");
        var all = new java.util.ArrayList<>(List.of("-q", "--capture", file.toString()));
        all.addAll(List.of(demo));
        var ran = Ran.demo(all.toArray(String[]::new));
        assertThat(ran.err()).isEmpty();
        return file;
    }

    private static Ran explain(Path file, String... more) {
        var all = new java.util.ArrayList<>(List.of("explain", "--lang", "en", file.toString()));
        all.addAll(List.of(more));
        return Ran.of(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"--tls 1.3, 0", "--tls 1.2, 0", "--kx rsa, 0", "--early-data, 1", "--resume ticket, 1", "--retry, 0",
        "--ech grease, 0"})
    void demoIsCapturedAndToldAgainAndOpensInTshark(String args, int stream) throws Exception {
        var file = captured(args.split(" "));
        var ran = explain(file, "--stream", "" + stream);
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("├─ ClientHello", "─ ServerHello ─┤", "» What did we just agree on?",
            "» On keys that nobody else has.", "opened all of it, with the keys at hand");
        Programs.need("tshark");
        var seen = Programs.run("", "tshark", "-n", "-r", file.toString(), "-q", "-z", "follow,tls,ascii," + stream);
        assertThat(seen.out()).contains("What did we just agree on?", "On keys that nobody else has.");
    }

    /** By the lines that RFC 9850 has for it, also through a HelloRetryRequest; Debian's tshark does not know them. */
    @ParameterizedTest
    @CsvSource({"--ech, 0", "--ech --retry, 0", "--ech=rejected, 1"})
    void hiddenHellosOfCapturesAreOpened(String args, int stream) {
        var ran = explain(captured(args.split(" ")), "--stream", "" + stream);
        assertThat(ran.code()).isZero();
        showsBothHellos(ran);
        assertThat(ran.flat()).contains("» What did we just agree on?", "» On keys that nobody else has.",
            "opened all of it, with the keys at hand").doesNotContain("✗");
    }

    @Test
    void hiddenHelloThatTheServerRejectedIsOpenedToo() {
        var ran = explain(captured("--ech=rejected"), "--stream", "0");
        showsBothHellos(ran);
        assertThat(ran.flat()).contains("CertificateVerify");
    }

    private static void showsBothHellos(Ran ran) {
        assertThat(ran.out().lines())
            .anyMatch(it -> it.contains("public.parley.test") && it.contains("server.parley.test"));
    }

    @Test
    void earlyDataIsToldAsSuch() {
        assertThat(explain(captured("--early-data"), "--stream", "1").flat())
            .contains("├─ application data, 27 bytes", "encrypted, early data keys")
            .containsPattern("├─ EndOfEarlyData ─+ 4 bytes, encrypted, early data keys");
    }

    @Test
    void failureIsToldFirstAmongTheEndings() {
        var ran = explain(captured("--fail", "no-common-group"));
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("The connection failed: the server said handshake_failure",
            "the server does not say why; what it was offered: ");
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonIsOneDocument() {
        var ran = explain(captured("--resume", "psk"), "--json");
        assertThat(ran.code()).isZero();
        var all = (Map<String, Object>) JsonMapper.shared().readValue(ran.out(), Map.class);
        var items = (List<Map<String, Object>>) all.get("items");
        assertThat(items).hasSize(2).allSatisfy(it -> {
            assertThat(it).containsEntry("version", "TLS 1.3").containsKeys("client", "server", "begin", "derivations");
            var entries = (List<Map<String, Object>>) it.get("entries");
            var hello = entries.stream().filter(entry -> "ClientHello".equals(entry.get("name"))).findFirst();
            assertThat(hello.orElseThrow()).containsKeys("tells", "fields", "bytes", "at_ms")
                .containsEntry("sender", "client").containsEntry("by", "bystander");
        });
        assertThat((Map<String, Object>) all.get("summary")).containsEntry("tcp_connections", 2);
    }

    @Test
    void listHasOneLineForEach() {
        var ran = explain(captured("--resume", "ticket"), "--list");
        assertThat(ran.out().lines().filter(it -> it.startsWith("TCP stream "))).hasSize(2)
            .allMatch(it -> it.endsWith("TLS 1.2  server.parley.test"));
    }

    @Test
    void chinese() {
        var ran = Ran.of("explain", "--lang", "zh", captured("--tls", "1.3").toString());
        assertThat(ran.out()).contains("能看到的内容", "TCP 流 0", "现有的密钥中有", "个 TCP 连接");
    }

    @Test
    void gzipIsUnpacked() throws Exception {
        var packed = folder.resolve("made.pcapng.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            Files.copy(captured("--tls", "1.3"), out);
        }
        assertThat(explain(packed).flat()).contains("opened all of it");
    }

    @Test
    void cutOffCaptureIsToldAsFarAsItGoes() throws Exception {
        var bytes = Files.readAllBytes(captured("--tls", "1.3"));
        var cut = Files.write(folder.resolve("cut.pcapng"), java.util.Arrays.copyOf(bytes, bytes.length - 700));
        var ran = explain(cut);
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("├─ ClientHello", "Not everything in the file could be read.", "at byte ");
    }

    @Test
    void whatIsNoCaptureIsSaid() throws Exception {
        var letter = Files.writeString(folder.resolve("letter"), "Dear grandmother");
        var ran = explain(letter);
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err()).contains("no packet was found");
        assertThat(ran.out()).contains("neither pcap nor pcapng");
        var none = explain(captured("--tls", "1.3"), "--stream", "7");
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("no TCP stream 7", "holds 1 connections");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.pcap", "FILE --keys none.keys", "FILE --keys FILE", "FILE --rsa-key none.pem",
        "FILE --rsa-key FILE", "FILE --json --list", "FILE --stream x", ""})
    void mistakesOfUsage(String args) throws Exception {
        var letter = Files.writeString(folder.resolve("letter"), "Dear grandmother");
        var ran = Ran.of(("explain " + args.replace("FILE", letter.toString())).strip().split(" "));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).isNotBlank();
    }

    @Test
    void captureCannotBeWrittenIsAMistakeOfUsage() {
        var ran = Ran.demo("--capture", folder.resolve("none/file").toString());
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("cannot be written");
        assertThat(Ran.demo("--capture", folder.resolve("x").toString(), "--fail", "http-client").err())
            .contains("there is none");
    }

    @Test
    void connectAndServeAreCapturedFromBothEnds() throws Exception {
        var ofServer = folder.resolve("server.pcapng");
        var ofClient = folder.resolve("client.pcapng");
        try (var server = Serving.of("--echo", "--capture", ofServer.toString())) {
            var ran = Ran.piping("some words", "connect", "--lang", "en", server.address(), "--insecure", "--capture",
                ofClient.toString());
            assertThat(ran.text()).isEqualTo("some words");
            server.await("resumed");
        }
        for (var file : List.of(ofServer, ofClient))
            assertThat(explain(file).flat()).contains("» some words", "opened all of it, with the keys at hand");
    }

    /** One file that asks for nothing, with the story in both languages. */
    @Test
    void pageIsOneFile() throws Exception {
        var file = folder.resolve("story.html");
        assertThat(Ran.demo("-q", "--fail", "expired", "--html", file.toString()).code()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readString(file)).contains("CERTIFICATE_IS_EXPIRED", "证书", "default-src 'none'")
            .doesNotContainPattern("(src|href)=\"(https?:)?//");
        assertThat(explain(captured("--tls", "1.3"), "--html", file.toString()).code()).isZero();
        assertThat(Files.readString(file)).contains("What can be seen of it", "能看到的内容", "ServerHello");
        try (var server = Serving.of("--echo")) {
            Ran.piping("", "connect", server.address(), "--insecure", "--html", file.toString());
        }
        assertThat(Files.readString(file)).contains("What both sides agreed on");
        assertThat(Ran.demo("--html", folder.resolve("none/file").toString()).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void progressIsShownForWhoeverWatches() {
        var shown = new StringWriter();
        var clock = new AtomicLong();
        try (var bar = new ProgressBar(new PrintWriter(shown), clock::get)) {
            bar.at(1 << 20, 100 << 20);
            clock.addAndGet(200_000_000);
            bar.at(50 << 20, 100 << 20);
        }
        assertThat(shown.toString()).contains("] ", " 50 % of 100 MB").doesNotContain("  1 %");
    }

    // ---- diff

    @Test
    void differencesAreSaidByMessageAndField() throws Exception {
        var one = Files.move(captured("--tls", "1.3"), folder.resolve("one.pcapng"));
        var two = captured("--group", "secp384r1", "--suite", "TLS_CHACHA20_POLY1305_SHA256");
        var ran = Ran.of("diff", "--lang", "en", one.toString(), two.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.out()).contains("client, ClientHello, key shares: only A: ",
            "server, ServerHello, cipher suite: "
                + "only A: TLS_AES_128_GCM_SHA256; only B: TLS_CHACHA20_POLY1305_SHA256");
        assertThat(Ran.of("diff", "--lang", "zh", one.toString(), two.toString()).out()).contains("只有 A：", "只有 B：");
    }

    @Test
    void sameSettingsDoNotDiffer() throws Exception {
        var one = Files.move(captured("--tls", "1.2", "--kx", "rsa"), folder.resolve("one.pcapng"));
        var json = Files.writeString(folder.resolve("one.json"), explain(one, "--json").out());
        var ran = Ran.of("diff", "--lang", "en", json.toString(), one + "#0");
        assertThat(ran.out()).contains("Nothing differs");
        assertThat(ran.code()).isZero();
    }

    @Test
    void messagesThatOneLacksAreSaid() throws Exception {
        var full = captured("--resume", "psk");
        var ran = Ran.of("diff", "--lang", "en", full + "#0", full + "#1");
        assertThat(ran.out()).contains("server, Certificate: only A says it", "also: only B: pre_shared_key");
    }

    @Test
    void liveServersAreCompared() throws Exception {
        try (var old = Serving.of("--echo", "--tls", "1.2"); var now = Serving.of("--echo")) {
            var ran = Ran.of("diff", "--lang", "en", old.address(), now.address());
            assertThat(ran.out()).contains("A speaks TLS 1.2, B TLS 1.3");
            assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void whatCannotBeComparedIsAMistakeOfUsage() throws Exception {
        var letter = Files.writeString(folder.resolve("letter"), "Dear grandmother");
        assertThat(Ran.of("diff", letter.toString(), letter.toString()).code()).isEqualTo(ExitCode.USAGE);
        var broken = Files.writeString(folder.resolve("broken.json"), "{\"items\": ");
        assertThat(Ran.of("diff", broken.toString(), broken.toString()).err()).contains("is not JSON");
    }
}
