package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.session.ClientSessions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions go on with other programs, in both roles: what docs/resumption.md says of it. */
@Timeout(120)
class ResumptionInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.US_ASCII);

    /** How a session is known. */
    enum Kind {
        TICKET_12("-tls1_2", ProtocolVersion.TLS_1_2),
        ID_12("-tls1_2 -no_ticket", ProtocolVersion.TLS_1_2),
        PSK_13("-tls1_3", ProtocolVersion.TLS_1_3),
        STATEFUL_13("-tls1_3 -no_ticket", ProtocolVersion.TLS_1_3),
        EARLY_13("-tls1_3", ProtocolVersion.TLS_1_3);

        final List<String> openssl;
        final ProtocolVersion version;

        Kind(String openssl, ProtocolVersion version) {
            this.openssl = List.of(openssl.split(" "));
            this.version = version;
        }

        boolean isEarly() {
            return this == EARLY_13;
        }
    }

    @TempDir
    Path folder;
    private Path root;
    private Path chain;
    private Path key;
    private Path early;
    private Credential own;
    private Trust trust;

    @BeforeEach
    void papers() throws IOException {
        var authority = LabAuthority.create(KeyKind.P256);
        var issued = authority.issue(Spec.server("server.example").key(KeyKind.RSA_2048));
        root = Files.writeString(folder.resolve("root.pem"), issued.pemAuthority());
        chain = Files.writeString(folder.resolve("chain.pem"), issued.pemChain());
        key = Files.writeString(folder.resolve("key.pem"), issued.pemKey());
        early = Files.write(folder.resolve("early"), HELLO);
        own = Credential.of(issued.chain(), issued.key());
        trust = Trust.of(List.of(authority.root()));
    }

    // ---- the other program is the client

    @ParameterizedTest
    @EnumSource
    void opensslComesBack(Kind kind) throws Exception {
        var session = folder.resolve("session");
        List<Facts> seen = serving(kind, 2, port -> {
            var command = new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port,
                "-servername", "server.example", "-CAfile", root.toString(), "-verify_return_error"));
            command.addAll(kind.openssl);
            run(plus(command, "-sess_out", session.toString()));
            run(kind.isEarly()
                ? plus(command, "-sess_in", session.toString(), "-early_data", early.toString())
                : plus(command, "-sess_in", session.toString()));
        });
        check(kind, seen);
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKET_12", "ID_12", "PSK_13", "STATEFUL_13", "EARLY_13"})
    void gnutlsComesBack(Kind kind) throws Exception {
        List<Facts> seen = serving(kind, 2, port -> {
            var version = kind.version.equals(ProtocolVersion.TLS_1_2) ? "1.2" : "1.3";
            var command = new ArrayList<>(List.of("gnutls-cli", "--resume", "--waitresumption", "--port", "" + port,
                "--x509cafile", root.toString(), "--sni-hostname", "server.example", "--verify-hostname",
                "server.example", "--priority", "NORMAL:-VERS-ALL:+VERS-TLS" + version
                    + (kind == Kind.ID_12 ? ":%NO_TICKETS" : "")));
            if (kind.isEarly()) command.addAll(List.of("--earlydata", early.toString()));
            command.add("127.0.0.1");
            run(command);
        });
        check(kind, seen);
    }

    private static List<String> plus(List<String> command, String... more) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    private static void run(List<String> command) {
        try (var peer = ResumptionPeer.start(command)) {
            peer.end();
        }
    }

    private interface Visits {
        void at(int port) throws Exception;
    }

    /** What a server of ours says of so many visits. */
    private List<Facts> serving(Kind kind, int visits, Visits those) throws Exception {
        var tls = Tls.server(it -> it.versions(kind.version).credentials(own));
        var sessions = tls.config().serverSessions().orElseThrow().stateful(kind == Kind.STATEFUL_13)
            .earlyData(kind.isEarly() ? 16384 : 0);
        var server = Tls.server(it -> it.versions(kind.version).credentials(own).sessions(sessions));
        try (var listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
            var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Facts>> serve = () -> {
                var seen = new ArrayList<Facts>();
                for (int i = 0; i < visits; i++) {
                    try (var link = server.accept(listening, PATIENCE)) {
                        link.output().write(HELLO);
                        seen.add(link.facts());
                        if (link.facts().earlyData() == EarlyFate.ACCEPTED)
                            assertThat(link.takeEarly().toArray()).isEqualTo(HELLO);
                    }
                }
                return seen;
            };
            var seen = threads.submit(serve);
            those.at(listening.getLocalPort());
            return seen.get();
        }
    }

    private static void check(Kind kind, List<Facts> seen) {
        assertThat(seen).extracting(Facts::version).containsOnly(kind.version);
        assertThat(seen).extracting(Facts::resumed).containsExactly(false, true);
        if (kind.isEarly()) assertThat(seen.getLast().earlyData()).isEqualTo(EarlyFate.ACCEPTED);
    }

    // ---- the other program is the server

    @ParameterizedTest
    @EnumSource
    void weComeBackToOpenssl(Kind kind) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert_chain",
            chain.toString(), "-cert", chain.toString(), "-key", key.toString()));
        command.addAll(kind.openssl);
        if (kind.isEarly()) command.addAll(List.of("-early_data", "-max_early_data", "16384"));
        try (var peer = ResumptionPeer.start(command)) {
            var said = peer.waitFor("ACCEPT");
            check(kind, visits(kind, Integer.parseInt(said.substring(said.lastIndexOf(':') + 1).trim()),
                () -> peer.type("hello")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TICKET_12", "ID_12", "PSK_13", "EARLY_13"})
    void weComeBackToGnutls(Kind kind) throws Exception {
        int port = freePort();
        var command = new ArrayList<>(
            List.of("gnutls-serv", "--echo", "--disable-client-cert", "--port", "" + port, "--x509certfile",
                chain.toString(), "--x509keyfile", key.toString(), "--priority",
                "NORMAL:-VERS-ALL:+VERS-TLS" + (kind.version.equals(ProtocolVersion.TLS_1_2) ? "1.2" : "1.3")));
        if (kind == Kind.ID_12) command.add("--noticket");
        if (kind.isEarly()) command.addAll(List.of("--earlydata", "--maxearlydata", "16384"));
        try (var peer = ResumptionPeer.start(command)) {
            peer.waitFor("listening on IPv4");
            check(kind, visits(kind, port, () -> {}));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What a client of ours says of two visits. @param prompt makes the server say something */
    private List<Facts> visits(Kind kind, int port, Runnable prompt) throws IOException {
        var sessions = ClientSessions.inMemory(1 << 20, 4);
        var client = client(kind, it -> it.sessions(kind == Kind.ID_12 ? sessions.byId() : sessions));
        var seen = new ArrayList<Facts>();
        for (int i = 0; i < 2; i++) {
            try (var link = client.connect("server.example",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE,
                kind.isEarly() ? HELLO : new byte[0])) {
                link.patience(PATIENCE);
                link.output().write(HELLO);
                prompt.run();
                assertThat(read(link)).isEqualTo("hello\n");
                seen.add(link.facts());
            }
        }
        return seen;
    }

    private static String read(Link link) throws IOException {
        return new String(link.input().readNBytes(HELLO.length), StandardCharsets.US_ASCII);
    }

    private Tls client(Kind kind, java.util.function.Consumer<TlsSettings> more) {
        return Tls.client(it -> {
            it.versions(kind.version).trust(trust);
            more.accept(it);
        });
    }

    @Test
    void sunJsseComesBack() throws Exception {
        var context = ResumptionJsse.trusting(root);
        for (var kind : List.of(Kind.TICKET_12, Kind.PSK_13))
            check(kind, serving(kind, 2, port -> {
                for (int i = 0; i < 2; i++) ResumptionJsse.visit(context, port, HELLO.length);
            }));
    }

    @Test
    void weComeBackToSunJsse() throws Exception {
        for (var kind : List.of(Kind.TICKET_12, Kind.PSK_13))
            try (var server = ResumptionJsse.serving(chain, key, HELLO)) {
                check(kind, visits(kind, server.port(), () -> {}));
            }
    }
}
