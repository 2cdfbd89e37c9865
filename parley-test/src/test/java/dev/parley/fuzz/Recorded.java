package dev.parley.fuzz;

import dev.parley.Connection;
import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.RawKeyTrust;
import dev.parley.credential.Staples;
import dev.parley.credential.Trust;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.CipherSuite;
import dev.parley.id.HpkeKem;
import dev.parley.id.KeyExchange;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Conversations between Parley and itself, in memory: what the fuzzers begin with. */
final class Recorded {
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    static final Trust TRUST = Trust.of(List.of(AUTHORITY.root()));
    static final Credential SERVER = credential(KeyKind.P256);
    private static final Credential RSA = credential(KeyKind.RSA_2048);
    private static final Credential RAW = rawKey();

    static final EchKey ECH = EchKey.generate(Cryptography.jdk(), HpkeKem.X25519, HpkeSuite.USUAL, 7,
        "server.example", 64);
    /** Anybody's key is as good as another here: what matters is how it is told. */
    private static final RawKeyTrust ANY_KEY = (key, host) -> RawKeyTrust.of(key.key()).check(key, host);

    /** A way to shake hands. */
    enum Kind {
        TLS13, TLS13_CLIENT_CERTIFICATE, TLS13_RETRY, TLS13_ECH, TLS13_RAW_KEY, TLS12_RAW_KEY, TLS12_ECDHE, TLS12_RSA,
        TLS12_CBC_CLIENT_CERTIFICATE;

        boolean is13() {
            return name().startsWith("TLS13");
        }

        private void both(TlsSettings it) {
            it.versions(is13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2).crypto(Cryptography.jdk());
            it.credentials(stapled(), RSA).trust(TRUST).protocols("h2", "http/1.1").rawKeys(ANY_KEY);
            if (name().endsWith("RAW_KEY")) it.credentials(RAW);
            if (this == TLS12_RSA) it.suites(suites(KeyExchange.RSA, false));
            if (this == TLS12_CBC_CLIENT_CERTIFICATE) it.suites(suites(KeyExchange.ECDHE, true));
        }

        private static List<CipherSuite> suites(KeyExchange exchange, boolean cbc) {
            return CipherSuite.ALL_12.stream().filter(suite -> suite.keyExchange() == exchange)
                .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher()))
                .filter(suite -> suite.name().contains("CBC") == cbc).toList();
        }

        Tls client() {
            return Tls.client(it -> {
                both(it);
                if (this == TLS13_ECH) it.ech(new EchConfigList(List.of(ECH.config())));
            });
        }

        Tls server() {
            return Tls.server(((Consumer<TlsSettings>) this::both).andThen(it -> {
                if (name().contains("CLIENT") || name().endsWith("RAW_KEY")) it.clientAuth(ClientAuth.NEED);
                if (this == TLS13_ECH) it.echKeys(EchKeys.of(ECH));
                if (this == TLS13_RETRY) it.cookies(true);
            }));
        }
    }

    private Recorded() {}

    private static Credential rawKey() {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(KeyKind.P256));
        return Credential.ofRawKey(issued.chain().getFirst().getPublicKey(), issued.key());
    }

    private static Credential credential(KeyKind kind) {
        var issued = AUTHORITY.issue(Spec.server("server.example").key(kind));
        return Credential.of(issued.chain(), issued.key());
    }

    private static Credential stapled() {
        return SERVER.withStaples(
            Staples.of(Bytes.own(AUTHORITY.status(SERVER.certificates().getFirst(), false))));
    }

    /** The hellos that were hidden in others. */
    static List<ClientHello> hidden() {
        var all = new ArrayList<ClientHello>();
        converse(Kind.TLS13_ECH.client(), Kind.TLS13_ECH.server().observing(() -> new Observer() {
            @Override
            public void hidden(Way way, ClientHello hello, Bytes bytes) {
                all.add(hello);
            }
        }));
        return all;
    }

    /** One message as it was said. @param toServer by the client? */
    record Said(boolean toServer, Dialect dialect, Bytes bytes) {}

    /** All messages of one handshake, in their order. */
    static List<Said> messages(Kind kind) {
        var all = new ArrayList<Said>();
        var server = kind.server().observing(() -> new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                all.add(new Said(way == Way.IN, dialect, bytes));
            }
        });
        converse(kind.client(), server);
        return all;
    }

    /** What went over the wire, one array for each time somebody spoke: the client, the server, the client… */
    static List<byte[]> flights(Kind kind) {
        return converse(kind.client(), kind.server());
    }

    private static List<byte[]> converse(Tls clients, Tls servers) {
        var flights = new ArrayList<byte[]>();
        try (var client = clients.open("server.example"); var server = servers.open()) {
            var speaker = client;
            while (client.hasOutput() || server.hasOutput()) {
                var said = drain(speaker);
                flights.add(said);
                speaker = speaker == client ? server : client;
                feed(speaker, said);
            }
        }
        return flights;
    }

    static byte[] drain(Connection connection) {
        var all = new ByteArrayOutputStream();
        var net = ByteBuffer.allocate(1 << 16);
        while (connection.hasOutput()) {
            connection.drain(net.clear());
            all.write(net.array(), 0, net.position());
        }
        return all.toByteArray();
    }

    static void feed(Connection connection, byte[] bytes) {
        var net = ByteBuffer.wrap(bytes);
        var app = ByteBuffer.allocate(1 << 14);
        while (true) {
            switch (connection.feed(net, app)) {
                case TASK -> connection.task().ifPresent(Runnable::run);
                case MORE_ROOM -> app.clear();
                case MORE_INPUT, HAS_OUTPUT, CLOSED -> {
                    return;
                }
            }
        }
    }
}
