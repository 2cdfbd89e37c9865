package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.extension.ServerName;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.observe.Epoch;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hidden hellos of a recording, opened by the lines of a key log. RFC 9850 section 2.3. */
class RecordedEchTest {
    private final Crypto crypto = Cryptography.jdk();
    private final Map<String, Bytes> log = new HashMap<>();
    private ClientHello outer;

    /** What a client says and what its key log gets. */
    @BeforeEach
    void record() {
        var key = EchKey.generate(crypto, HpkeKem.X25519, HpkeSuite.USUAL, 1, "public.example", 32);
        var watching = new Observer() {
            @Override
            public boolean wantsSecrets() {
                return true;
            }

            @Override
            public void secret(String label, Bytes clientRandom, Secret secret) {
                log.put(label, secret.<Bytes>use(Bytes::of));
            }

            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                outer = (ClientHello) message;
            }
        };
        Tls.client(it -> it.ech(new EchConfigList(List.of(key.config())))).observing(() -> watching)
            .open("server.example").close();
    }

    private Optional<ClientHello> opened() {
        KeyRing ring =
            (label, random) -> random.equals(outer.random()) ? Optional.ofNullable(log.get(label)) : Optional.empty();
        return RecordedEch.open(crypto, ring, outer);
    }

    @Test
    void opensWithBothLines() {
        assertThat(ServerName.host(outer.extensions())).contains("public.example");
        assertThat(opened().flatMap(it -> ServerName.host(it.extensions()))).contains("server.example");
    }

    @Test
    void staysClosedWithoutEither() {
        for (var label : List.of("ECH_SECRET", "ECH_CONFIG")) {
            var line = log.remove(label);
            assertThat(opened()).as("without %s", label).isEmpty();
            log.put(label, line);
        }
    }

    @Test
    void staysClosedWithLinesOfSomethingElse() {
        for (var label : List.of("ECH_SECRET", "ECH_CONFIG")) {
            var line = log.get(label);
            for (var other : List.of(Bytes.EMPTY, crypto.random(line.length()), line.slice(0, line.length() - 1),
                Bytes.ofHex("fe0c000100"))) {
                log.put(label, other);
                assertThat(opened()).as("%s is %s", label, other.hex()).isEmpty();
            }
            log.put(label, line);
        }
        outer = outer.sessionId(Bytes.EMPTY);
        assertThat(opened()).as("another hello").isEmpty();
    }

    @Test
    void thereIsNothingInWhatOnlyPretends() {
        Tls.client(it -> {}).observing(() -> new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                outer = (ClientHello) message;
            }
        }).open("server.example").close();
        assertThat(opened()).isEmpty();
    }
}
