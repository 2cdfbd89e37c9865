package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code parley connect --session-file}: from visit to visit, by way of a file. */
class SessionFileTest {
    @TempDir
    Path folder;
    private Path file;
    private LabFiles files;

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("sessions");
        files = LabFiles.in(folder);
    }

    private Ran connect(Serving server, String... more) {
        var all = new ArrayList<>(List.of("connect", "--lang", "en", server.address(), "--ca",
            files.authority().toString(), "--session-file", file.toString()));
        all.addAll(List.of(more));
        return Ran.piping("hello", all.toArray(String[]::new));
    }

    private Serving serving() throws Exception {
        return Serving.of("--echo", "--cert", files.chain().toString(), "--key", files.key().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void secondVisitGoesOn(String version) throws Exception {
        try (var server = serving()) {
            var first = connect(server, "--tls", version);
            assertThat(first.code()).as(first.err()).isZero();
            assertThat(Ran.flat(first.err())).contains("resumed no: the client has no session with this server");
            var second = connect(server, "--tls", version);
            assertThat(second.code()).as(second.err()).isZero();
            assertThat(Ran.flat(second.err())).contains("resumed yes, from an earlier session");
            assertThat(server.told()).contains("resumed: no", "resumed: yes");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(it -> it.toString().endsWith(".tmp"));
        }
    }

    @Test
    void restartedServerIsAStranger() throws Exception {
        try (var server = serving()) {
            connect(server);
        }
        var before = Files.readAllBytes(file);
        try (var server = serving()) {
            var ran = connect(server); // at another port, so there is no session for it
            assertThat(ran.code()).isZero();
            assertThat(Ran.flat(ran.err())).contains("resumed no: the client has no session with this server");
        }
        assertThat(Files.size(file)).isGreaterThan(before.length);
    }

    /** A session is as good as the check that was made when it began. */
    @Test
    void whoWasNotCheckedIsNotBelievedLater() throws Exception {
        try (var server = serving()) {
            var blind = Ran.piping("", "connect", "--lang", "en", server.address(), "--insecure", "--session-file",
                file.toString());
            assertThat(blind.code()).isZero();
            assertThat(Ran.flat(connect(server).err())).contains("resumed no: the client has no session");
        }
    }

    @Test
    void foreignFileIsSaidAndLeftAlone() throws Exception {
        Files.writeString(file, "a letter to my grandmother");
        try (var server = serving()) {
            var ran = connect(server);
            assertThat(ran.code()).isZero();
            assertThat(ran.text()).isEqualTo("hello");
            assertThat(ran.err()).contains("sessions is not a session file of this program");
        }
        assertThat(Files.readString(file)).isEqualTo("a letter to my grandmother");
    }

    @Test
    void cutOffFileIsForeignToo() throws Exception {
        keep(session(Instant.now()));
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
        try (var again = SessionFile.open(file, "")) {
            assertThat(again.take("host:1")).isEmpty();
            assertThat(again.trouble()).contains(SessionFile.Trouble.FOREIGN);
        }
    }

    @Test
    void whatOthersCouldReadIsNotBelieved() throws Exception {
        try (var server = serving()) {
            connect(server);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            var ran = connect(server);
            assertThat(Ran.flat(ran.err())).contains("resumed no:", "could be read or written by others");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void expiredSessionIsSaid() throws Exception {
        keep(session(Instant.now().minus(Duration.ofHours(2))));
        try (var sessions = SessionFile.open(file, "")) {
            assertThat(sessions.take("host:1")).isEmpty();
            assertThat(sessions.trouble()).contains(SessionFile.Trouble.EXPIRED);
        }
        try (var empty = SessionFile.open(file, "")) {
            assertThat(empty.take("host:1")).isEmpty();
            assertThat(empty.trouble()).as("it is gone from the file").isEmpty();
        }
    }

    @Test
    void ticketOfThirteenIsGivenOnce() throws Exception {
        keep(session(Instant.now()));
        try (var sessions = SessionFile.open(file, "")) {
            sessions.take("host:1").orElseThrow().close();
        }
        try (var sessions = SessionFile.open(file, "")) {
            assertThat(sessions.take("host:1")).isEmpty();
        }
    }

    private void keep(Session session) throws IOException {
        try (var sessions = SessionFile.open(file, "")) {
            sessions.put("host:1", session);
        }
    }

    private static Session session(Instant created) {
        return new Session(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, Secret.kept(new byte[32]), true,
            false, created, Duration.ofHours(1), Optional.of("host"), Optional.empty(), List.of(), 7, 0,
            Bytes.ofText("a ticket"), true);
    }

    @Test
    void unusableFileIsAMistakeOfUsage() {
        var ran = Ran.of("connect", "localhost", "--session-file", folder.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).contains("cannot be used");
    }

    @Test
    void unwritableFolderIsSaid() throws Exception {
        file = folder.resolve("none/sessions");
        try (var server = serving()) {
            var ran = connect(server);
            assertThat(ran.code()).isZero();
            assertThat(ran.err()).contains("cannot be written, so the session was not kept");
        }
    }
}
