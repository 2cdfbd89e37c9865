package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.parley.config.Limits;
import dev.parley.config.TlsSettings;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.Spec;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.Session;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a stranger cannot pass, limit by limit (the table in SECURITY.md), and that it costs little memory to find out. */
class LimitsTest extends SessionLab {
    private static final long FEW = 16 << 20;
    private static final Limits MORE = Limits.STANDARD;

    private static Limits limits(int message, int certificate, int handshake, int chain) {
        return new Limits(message, certificate, handshake, MORE.fragments(), chain, MORE.warnings(),
            MORE.emptyRecords(), MORE.keyUpdates(), MORE.tickets());
    }

    private Tls server(Consumer<TlsSettings> more) {
        return server(ProtocolVersion.TLS_1_3, more);
    }

    private Tls client(Consumer<TlsSettings> more) {
        return client(ProtocolVersion.TLS_1_3, more);
    }

    /** Fails with this reason, and has allocated little until then. */
    private static void refuses(Reason reason, Runnable attack) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var failure = catchThrowableOfType(HandshakeFailure.class, attack::run);
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW);
    }

    /** Feeds a server that has just been opened. */
    private static void feed(Tls server, byte[]... all) {
        try (var connection = server.open()) {
            for (var net : all) feed(connection, net);
        }
    }

    private static void feed(Connection connection, byte[] bytes) {
        var net = ByteBuffer.wrap(bytes);
        var app = ByteBuffer.allocate(1 << 14);
        while (connection.feed(net, app) == Connection.Fed.TASK) connection.task().ifPresent(Runnable::run);
    }

    private static void handshake(Tls client, Tls server) {
        try (var pair = Pair.begin(client, server)) {
            pair.settle();
        }
    }

    private static byte[] record(int type, byte... content) {
        return ByteBuffer.allocate(5 + content.length).put((byte) type).putShort((short) 0x0303)
            .putShort((short) content.length).put(content).array();
    }

    private static byte[] repeated(byte[] record, int times) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) all.writeBytes(record);
        return all.toByteArray();
    }

    private static byte[] hello(Tls client) {
        try (var connection = client.open("server.example")) {
            var net = ByteBuffer.allocate(1 << 16);
            connection.drain(net);
            return java.util.Arrays.copyOf(net.array(), net.position());
        }
    }

    @Test
    void messageIsRefusedByItsLengthBeforeItIsHere() {
        refuses(Reason.MESSAGE_TOO_LONG,
            () -> feed(server(_ -> {}), record(22, (byte) 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF)));
    }

    @Test
    void certificateMessage() {
        var strict = client(it -> it.limits(limits(1 << 17, 300, 1 << 20, 16)));
        refuses(Reason.MESSAGE_TOO_LONG, () -> handshake(strict, server(_ -> {})));
    }

    @Test
    void certificatesInAChain() {
        var issued = AUTHORITY.intermediate("between").issue(Spec.server("server.example"));
        var long2 = dev.parley.credential.Credential.of(issued.chain(), issued.key());
        assertThat(issued.chain()).hasSizeGreaterThan(1);
        for (var version : List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)) {
            var strict = client(version, it -> it.limits(limits(1 << 17, 1 << 18, 1 << 20, 1)));
            refuses(Reason.CHAIN_TOO_LONG, () -> handshake(strict, server(version, it -> it.credentials(long2))));
        }
    }

    @Test
    void handshakeBytesInAll() {
        for (var version : List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)) {
            var strict = client(version, it -> it.limits(limits(1 << 17, 1 << 18, 400, 16)));
            refuses(Reason.MESSAGE_TOO_LONG, () -> handshake(strict, server(version, _ -> {})));
        }
    }

    /** Without the limit, and with a copy for each fragment, this took 8 GB of copying. */
    @Test
    void messageInManyFragments() {
        var one = record(22, (byte) 0);
        var header = record(22, (byte) 1, (byte) 1, (byte) 0xFF, (byte) 0xF0);
        refuses(Reason.MESSAGE_TOO_LONG, () -> feed(server(_ -> {}), header, repeated(one, 100_000)));
    }

    @Test
    void helloInFragmentsOfOneByteIsStillUnderstood() {
        var whole = hello(client(_ -> {}));
        var parts = new ByteArrayOutputStream();
        for (int i = 5; i < whole.length; i++) parts.writeBytes(record(22, whole[i]));
        try (var connection = server(_ -> {}).open()) {
            feed(connection, parts.toByteArray());
            assertThat(connection.state()).isEqualTo("WaitFinished");
        }
    }

    @Test
    void changeCipherSpecsWithoutEnd() {
        var hello = hello(client(_ -> {}));
        var flood = repeated(record(20, (byte) 1), 100);
        refuses(Reason.TOO_MANY_EMPTY_RECORDS, () -> feed(server(_ -> {}), hello, flood));
    }

    @Test
    void recordsOfRefusedEarlyDataWithoutEnd() {
        var sessions = sessions().earlyData(1 << 14);
        var client = client(_ -> {});
        Pair.of(client, server(it -> it.sessions(sessions))).close();
        byte[] hello;
        try (var early = client.openEarly("server.example")) {
            var net = ByteBuffer.allocate(1 << 16);
            early.drain(net);
            hello = java.util.Arrays.copyOf(net.array(), net.position());
        }
        for (var group : List.of(NamedGroup.X25519MLKEM768, NamedGroup.SECP521R1)) // without and with a retry
            refuses(Reason.TOO_MUCH_EARLY_DATA,
                () -> feed(server(it -> it.groups(group)), hello, repeated(record(23), 1 << 17)));
    }

    @Test
    void warningsWithoutEnd() {
        refuses(Reason.TOO_MANY_WARNINGS,
            () -> feed(server(_ -> {}), repeated(record(21, (byte) 1, (byte) 90), 100)));
    }

    @Test
    void emptyRecordsBeforeTheHandshake() {
        refuses(Reason.EMPTY_RECORD, () -> feed(server(_ -> {}), record(22)));
    }

    @Test
    void emptyRecordsInAConnection() {
        try (var pair = Pair.of(client(_ -> {}), server(_ -> {}))) {
            var net = ByteBuffer.allocate(1 << 14);
            for (int i = 0; i < 100; i++) pair.client.seal(ByteBuffer.allocate(0), net);
            refuses(Reason.TOO_MANY_EMPTY_RECORDS,
                () -> feed(pair.server, java.util.Arrays.copyOf(net.array(), net.position())));
        }
    }

    @Test
    void keyUpdatesWithoutData() {
        try (var pair = Pair.of(client(_ -> {}), server(_ -> {}))) {
            refuses(Reason.TOO_MANY_KEY_UPDATES, () -> {
                for (int i = 0; i < 100; i++) {
                    pair.client.updateKeys(false);
                    pair.toServer();
                }
            });
        }
    }

    @Test
    void recordLongerThanAny() {
        var header = new byte[]{23, 3, 3, (byte) 0xFF, (byte) 0xFF};
        refuses(Reason.RECORD_TOO_LONG, () -> feed(server(_ -> {}), header));
    }

    @Test
    void extensions() {
        refuses(Reason.MALFORMED_MESSAGE, () -> feed(server(_ -> {}), bigHello(0, 16_000)));
    }

    /** Thousands of groups and of shares for them: to look each up in the other list would take a second. */
    @Test
    void keySharesForThousandsOfGroups() {
        var hello = bigHello(10_000, 0);
        var thread = ManagementFactory.getThreadMXBean(); // not the clock: other work shares the machine
        long start = thread.getCurrentThreadCpuTime();
        refuses(Reason.NO_COMMON_GROUP, () -> feed(server(_ -> {}), hello));
        assertThat(thread.getCurrentThreadCpuTime() - start).isLessThan(500_000_000L);
    }

    /** A ClientHello with shares for so many groups that nobody knows, and with so many unknown extensions. */
    private static byte[] bigHello(int groups, int unknown) {
        var extensions = ByteBuffer.allocate(1 << 17);
        extensions.putShort((short) 43).putShort((short) 3).put((byte) 2).putShort((short) 0x0304);
        extensions.putShort((short) 13).putShort((short) 4).putShort((short) 2).putShort((short) 0x0403);
        extensions.putShort((short) 10).putShort((short) (2 + 2 * groups)).putShort((short) (2 * groups));
        if (groups == 0) extensions.position(extensions.position() - 6);
        for (int i = 0; i < groups; i++) extensions.putShort((short) (0x4000 + i));
        int shares = Math.min(groups, 7_000);
        if (shares > 0)
            extensions.putShort((short) 51).putShort((short) (2 + 5 * shares)).putShort((short) (5 * shares));
        for (int i = 0; i < shares; i++)
            extensions.putShort((short) (0x4000 + groups - 1 - i)).putShort((short) 1).put((byte) 0);
        for (int i = 0; i < unknown; i++) extensions.putShort((short) (0x4000 + i)).putShort((short) 0);
        var body = ByteBuffer.allocate(1 << 17);
        body.putShort((short) 0x0303).put(new byte[32]).put((byte) 0).putShort((short) 2).putShort((short) 0x1301)
            .putShort((short) 0x0100).putShort((short) extensions.position()).put(extensions.flip());
        var records = new ByteArrayOutputStream();
        records.writeBytes(record(22, (byte) 1, (byte) (body.position() >> 16), (byte) (body.position() >> 8),
            (byte) body.position()));
        body.flip();
        while (body.hasRemaining()) {
            var part = new byte[Math.min(1 << 14, body.remaining())];
            body.get(part);
            records.writeBytes(record(22, part));
        }
        return records.toByteArray();
    }

    @Test
    void keysBeyondTheFourth() {
        var keys = java.util.stream.IntStream.range(0, 5).mapToObj(i -> ExternalPsk.of("key " + i, new byte[32]))
            .toArray(ExternalPsk[]::new);
        for (int known = 3; known < 5; known++) {
            var one = keys[known];
            try (var pair = Pair.of(client(it -> it.externalPsks(keys)), server(it -> it.externalPsks(one)))) {
                assertThat(pair.client.facts().orElseThrow().peerChain().isEmpty()).as("taken: the key")
                    .isEqualTo(known == 3);
            }
        }
    }

    @Test
    void ticketsThatAClientKeeps() {
        var kept = new ArrayList<Session>();
        var store = new ClientSessions() {
            @Override
            public void put(String peer, Session session) {
                kept.add(session);
            }

            @Override
            public Optional<Session> take(String peer) {
                return Optional.empty();
            }

            @Override
            public void forget(String peer) {}
        };
        var generous = sessions().tickets(40);
        try (var pair = Pair.of(client(it -> it.sessions(store)), server(it -> it.sessions(generous)))) {
            assertThat(kept).hasSize(Limits.STANDARD.tickets());
            pair.exchange();
        }
        kept.forEach(Session::close);
    }

    @Test
    void memoryOfAClientsSessions() {
        var store = ClientSessions.inMemory(64 << 10, 4);
        for (int i = 0; i < 5_000; i++) {
            var client = "peer " + i;
            store.put(client, new Session(ProtocolVersion.TLS_1_3, dev.parley.id.CipherSuite.ALL_13.getFirst(),
                dev.parley.crypto.Secret.kept(new byte[32]), true, false, now, java.time.Duration.ofHours(1),
                Optional.empty(), Optional.empty(), List.of(), 0, 0, dev.parley.wire.Bytes.own(new byte[1000]), true));
        }
        long left = java.util.stream.IntStream.range(0, 5_000).filter(i -> store.take("peer " + i).isPresent()).count();
        assertThat(left).isBetween(1L, 64L);
    }
}
