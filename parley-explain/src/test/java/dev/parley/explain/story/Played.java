package dev.parley.explain.story;

import dev.parley.Connection;
import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import dev.parley.observe.Observer;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Plays whole conversations in memory, told by both sides. */
public final class Played {
    private static final LabAuthority AUTHORITY =
        LabAuthority.create(Spec.authority("Parley Lab Authority"), LabKeys.reused());
    public static final String HOST = "server.example";

    private final Chronicle chronicle = new Chronicle();
    private final Connection client;
    private final Connection server;
    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 17).flip();
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 17).flip();

    private boolean early;
    private boolean renews;

    private Played(Consumer<TlsSettings> both, Consumer<TlsSettings> ofClient, Consumer<TlsSettings> ofServer,
        boolean mutual, Observer alsoOfClient) {
        var trust = Trust.of(List.of(AUTHORITY.root()));
        var server = Tls.server(it -> {
            both.accept(
                it.credentials(credential(Spec.server(HOST)), credential(Spec.server(HOST).key(KeyKind.RSA_2048)))
                    .trust(trust).clientAuth(mutual ? ClientAuth.NEED : ClientAuth.NONE));
            ofServer.accept(it);
        });
        var client = Tls.client(it -> {
            both.accept(it.trust(trust));
            if (mutual) it.credentials(credential(Spec.client("Alice")));
            ofClient.accept(it);
        });
        this.client = client.observing(() -> StoryTeller.withSecrets(Side.CLIENT, chronicle))
            .observing(() -> alsoOfClient).open(HOST, 443, true);
        this.server = server.observing(() -> StoryTeller.withSecrets(Side.SERVER, chronicle)).open();
    }

    private static Credential credential(Spec spec) {
        var issued = AUTHORITY.issue(spec);
        return Credential.of(issued.chain(), issued.key());
    }

    public static Story of(Consumer<TlsSettings> both, boolean mutual) {
        return of(both, it -> {}, it -> {}, mutual, Observer.NONE);
    }

    public static Story of(ProtocolVersion version) {
        return of(it -> it.versions(version), false);
    }

    /** A handshake, a few bytes each way, and the end; or a failure. */
    public static Story of(Consumer<TlsSettings> both, Consumer<TlsSettings> ofClient, Consumer<TlsSettings> ofServer,
        boolean mutual, Observer alsoOfClient) {
        var played = new Played(both, ofClient, ofServer, mutual, alsoOfClient);
        try (played.client; played.server) {
            played.play();
        }
        return played.chronicle.story();
    }

    /**
     * A client that comes back with a session and sends {@code early} along with its hello; behind the handshake both sides
     * go on to new keys, twice, and talk under each.
     */
    public static Story ofEarlyDataAndNewKeys() {
        var tickets = ClientSessions.inMemory(1 << 20, 4);
        var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).earlyData(1000);
        Supplier<Played> visit =
            () -> new Played(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.sessions(tickets),
                it -> it.sessions(sessions), false, Observer.NONE);
        var first = visit.get();
        try (first.client; first.server) {
            first.play();
        }
        var second = visit.get();
        second.early = true;
        second.renews = true;
        try (second.client; second.server) {
            second.play();
        }
        return second.chronicle.story();
    }

    private void play() {
        try {
            if (early) sayEarly();
            settle();
            converse();
        } catch (HandshakeFailure _) {
            settleQuietly(); // the alert
        }
    }

    private void sayEarly() {
        toServer.compact();
        client.drain(toServer);
        client.sealEarly(ByteBuffer.wrap("early".getBytes(StandardCharsets.UTF_8)), toServer);
        toServer.flip();
    }

    private void converse() {
        exchange();
        for (int i = 0; renews && i < 2; i++) {
            client.updateKeys(true);
            settle();
            exchange();
        }
        client.closeOutput();
        settle();
        server.closeOutput();
        settle();
    }

    private void exchange() {
        say(client, toServer, "ping");
        settle();
        say(server, toClient, "pong");
        settle();
    }

    private static void say(Connection from, ByteBuffer net, String text) {
        net.compact();
        from.seal(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), net);
        net.flip();
    }

    private void settleQuietly() {
        carry(client, toServer);
        carry(server, toClient);
        readQuietly(server, toServer);
        readQuietly(client, toClient);
    }

    private static void readQuietly(Connection at, ByteBuffer net) {
        try {
            read(at, net);
        } catch (HandshakeFailure _) {
            return; // it has told
        }
    }

    private void settle() {
        do {
            carry(client, toServer);
            carry(server, toClient);
            read(server, toServer);
            read(client, toClient);
        } while (client.hasOutput() || server.hasOutput());
    }

    private static void carry(Connection from, ByteBuffer net) {
        net.compact();
        from.drain(net);
        net.flip();
    }

    private static void read(Connection at, ByteBuffer net) {
        var app = ByteBuffer.allocate(1 << 15);
        while (at.feed(net, app) == Connection.Fed.TASK) at.task().ifPresent(Runnable::run);
        at.failure().ifPresent(failure -> {
            throw failure;
        });
    }
}
