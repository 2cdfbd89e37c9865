package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.TlsSettings;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Padding;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.NewSessionTicket13;
import dev.parley.observe.Epoch;
import dev.parley.observe.NotResumed;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A hello looks each time a little different, so that nobody comes to count on how it looks; and old servers can bear it. */
class HelloHygieneTest extends SessionLab {
    private static final class Hellos implements Observer {
        final List<ClientHello> all = new ArrayList<>();
        final List<Integer> lengths = new ArrayList<>();

        @Override
        public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
            if (!(message instanceof ClientHello hello)) return;
            all.add(hello);
            lengths.add(bytes.length());
        }
    }

    private Hellos hellos(Consumer<TlsSettings> more, int times) {
        var seen = new Hellos();
        var client = client(ProtocolVersion.TLS_1_3, more).observing(() -> seen);
        for (int i = 0; i < times; i++) client.open("server.example").close();
        return seen;
    }

    /** RFC 6176 section 3: never the hello of SSL 2.0, and never a version before TLS. */
    @Test
    void firstBytesAreARecordOfTls() {
        for (var version : List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2))
            try (var connection = client(version, _ -> {}).open("server.example")) {
                var net = ByteBuffer.allocate(1 << 14);
                connection.drain(net);
                assertThat(Bytes.copyOf(net.slice(0, 3))).isIn(Bytes.ofHex("160301"), Bytes.ofHex("160303"));
                assertThat(net.get(5)).as("ClientHello").isEqualTo((byte) 1);
                assertThat(Bytes.copyOf(net.slice(9, 2))).isEqualTo(Bytes.ofHex("0303"));
            }
    }

    @Test
    void extensionsComeInAnotherOrderEachTime() {
        var seen = hellos(it -> it.grease(false), 8);
        var orders = new HashSet<>(seen.all.stream().map(it -> it.extensions().types()).toList());
        assertThat(orders).hasSizeGreaterThan(4);
        assertThat(new HashSet<>(orders.stream().map(HashSet::new).toList())).as("but they are the same").hasSize(1);
    }

    @Test
    void withoutShufflingTheOrderIsTheSame() {
        var seen = hellos(it -> it.grease(false).shuffle(false), 4);
        assertThat(new HashSet<>(seen.all.stream().map(it -> it.extensions().types()).toList())).hasSize(1);
    }

    @Test
    void greaseStaysFirstAndLastAndThePskBehindIt() {
        var server = server(ProtocolVersion.TLS_1_3, it -> {});
        var seen = new Hellos();
        var client = client(ProtocolVersion.TLS_1_3, it -> {}).observing(() -> seen);
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server, Optional.empty());
        for (int i = 0; i < 2; i++) {
            var types = new ArrayList<>(seen.all.get(i).extensions().types());
            if (i == 1) assertThat(types.removeLast()).isEqualTo(PreSharedKey.IT.spec().type());
            assertThat(Grease.is(types.getFirst()) && Grease.is(types.getLast())).isTrue();
            assertThat(types.subList(1, types.size() - 1)).noneMatch(Grease::is);
        }
    }

    /** As browsers do, so that those who hide their hello do not stand out. RFC 9849 section 6.2. */
    @Test
    void everyHelloLooksAsIfItHidAnother() {
        var pretended = hellos(it -> {}, 4).all.stream()
            .map(it -> (EncryptedClientHello.Outer) it.extensions().offered(EncryptedClientHello.IT).orElseThrow())
            .toList();
        assertThat(pretended.stream().map(EncryptedClientHello.Outer::encapsulation).distinct()).hasSize(4)
            .allMatch(it -> it.length() == 32);
        assertThat(pretended).allMatch(it -> it.payload().length() % 32 == 16 && it.payload().length() > 100);
        for (Consumer<TlsSettings> off : List.<Consumer<TlsSettings>>of(it -> it.grease(false),
            it -> it.ech(policy -> policy.grease(false)), it -> it.versions(ProtocolVersion.TLS_1_2)))
            assertThat(hellos(off, 1).all).noneMatch(it -> it.extensions().has(EncryptedClientHello.IT));
        assertThat(hellos(it -> it.grease(false).ech(policy -> policy.grease(true)), 1).all)
            .allMatch(it -> it.extensions().has(EncryptedClientHello.IT));
    }

    @Test
    void greaseStandsAmongTheSignatureSchemes() {
        for (boolean on : List.of(true, false)) {
            var hello = hellos(it -> it.grease(on), 1).all.getFirst().extensions();
            var schemes = hello.offered(SignatureAlgorithms.IT).orElseThrow().schemes();
            assertThat(schemes.stream().filter(one -> Grease.is(one.id())).count()).isEqualTo(on ? 1 : 0);
            assertThat(SignatureAlgorithms.in(hello)).isEqualTo(schemes.subList(on ? 1 : 0, schemes.size()));
        }
    }

    /** RFC 8701 section 4. */
    @Test
    void aServersTicketsMayHoldWhatMeansNothing() {
        for (boolean on : List.of(true, false)) {
            var tickets = new ArrayList<NewSessionTicket13>();
            var watching = new Observer() {
                @Override
                public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                    if (message instanceof NewSessionTicket13 ticket) tickets.add(ticket);
                }
            };
            var client = client(ProtocolVersion.TLS_1_3, it -> {}).observing(() -> watching);
            var server = server(ProtocolVersion.TLS_1_3, it -> it.grease(on));
            handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
            handshake(client, server, Optional.empty());
            assertThat(tickets).isNotEmpty()
                .allMatch(it -> it.extensions().types().stream().anyMatch(Grease::is) == on);
        }
    }

    /** Or a server that compares the two would say that the second was changed. RFC 9846 section 4.2.2. */
    @Test
    void secondHelloKeepsTheOrderOfTheFirst() {
        var seen = new Hellos();
        var client = client(ProtocolVersion.TLS_1_3, it -> it.keyShares(NamedGroup.X25519)).observing(() -> seen);
        try (var pair = Pair.of(client, server(ProtocolVersion.TLS_1_3, it -> it.groups(NamedGroup.SECP384R1)))) {
            pair.exchange();
        }
        assertThat(seen.all).hasSize(2);
        var first = new ArrayList<>(seen.all.getFirst().extensions().types());
        var second = new ArrayList<>(seen.all.getLast().extensions().types());
        first.remove(Integer.valueOf(Padding.IT.spec().type()));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void noHelloHasALengthThatOldServersCannotBear() {
        var seen = new Hellos();
        for (int protocols = 0; protocols < 60; protocols++) {
            var name = "p".repeat(1 + 4 * protocols);
            var client = client(ProtocolVersion.TLS_1_2,
                it -> it.suites(CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256).protocols(name)).observing(() -> seen);
            client.open("server.example").close();
        }
        assertThat(seen.lengths).allMatch(length -> length < 256 || length >= 512);
        assertThat(seen.all).anyMatch(hello -> hello.extensions().has(Padding.IT))
            .anyMatch(hello -> !hello.extensions().has(Padding.IT));
        assertThat(seen.lengths).contains(512);
    }

    @Test
    void paddedHelloIsUnderstoodAndItsPskIsBoundToIt() {
        var seen = new Hellos();
        var client = client(ProtocolVersion.TLS_1_3, it -> it.suites(CipherSuite.TLS_AES_128_GCM_SHA256)
            .groups(NamedGroup.X25519)).observing(() -> seen);
        var server = server(ProtocolVersion.TLS_1_3, it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        handshake(client, server, Optional.empty());
        assertThat(seen.all).anyMatch(hello -> hello.extensions().has(Padding.IT));
        assertThat(seen.lengths).allMatch(length -> length < 256 || length >= 512);
    }
}
