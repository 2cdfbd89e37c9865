package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabLog;
import dev.parley.lab.Spec;
import dev.parley.transparency.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate Transparency from the command line, with a list of logs as browsers publish it. */
class TransparencyTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    private static final LabLog FIRST = LabLog.create();
    private static final LabLog SECOND = LabLog.createRsa();

    @TempDir
    Path folder;

    private static String log(LabLog log, String name, String state) {
        return """
            {"description": "%s", "log_id": "%s", "key": "%s", "url": "https://log.example/", "mmd": 86400,
             "state": {%s}, "temporal_interval":
             {"start_inclusive": "2020-01-01T00:00:00Z", "end_exclusive": "2100-01-01T00:00:00Z"}}"""
            .formatted(name, Base64.getEncoder().encodeToString(Log.idOf(log.key()).toArray()),
                Base64.getEncoder().encodeToString(log.key().getEncoded()), state);
    }

    private Path list(String secondState) throws IOException {
        return Files.writeString(folder.resolve("logs.json"), """
            {"version": "40.1", "log_list_timestamp": "2026-01-01T00:00:00Z", "operators": [
              {"name": "One", "email": ["one@log.example"], "logs": [%s], "tiled_logs": []},
              {"name": "Two", "email": [], "logs": [], "tiled_logs": [%s]}]}"""
            .formatted(log(FIRST, "first", "\"usable\": {\"timestamp\": \"2021-01-01T00:00:00Z\"}"),
                log(SECOND, "second", secondState)));
    }

    private Serving serving(LabCertificate shown, String... more) throws Exception {
        Files.writeString(folder.resolve("ca.pem"), shown.pemAuthority());
        var args = new java.util.ArrayList<>(java.util.List.of("--echo", "--cert",
            Files.writeString(folder.resolve("own.pem"), shown.pemChain() + shown.pemKey()).toString()));
        args.addAll(java.util.List.of(more));
        return Serving.of(args.toArray(String[]::new));
    }

    private Ran connect(Serving server, Path list, String... more) {
        var args = new java.util.ArrayList<>(java.util.List.of("connect", server.address(), "--lang", "en", "-v",
            "--ca", folder.resolve("ca.pem").toString(), "--ct-logs", list.toString()));
        args.addAll(java.util.List.of(more));
        return Ran.piping("logged", args.toArray(String[]::new));
    }

    @Test
    void certificateMustStandInTheLogs() throws Exception {
        var usable = "\"usable\": {\"timestamp\": \"2021-01-01T00:00:00Z\"}";
        try (var server = serving(AUTHORITY.issueLogged(Spec.server("localhost"), FIRST, SECOND))) {
            var ran = connect(server, list(usable));
            assertThat(ran.text()).isEqualTo("logged");
            assertThat(ran.err()).contains("Certificate Transparency", "2 of 2 wanted", "\"second\" by Two");
            for (var state : new String[]{"\"rejected\": {\"timestamp\": \"2021-01-01T00:00:00Z\"}",
                "\"retired\": {\"timestamp\": \"" + Instant.now().minusSeconds(9999) + "\"}"}) {
                var refused = connect(server, list(state));
                assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
                assertThat(refused.err()).contains("TOO_FEW_TIMESTAMPS");
                assertThat(connect(server, list(state), "--ct-report").text()).isEqualTo("logged");
            }
        }
    }

    @Test
    void serverShowsTimestampsFromFiles() throws Exception {
        var shown = AUTHORITY.issue(Spec.server("localhost"));
        var leaf = shown.chain().getFirst();
        var first = Files.write(folder.resolve("first.sct"), FIRST.of(leaf));
        var second = Files.write(folder.resolve("second.sct"), SECOND.of(leaf));
        try (var server = serving(shown, "--sct", first + "," + second)) {
            assertThat(connect(server, list("")).err()).contains("2 of 2 wanted", "in the handshake, counts");
        }
        assertThat(Ran.of("serve", "--sct", folder.resolve("none.sct").toString()).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        for (var text : new String[]{"{", "{}", "{\"operators\": []}",
            "{\"operators\": [{\"name\": \"One\", \"logs\": [{\"log_id\": \"AA==\", \"key\": \"AA==\"}]}]}"}) {
            var file = Files.writeString(folder.resolve("logs.json"), text);
            var ran = Ran.of("connect", "localhost:1", "--ct-logs", file.toString());
            assertThat(ran.code()).as(text).isEqualTo(ExitCode.USAGE);
            assertThat(ran.err()).contains("logs.json");
        }
        assertThat(Ran.of("connect", "localhost:1", "--ct-report").code()).isEqualTo(ExitCode.USAGE);
    }
}
