package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ech.EchPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted Client Hello from the command line: keys are made, published, used and rotated. */
class EchTest {
    @TempDir
    Path folder;
    private LabFiles files;
    private Path keys;

    @BeforeEach
    void files() throws IOException {
        files = LabFiles.in(folder);
        keys = folder.resolve("ech.pem");
    }

    private static Ran make(String... more) {
        var args = new ArrayList<>(List.of("ech-keys", "--lang", "en", "--public-name", "localhost"));
        args.addAll(List.of(more));
        return Ran.of(args.toArray(String[]::new));
    }

    private static String record(String told) {
        var found = Pattern.compile("IN HTTPS 1 \\. alpn=\"h2,http/1.1\" ech=\"([A-Za-z0-9+/=]+)\"").matcher(told);
        assertThat(found.find()).as(told).isTrue();
        return found.group(1);
    }

    private Serving serving() throws Exception {
        return Serving.of("--cert", files.chain().toString(), "--key", files.key().toString(), "--echo", "--ech-keys",
            keys.toString());
    }

    private Ran connect(Serving server, String ech) {
        return Ran.piping("hidden", "connect", server.address(), "--lang", "en", "--ca", files.authority().toString(),
            "--ech", ech);
    }

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        var ran = make("--for", "server.example,other.example", "--out", keys.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("  server.example. 300 IN HTTPS", "  other.example. 300 IN HTTPS")
            .doesNotContain("PRIVATE KEY");
        var text = Files.readString(keys);
        assertThat(EchPem.keys(text)).hasSize(1);
        assertThat(EchPem.configs(text).base64()).isEqualTo(record(ran.out()));
        if (keys.getFileSystem().supportedFileAttributeViews().contains("posix"))
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys))).isEqualTo("rw-------");
        assertThat(make("--out", keys.toString()).code()).as("a file that is there already").isEqualTo(ExitCode.USAGE);
        assertThat(make().out()).contains("BEGIN PRIVATE KEY", "BEGIN ECHCONFIG");
        assertThat(Ran.of("ech-keys", "--public-name", "127.0.0.1").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void hellosAreHidden() throws Exception {
        var config = record(make("--out", keys.toString()).out());
        try (var server = serving()) {
            assertThat(connect(server, config).text()).isEqualTo("hidden");
            assertThat(server.await("TLS 1.3, .*hello encrypted.*")).isNotEmpty();
            assertThat(connect(server, keys.toString()).text()).isEqualTo("hidden");
            for (var pretending : List.of("grease", "off"))
                assertThat(connect(server, pretending).text()).isEqualTo("hidden");
        }
        assertThat(connect(config).code()).isEqualTo(ExitCode.FAILED);
    }

    /** Nobody listens there. */
    private Ran connect(String config) {
        return Ran.of("connect", "localhost:1", "--ech", config);
    }

    @Test
    void nonsenseIsRefused() {
        var ran = Ran.of("connect", "localhost:1", "--ech", "nonsense!");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("nonsense!");
    }

    /** Old keys still open; clients with keys that nobody has any more are told the new ones, and come back. */
    @Test
    void keysAreRotatedWhileTheServerRuns() throws Exception {
        var first = record(make("--out", keys.toString()).out());
        try (var server = serving()) {
            assertThat(connect(server, first).text()).isEqualTo("hidden");
            assertThat(make("--rotate", keys.toString()).code()).isZero();
            var all = EchPem.keys(Files.readString(keys));
            assertThat(all).hasSize(2);
            assertThat(all.stream().map(it -> it.current())).containsExactly(true, false);
            assertThat(connect(server, first).text()).isEqualTo("hidden");
            var stranger = record(make().out());
            assertThat(connect(server, stranger).text()).as("at the second try").isEqualTo("hidden");
        }
    }

    @Test
    void configurationsComeFromTheDns() throws Exception {
        var config = record(make("--out", keys.toString()).out());
        try (var server = serving(); var dns = MiniDns.with("_" + server.port() + "._https.localhost", config)) {
            assertThat(connect(server, dns.url()).text()).isEqualTo("hidden");
            assertThat(server.await("TLS 1.3, .*hello encrypted.*")).isNotEmpty();
            assertThat(dns.asked()).contains("_" + server.port() + "._https.localhost", "pool.example");
            assertThat(new EchDns(dns.url()).find("nobody.example", 443)).isEmpty();
        }
    }

    @Test
    void nothingIsSentIfTheDnsIsSilent() throws Exception {
        try (var server = Serving.of("--echo", "--name", "localhost"); var dns = MiniDns.failing()) {
            var ran = connect(server, dns.url());
            assertThat(ran.code()).isEqualTo(ExitCode.FAILED);
            assertThat(ran.err()).contains("cannot be looked up");
            assertThat(server.told()).doesNotContain("TLS 1.3");
        }
    }
}
