package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Row;
import dev.parley.explain.words.Words;
import dev.parley.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parley demo}, every option of it. */
class DemoTest {
    private static Ran rsa;
    private static Ran mutual;
    private static Ran dhe;
    private static Ran ticket;
    private static Ran falseStart;

    @BeforeAll
    static void classicRuns() {
        rsa = Ran.demo("--kx", "rsa");
        mutual = Ran.demo("--tls", "1.2", "--mutual");
        dhe = Ran.demo("--kx", "dhe");
        ticket = Ran.demo("--resume", "ticket");
        falseStart = Ran.demo("--false-start");
    }

    // ---- Encrypted Client Hello

    @Test
    void helloIsHidden() {
        var ran = Ran.demo("--ech");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines()).anyMatch(it -> it.contains("public.parley.test")
            && it.contains("server.parley.test"));
        assertThat(Ran.demo("--ech", "grease").code()).isZero();
        assertThat(Ran.demo("--ech", "grease").flat()).contains("encrypted_client_hello")
            .doesNotContain("public.parley.test");
    }

    @Test
    void hiddenHelloIsRejectedAndTriedAgain() {
        var ran = Ran.demo("--ech", "rejected");
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("ECH_REJECTED", "First visit", "Second visit");
        assertThat(Ran.demo("--ech", "--tls", "1.2").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Ran.demo("--ech", "rejected", "--resume", "psk").code()).isEqualTo(ExitCode.USAGE);
    }

    // ---- the classic account

    /** Each row in one or another run, with its text, its fate in TLS 1.3, and the thing itself that must be there. */
    static Stream<Arguments> rows() {
        return Stream.of(
            row(Row.CLIENT_HELLO, rsa, "├─ ClientHello", "versions TLS 1.2"),
            row(Row.CAPTURE, rsa, "--keylog FILE"),
            row(Row.SERVER_HELLO, rsa, "─ ServerHello", "◆ cipher suite: TLS_RSA_WITH_AES_128_GCM_SHA256",
                "another one comes first"),
            row(Row.TWO_RANDOMS, rsa, "client_random", "server_random"),
            row(Row.CERTIFICATE, rsa, "─ Certificate ─┤", "subject CN=server.parley.test"),
            row(Row.SERVER_KEY_EXCHANGE, mutual, "─ ServerKeyExchange", "key share x25519 (32 bytes)"),
            row(Row.SERVER_KEY_EXCHANGE, dhe, "prime 2048 bit", "generator 2", "signature rsa_pss_rsae_sha256"),
            row(Row.SERVER_KEY_EXCHANGE, rsa, "With RSA key exchange there is no such message"),
            row(Row.CERTIFICATE_REQUEST, mutual, "─ CertificateRequest", "authorities CN=Parley Lab Client Authority"),
            row(Row.CERTIFICATE_REQUEST, rsa, "Optional."),
            row(Row.SERVER_HELLO_DONE, rsa, "4 bytes, in the clear", "─ ServerHelloDone"),
            row(Row.SO_CALLED_CERTIFICATE_VERIFY, rsa, "The message CertificateVerify is something else"),
            row(Row.PATH_VALIDATION, rsa, "✓ path:", "✓ signatures:", "✓ dates:", "✓ key usage: keyEncipherment",
                "✓ revocation:", "✓ host name:"),
            row(Row.PREMASTER, rsa, "pre_master_secret 0303", "46 random"),
            row(Row.CLIENT_KEY_EXCHANGE, rsa, "├─ ClientKeyExchange", "content 256 bytes", "no forward secrecy",
                "NO: whoever gets the server's key later"),
            row(Row.SESSION_KEYS, rsa, "master_secret = PRF(pre_master_secret",
                "PRF(master_secret, \"key expansion\", server_random + client_random)", "client_write_key",
                "server_write_IV", "the same as the connection had"),
            row(Row.WHY_THREE, rsa, "bring freshness", "Not because three are harder to guess"),
            row(Row.SYMMETRIC, rsa, "▒ AES-128-GCM: record 1 under this key", "nonce", "tag"),
            row(Row.CLIENT_CHANGE_CIPHER, rsa, "├─ ChangeCipherSpec"),
            row(Row.CLIENT_FINISHED, rsa, "├─ Finished", "client verify_data = PRF(master_secret, \"client finished\"",
                "neither side saw another handshake"),
            row(Row.SERVER_CHANGE_CIPHER, rsa, "─ ChangeCipherSpec ─┤"),
            row(Row.SERVER_FINISHED, rsa, "─ Finished ─┤",
                "server verify_data = PRF(master_secret, \"server finished\""),
            row(Row.DIGEST, rsa, "… key exchange RSA:", "… authentication RSA:", "… record cipher AES-128-GCM",
                "… hash SHA-256"),
            row(Row.OVER_TCP, rsa, "├─ application data, 27 bytes", "16,384 bytes"),
            row(Row.MUTUAL, mutual, "├─ CertificateVerify", "subject CN=Alice",
                "client proved by ecdsa_secp256r1_sha256"),
            row(Row.SESSION_ID, ticket, "resumed yes, from an earlier session"),
            row(Row.FALSE_START, falseStart, "full handshake (with False Start)"),
            row(Row.SESSION_TICKET, ticket, "─ NewSessionTicket ─┤", "ticket 1"),
            row(Row.TRY_IT, rsa, "parley explain FILE"));
    }

    private static Arguments row(Row row, Ran run, String... wanted) {
        return Arguments.of(row, run, List.of(wanted));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowOfTheClassicAccountIsTold(Row row, Ran run, List<String> wanted) {
        assertThat(run.code()).isZero();
        var text = run.flat();
        assertThat(text).contains(row.number() + " " + Words.ENGLISH.rowTitle(row));
        assertThat(text).contains(Ran.flat(Words.ENGLISH.row(row)), Ran.flat(Words.ENGLISH.rowNow(row)));
        for (var one : wanted) assertThat(text).contains(one);
    }

    @Test
    void noRowIsForgotten() {
        assertThat(rows().map(it -> (Row) it.get()[0])).contains(Row.values());
    }

    @Test
    void newHandshakeTellsWhatBecameOfThemAll() {
        var text = Ran.demo("-v").flat();
        for (var row : Row.values()) assertThat(text).contains(Ran.flat(Words.ENGLISH.rowNow(row)));
    }

    // ---- failures

    private static final Map<FailCase, Reason> REASONS = new EnumMap<>(Map.ofEntries(
        Map.entry(FailCase.EXPIRED, Reason.CERTIFICATE_IS_EXPIRED),
        Map.entry(FailCase.NOT_YET_VALID, Reason.CERTIFICATE_NOT_YET_VALID),
        Map.entry(FailCase.WRONG_HOST, Reason.WRONG_HOST_NAME),
        Map.entry(FailCase.WRONG_USAGE, Reason.WRONG_CERTIFICATE_USAGE),
        Map.entry(FailCase.UNTRUSTED_CA, Reason.UNTRUSTED_CERTIFICATE),
        Map.entry(FailCase.SELF_SIGNED, Reason.UNTRUSTED_CERTIFICATE),
        Map.entry(FailCase.WEAK_KEY, Reason.WEAK_CERTIFICATE),
        Map.entry(FailCase.WRONG_KEY, Reason.BAD_SIGNATURE),
        Map.entry(FailCase.NO_COMMON_VERSION, Reason.NO_COMMON_VERSION),
        Map.entry(FailCase.NO_COMMON_SUITE, Reason.NO_COMMON_SUITE),
        Map.entry(FailCase.NO_COMMON_GROUP, Reason.NO_COMMON_GROUP),
        Map.entry(FailCase.NO_COMMON_SCHEME, Reason.NO_COMMON_SIGNATURE_SCHEME),
        Map.entry(FailCase.NO_COMMON_PROTOCOL, Reason.NO_COMMON_PROTOCOL),
        Map.entry(FailCase.BAD_CLIENT_CERT, Reason.UNTRUSTED_CERTIFICATE),
        Map.entry(FailCase.MISSING_CLIENT_CERT, Reason.CLIENT_CERTIFICATE_REQUIRED),
        Map.entry(FailCase.TAMPERED_FINISHED, Reason.RECORD_DOES_NOT_OPEN),
        Map.entry(FailCase.TAMPERED_HELLO, Reason.BAD_FINISHED),
        Map.entry(FailCase.TAMPERED_DATA, Reason.RECORD_DOES_NOT_OPEN),
        Map.entry(FailCase.DOWNGRADE, Reason.DOWNGRADE_DETECTED),
        Map.entry(FailCase.VERSION_TOO_OLD, Reason.SERVER_VERSION_TOO_OLD),
        Map.entry(FailCase.CLIENT_TOO_OLD, Reason.NO_COMMON_VERSION),
        Map.entry(FailCase.NOT_TLS, Reason.NOT_TLS),
        Map.entry(FailCase.HTTP_CLIENT, Reason.NOT_TLS),
        Map.entry(FailCase.VANISHED, Reason.CLOSED_DURING_HANDSHAKE),
        Map.entry(FailCase.SILENT, Reason.TIMED_OUT),
        Map.entry(FailCase.TRUNCATED, Reason.CLOSED_EARLY)));

    @ParameterizedTest
    @EnumSource(FailCase.class)
    void everyCaseFailsForItsReasonAndSaysWhatToDo(FailCase failing) {
        var ran = Ran.demo("--fail", failing.toString());
        var reason = REASONS.get(failing);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.flat()).contains("The connection failed: " + reason, reason.source(), Ran.flat(reason.why()),
            Ran.flat(reason.remedy()), Ran.flat(Words.ENGLISH.text("demo.fail." + failing.name())));
    }

    @ParameterizedTest
    @EnumSource(value = FailCase.class, names = {"EXPIRED", "NO_COMMON_SUITE", "NO_COMMON_GROUP", "NO_COMMON_SCHEME",
        "NO_COMMON_PROTOCOL", "MISSING_CLIENT_CERT", "BAD_CLIENT_CERT", "TAMPERED_FINISHED", "TRUNCATED", "WRONG_HOST"})
    void theOldVersionFailsToo(FailCase failing) {
        var ran = Ran.demo("--tls", "1.2", "--fail", failing.toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.flat()).contains("The connection failed: ", "what to change");
    }

    /** Where lines break is of no interest, and Chinese has no spaces that would count. */
    @ParameterizedTest
    @EnumSource(FailCase.class)
    void everyCaseIsExplainedInChinese(FailCase failing) {
        var ran = Ran.of("demo", "--lang", "zh", "--fail", failing.toString());
        var reason = REASONS.get(failing);
        assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
        assertThat(joined(ran.out())).contains(joined("连接失败：" + reason), joined(Words.CHINESE.why(reason)),
            joined(Words.CHINESE.remedy(reason)), joined(Words.CHINESE.text("demo.fail." + failing.name())));
        assertThat(Words.CHINESE.remedy(reason)).containsPattern("\\p{IsHan}");
    }

    private static String joined(String text) {
        return text.replaceAll("[│\\s]+", "");
    }

    @Test
    void quietTellsOnlyTheEnd() {
        var ran = Ran.demo("-q");
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).startsWith(" What both sides agreed on").doesNotContain("ClientHello");
        assertThat(Ran.demo("-q", "--fail", "expired").flat()).startsWith(" The connection failed: ");
        assertThat(Ran.demo("-q", "--resume", "psk").flat()).startsWith(" The two visits beside each other");
    }

    @Test
    void bothOffersStandSideBySide() {
        assertThat(Ran.demo("--fail", "no-common-group").flat()).contains(
            "server: groups secp384r1 (0x0018), secp521r1 (0x0019)", "client: groups x25519 (0x001d)",
            "in common nothing");
    }

    @Test
    void whoMeddledIsSeen() {
        assertThat(Ran.demo("--fail", "tampered-finished").flat()).contains("somebody changes what the client sent");
        assertThat(Ran.demo("--fail", "tampered-hello").flat())
            .contains("somebody takes 4 bytes out of what the client sent");
    }

    // ---- options

    @Test
    void withoutOptionsItIsTheNewest() {
        var ran = Ran.demo();
        assertThat(ran.code()).isZero();
        assertThat(ran.flat()).contains("A handshake of TLS 1.3", "X25519MLKEM768", "the key agreement resists them",
            "◆ application protocol: h2", "flight 3", "the client was connected", "application data, 27 bytes",
            "alert close_notify");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"rsa rsa_pss_rsae_sha256", "ecdsa ecdsa_secp256r1_sha256", "ed25519 ed25519", "ml-dsa-65 mldsa65"})
    void everyKindOfKey(String kindAndScheme) {
        var parts = kindAndScheme.split(" ");
        assertThat(Ran.demo("--auth", parts[0]).flat()).contains("server proved by " + parts[1]);
    }

    @Test
    void groupAndSuiteAsWanted() {
        var ran = Ran.demo("--group", "secp384r1", "--suite", "TLS_CHACHA20_POLY1305_SHA256");
        assertThat(ran.flat()).contains("◆ group: secp384r1", "◆ cipher suite: TLS_CHACHA20_POLY1305_SHA256",
            "cipher suite TLS_CHACHA20_POLY1305_SHA256", "group secp384r1");
        assertThat(Ran.demo("--suite", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384").flat())
            .contains("A handshake of TLS 1.2", "DHE: Diffie-Hellman in a finite field");
    }

    @Test
    void retry() {
        assertThat(Ran.demo("--retry").flat()).contains("HelloRetryRequest", "retried yes: one round trip more");
    }

    @Test
    void mutualIn13() {
        assertThat(Ran.demo("--mutual").flat()).contains("CN=Alice", "client proved by ecdsa_secp256r1_sha256");
    }

    @Test
    void verboseHasFieldsBytesStatesAndKeys() {
        var text = Ran.demo("-v").flat();
        assertThat(text).contains("legacy_compression_methods", "WaitServerHello → WaitEncryptedExtensions",
            "Derive-Secret(handshake_secret, \"c hs traffic\", ClientHello … ServerHello)");
    }

    @Test
    void keyLogIsAppended(@TempDir Path folder) throws IOException {
        var file = folder.resolve("keys");
        assertThat(Ran.demo("--keylog", file.toString()).code()).isZero();
        assertThat(Files.readAllLines(file)).extracting(line -> line.split(" ")[0])
            .contains("CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET");
        var denied = Ran.demo("--keylog", folder.resolve("missing/keys").toString());
        assertThat(denied.code()).isEqualTo(ExitCode.USAGE);
        assertThat(denied.err()).contains("missing");
    }

    @Test
    void chinese() {
        var ran = Ran.of("demo", "--lang", "zh", "--kx", "rsa");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("客户端", "服务器", "三个值如何变成密钥", "预主密钥", "没有：日后谁拿到服务器私钥");
        var elsewhere = Set.of(Row.MUTUAL, Row.SESSION_ID, Row.SESSION_TICKET, Row.FALSE_START);
        for (var row : Row.values()) if (!elsewhere.contains(row)) assertThat(ran.out().replaceAll("[│\\s]+", ""))
            .contains(Words.CHINESE.rowTitle(row).replaceAll("\\s+", ""));
        var failed = Ran.of("demo", "--lang", "zh", "--fail", "expired");
        assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failed.out()).contains("连接失败", "更新证书，或把时钟调准。", "证书已过期，或尚未生效");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
            mistake("--tls 1.1", "broken"),
            mistake("--tls 1.3 --kx rsa", "--kx is for TLS 1.2"),
            mistake("--kx rsa --auth ecdsa", "needs --auth rsa"),
            mistake("--tls 1.2 --auth ml-dsa-65", "TLS 1.3 only"),
            mistake("--tls 1.2 --suite TLS_AES_128_GCM_SHA256", "is not for TLS 1.2"),
            mistake("--tls 1.2 --group X25519MLKEM768", "not for TLS 1.2"),
            mistake("--tls 1.2 --retry", "HelloRetryRequest"),
            mistake("--group nonsense", "none of"),
            mistake("--suite nonsense", "none of"),
            mistake("--auth nonsense", "none of"),
            mistake("--kx nonsense", "none of"),
            mistake("--fail nonsense", "no-common-suite"),
            mistake("--lang fr", "neither en nor zh"));
    }

    private static Arguments mistake(String args, String told) {
        return Arguments.of(args, told);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatCannotGoTogetherIsAMistakeOfUsage(String args, String told) {
        var ran = Ran.demo(args.split(" "));
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(told);
    }

    @Test
    void helpListsEveryCase() {
        var help = Ran.of("demo", "--help").out();
        for (var failing : FailCase.values()) assertThat(help.replaceAll("\\s+", " ")).contains(failing.toString());
    }
}
