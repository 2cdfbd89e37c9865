package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Tamper;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.Cookie;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.failure.Reason;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HelloRetryRequest for a group, for a cookie, and for both. RFC 9846 sections 4.2.2 and 4.2.4. */
@ExtendWith(NoSecretIsLeft.class)
class RetryTest {
    private final List<ClientHello> hellos = new ArrayList<>();
    private final Tls client = Tls.client(it -> it.trust(Sides.TRUST).grease(true))
        .observing(() -> new Observer() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                if (message instanceof ClientHello hello) hellos.add(hello);
            }
        });

    @Test
    void forACookieAloneTheHelloStaysAsItWas() {
        retried(Sides.server(it -> it.cookies(true).groups(client.config().groups())));
        assertThat(hellos.getFirst().extensions().offered(KeyShare.IT).orElseThrow().shares())
            .as("GREASE, a hybrid and a classical group").hasSize(3);
        assertThat(hellos.getLast().extensions().has(Cookie.IT)).isTrue();
        var without = hellos.getLast().extensions().without(Cookie.IT);
        assertThat(without).isEqualTo(hellos.getFirst().extensions());
    }

    @Test
    void forAGroupTheHelloHasOneShare() {
        retried(Sides.server(it -> it.groups(NamedGroup.SECP384R1)));
        assertThat(hellos.getLast().extensions().offered(KeyShare.IT).orElseThrow().shares())
            .extracting(KeyShare.Entry::group).containsExactly(NamedGroup.SECP384R1);
        assertThat(hellos.getLast().extensions().has(Cookie.IT)).isFalse();
    }

    @Test
    void forBoth() {
        retried(Sides.server(it -> it.groups(NamedGroup.SECP384R1).cookies(true)));
        assertThat(hellos.getLast().extensions().has(Cookie.IT)).isTrue();
    }

    private void retried(Tls server) {
        try (var pair = Pair.of(client, server)) {
            assertThat(hellos).hasSize(2);
            assertThat(hellos.getLast().random()).isEqualTo(hellos.getFirst().random());
            assertThat(pair.client.facts().orElseThrow().retried()).isTrue();
            assertThat(pair.server.facts().orElseThrow().retried()).isTrue();
            pair.exchange();
        }
    }

    /** A server that asked for a cookie only has computed nothing with the shares, but they must be the same ones. */
    @Test
    void sharesChangedThoughOnlyACookieWasWanted() {
        var count = new int[1];
        var other = new KeyShare.Shares(List.of(new KeyShare.Entry(NamedGroup.SECP256R1, Bytes.of((byte) 4))));
        Tamper second = Tamper.message(ClientHello.class, it -> count[0]++ == 0 ? it
            : BadHellos.with(it, it.extensions().without(KeyShare.IT).with(KeyShare.IT, Place.CLIENT_HELLO, other)));
        var failure = Duel.of(Sides.server(it -> it.cookies(true)),
            Sides.client(it -> it.versions(ProtocolVersion.TLS_1_3)), second).lost();
        assertThat(failure.reason()).isEqualTo(Reason.SECOND_HELLO_CHANGED);
    }
}
