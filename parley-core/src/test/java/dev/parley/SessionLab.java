package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.observe.NotResumed;
import dev.parley.session.ServerSessions;
import dev.parley.session.TicketKey;
import dev.parley.session.TicketKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of continued sessions have in common: one authority, one clock that they move, one set of ticket keys. */
@ExtendWith(NoSecretIsLeft.class)
abstract class SessionLab {
    static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    static final Trust TRUST = Trust.of(List.of(AUTHORITY.root()));
    static final Credential SERVER = credential(Spec.server("server.example", "other.example"));
    static final Credential CLIENT = credential(Spec.client("client"));

    Instant now = Instant.now();
    final InstantSource clock = () -> now;
    final TicketKeys keys = TicketKeys.of(TicketKey.random(Cryptography.jdk()));

    static Credential credential(Spec spec) {
        var issued = AUTHORITY.issue(spec.key(KeyKind.P256));
        return Credential.of(issued.chain(), issued.key());
    }

    ServerSessions sessions() {
        return ServerSessions.standard(Cryptography.jdk(), clock).keys(keys);
    }

    Tls server(ProtocolVersion version, Consumer<TlsSettings> more) {
        return Tls.server(it -> {
            it.versions(version).credentials(SERVER).clock(clock).sessions(sessions()).trust(TRUST);
            more.accept(it);
        });
    }

    Tls client(ProtocolVersion version, Consumer<TlsSettings> more) {
        return Tls.client(it -> {
            it.versions(version).trust(TRUST).clock(clock);
            more.accept(it);
        });
    }

    static void handshake(Tls client, Tls server, Optional<NotResumed> atServer) {
        try (var pair = Pair.of(client, server)) {
            var facts = pair.server.facts().orElseThrow();
            assertThat(facts.notResumed()).isEqualTo(atServer);
            assertThat(facts.resumed()).isEqualTo(atServer.isEmpty());
            assertThat(pair.client.facts().orElseThrow().resumed()).isEqualTo(atServer.isEmpty());
            pair.exchange();
        }
    }

    static ProtocolVersion version(String name) {
        return name.equals("1.3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    }
}
