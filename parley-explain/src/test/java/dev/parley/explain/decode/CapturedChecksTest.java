package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Side;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Outside;
import dev.parley.explain.story.Check;
import dev.parley.explain.story.Check.Finding;
import dev.parley.explain.story.Check.Kind;
import dev.parley.explain.story.Check.Verdict;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What both sides checked in handshakes that others recorded, done again. */
class CapturedChecksTest {
    @TempDir
    private Path folder;

    static Stream<Path> captures() throws IOException {
        return Outside.captures().stream();
    }

    /** With the key log beside it, if there is one. */
    private static List<Story> tell(Path file) throws IOException {
        var keys = new KeyLog();
        var log = Path.of(file.toString().replaceAll("pcap(ng)?$", "keys"));
        if (Files.exists(log)) keys.add(Bytes.own(Files.readAllBytes(log)));
        return CaptureTellerTest.tell(file, keys, Optional.empty());
    }

    private static List<Check> checks(Path file) throws IOException {
        return tell(file).stream().flatMap(it -> Check.of(it).stream()).toList();
    }

    /** Nobody had tampered with any of them, so nothing may fail; what cannot be computed says why. */
    @ParameterizedTest
    @MethodSource("captures")
    void nothingThatIsGenuineFails(Path file) throws IOException {
        for (var story : tell(file)) {
            var checks = Check.of(story);
            assertThat(checks).allMatch(it -> it.verdict() != Verdict.FAILS);
            long signatures = story.said(Entry.Message.class)
                .filter(it -> it.message() instanceof ServerKeyExchange.Signed
                    || it.message() instanceof CertificateVerify)
                .count();
            assertThat(checks).filteredOn(it -> !it.parts().isEmpty())
                .filteredOn(it -> it.kind() == Kind.SERVER_KEY_EXCHANGE || it.kind() == Kind.CERTIFICATE_VERIFY)
                .hasSize((int) signatures);
        }
    }

    @ParameterizedTest
    @CsvSource({"zeek/ecdhe.pcap, SERVER_KEY_EXCHANGE, SERVER, SIGNATURE_FITS",
        "zeek/xmpp-dialback-starttls.pcap, CERTIFICATE_VERIFY, CLIENT, SIGNATURE_FITS",
        "zeek/google-cert-repeat.pcap, DOWNGRADE_SENTINEL, SERVER, NEWER_NOT_OFFERED",
        "zeek/tls1_1.pcap, SERVER_KEY_EXCHANGE, SERVER, OLD_SIGNATURE",
        "zeek/tls13_wolfssl.pcap, CERTIFICATE_VERIFY, SERVER, ENCRYPTED",
        "keylog/tls13.pcapng, CERTIFICATE_VERIFY, SERVER, SIGNATURE_FITS",
        "keylog/tls13.pcapng, FINISHED, CLIENT, SAME_VALUE", "keylog/tls12.pcapng, FINISHED, SERVER, SAME_VALUE",
        "keylog/tls13-dsb.pcapng, FINISHED, SERVER, SAME_VALUE",
        "ja4/tls-sni.pcapng, PSK_BINDER, CLIENT, NO_EARLIER_KEY"})
    void whatIsKnownOfThemIsFound(String name, Kind kind, Side prover, Finding finding) throws IOException {
        assertThat(checks(Outside.capture(name))).anySatisfy(it -> {
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it.prover()).isEqualTo(prover);
            assertThat(it.finding()).isEqualTo(finding);
        });
    }

    /** One byte of the signature in the file itself. */
    @Test
    void aFlippedByteInTheCaptureDoesNotHold() throws IOException {
        var file = Outside.capture("zeek/ecdhe.pcap");
        var signature = tell(file).getFirst().said(Entry.Message.class).map(Entry.Message::message)
            .filter(ServerKeyExchange.Signed.class::isInstance)
            .map(it -> ((ServerKeyExchange.Signed) it).signature()).findFirst().orElseThrow();
        var findings = new ArrayList<Finding>();
        for (int at : List.of(0, signature.length() - 1)) {
            var bytes = Bytes.own(Files.readAllBytes(file)).hex();
            int where = bytes.indexOf(signature.hex().substring(0, 32)) / 2 + at;
            var spoiled = Files.readAllBytes(file);
            spoiled[where] ^= 1;
            for (var check : checks(Files.write(folder.resolve("spoiled.pcap"), spoiled)))
                if (check.kind() == Kind.SERVER_KEY_EXCHANGE) findings.add(check.finding());
        }
        assertThat(findings).containsExactly(Finding.SIGNATURE_DOES_NOT_FIT, Finding.SIGNATURE_DOES_NOT_FIT);
    }
}
