package dev.parley;

import static dev.parley.failure.Reason.ECH_REJECTED;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.ech.EchKeys;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.AlertDescription;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements of RFC 9849 that are easily passed over. */
@ExtendWith(NoSecretIsLeft.class)
class EchRequirementsTest {
    private static Consumer<TlsSettings> keeping(ServerSessions sessions) {
        return it -> it.sessions(sessions);
    }

    private static ServerSessions sessions() {
        return ServerSessions.standard(Cryptography.jdk(), InstantSource.system());
    }

    /** What stands outside is nobody's key, so nobody can take it. RFC 9849 section 6.1.2. */
    @Test
    void keyFromTheVisibleHelloIsRefused() {
        var given = sessions();
        var kept = ClientSessions.inMemory(1 << 20, 4);
        Pair.of(EchLab.client(it -> it.sessions(kept)), EchLab.server(keeping(given))).close();
        var failure = Duel.of(EchLab.client(it -> it.sessions(kept)),
            EchLab.server(keeping(given).andThen(it -> it.echKeys(EchKeys.of(EchLab.OTHER)))),
            Tamper.message(ServerHello.class,
                it -> BadHellos.with(it, it.extensions().with(PreSharedKey.IT, Place.SERVER_HELLO_13, 0))))
            .lost();
        assertThat(failure.reason().alert()).as(failure.account()).isEqualTo(AlertDescription.ILLEGAL_PARAMETER);
    }

    /** RFC 9849 section 6.1.7. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void rejectedConnectionLeavesNoSession(String version) {
        var kept = ClientSessions.inMemory(1 << 20, 4);
        var server = EchLab.server(keeping(sessions())
            .andThen(it -> it.versions(SessionLab.version(version)).echKeys(EchKeys.of(EchLab.OTHER))));
        try (var duel = Duel.of(EchLab.client(it -> it.sessions(kept)), server, Tamper.NOT)) {
            assertThat(duel.failure().map(HandshakeFailure::reason)).contains(ECH_REJECTED);
        }
        for (var name : List.of(Sides.HOST, EchLab.PUBLIC_NAME)) {
            var seen = new ArrayList<ClientHello>();
            try (var connection = Sides.client(it -> it.sessions(kept)).observing(() -> hellos(seen)).open(name)) {
                assertThat(connection.hasOutput()).isTrue();
            }
            var hello = seen.getFirst();
            assertThat(hello.extensions().has(PreSharedKey.IT)).as("a session to go on").isFalse();
            assertThat(hello.extensions().offered(dev.parley.extension.SessionTicket.IT)).contains(Bytes.EMPTY);
        }
    }

    private static Observer hellos(List<ClientHello> seen) {
        return new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (message instanceof ClientHello hello) seen.add(hello);
            }
        };
    }

    /** Neither inner nor outer. RFC 9849 section 7. */
    @Test
    void helloOfAnUnknownTypeIsRefused() {
        var failure = Duel.of(EchLab.server(_ -> {}), EchLab.client(_ -> {}), Tamper.bytes(ClientHello.class, bytes -> {
            var altered = bytes.toArray();
            int at = 0;
            while (altered[at] != (byte) 0xFE || altered[at + 1] != 0x0D || altered[at + 4] != 0) at++;
            altered[at + 4] = 2;
            return Bytes.own(altered);
        })).lost();
        assertThat(failure.reason()).isEqualTo(FORBIDDEN_VALUE);
        assertThat(failure.reason().alert()).isEqualTo(AlertDescription.ILLEGAL_PARAMETER);
    }

    /** A confirmation would stand where the mark of a downgrade does. RFC 9849 section 7.2. */
    @Test
    void backendOfTls12ConfirmsNothing() {
        var randoms = new ArrayList<String>();
        var client = Sides.client(it -> it.versions(ProtocolVersion.TLS_1_2));
        var server = EchLab.server(it -> it.ech(policy -> policy.backend(true).keys(EchKeys.NONE)))
            .observing(() -> new Observer() {
                @Override
                public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                    if (message instanceof ServerHello hello) randoms.add(hello.random().from(24).latin1());
                }
            });
        try (var duel = Duel.of(server, client,
            BadExtensions.offer(EncryptedClientHello.IT, new EncryptedClientHello.Inner()))) {
            assertThat(duel.failure()).isEmpty();
        }
        assertThat(randoms).containsExactly("DOWNGRD\u0001");
    }
}
