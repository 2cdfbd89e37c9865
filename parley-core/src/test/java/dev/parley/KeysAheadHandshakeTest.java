package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.KeysAhead;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections whose key pairs were made ahead. */
@ExtendWith(NoSecretIsLeft.class)
class KeysAheadHandshakeTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    @ParameterizedTest
    @CsvSource({"TLS_1_3,X25519", "TLS_1_3,X25519MLKEM768", "TLS_1_2,SECP256R1"})
    void bothSidesHaveNewOnesEachTime(String versionName, String groupName) {
        var version = versionName.equals("TLS_1_3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
        var group = NamedGroup.named(groupName).orElseThrow();
        try (var ahead = KeysAhead.of(Cryptography.jdk(), 3, group)) {
            Consumer<TlsSettings> both = it -> it.crypto(ahead).versions(version).groups(group);
            var issued = AUTHORITY.issue(Spec.server("server.example"));
            var server = Tls.server(both.andThen(it -> it.withoutSessions()
                .credentials(Credential.of(issued.chain(), issued.key()))));
            var client =
                Tls.client(both.andThen(it -> it.withoutSessions().trust(Trust.of(List.of(AUTHORITY.root())))));
            var exported = new HashSet<String>();
            for (int i = 0; i < 8; i++) {
                try (var pair = Pair.of(client, server)) {
                    assertThat(pair.client.facts().orElseThrow().group()).contains(group);
                    pair.exchange();
                    try (var secret = pair.client.export("EXPORTER-test", null, 32)) {
                        exported.add(java.util.HexFormat.of().formatHex(secret.use(byte[]::clone)));
                    }
                }
            }
            assertThat(exported).hasSize(8);
        }
    }
}
