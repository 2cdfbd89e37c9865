package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Rfc8448;
import dev.parley.Sides;
import dev.parley.Tls;
import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Trust;
import dev.parley.crypto.jca.FixedCrypto;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Finished;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One side of a trace of RFC 8448, taken by Parley's own states. They hear the other side's records as they stand in the
 * RFC. In the place of what they would say themselves, which differs in what is offered and in the certificate, stand the
 * RFC's messages, but for Finished: that is their own.
 */
final class TraceStates {
    private final List<Rfc8448.Step> steps;
    private final String self;
    private final Deque<Bytes> said = new ArrayDeque<>();
    private final FixedCrypto crypto = new FixedCrypto(1);
    private Bytes finished;

    TraceStates(int section, Side side) {
        this.steps = Rfc8448.trace(section);
        this.self = side == Side.CLIENT ? "client" : "server";
        of(self, "construct a").forEach(step -> said.add(step.values().values().iterator().next()));
        of(self, "create an ephemeral").forEach(step -> crypto.privateKey(
            step.title().contains("x25519") ? NamedGroup.X25519 : NamedGroup.SECP256R1, step.value("private key")));
        if (side == Side.CLIENT && !hello().legacySessionId().isEmpty())
            crypto.random(hello().random()).random(hello().legacySessionId());
        try (var rogue = new Rogue(config(section, side).config(), this::instead, true)) {
            converse(rogue);
            assertThat(rogue.isConnected()).as("connected").isTrue();
        }
    }

    private List<Rfc8448.Step> of(String actor, String title) {
        return steps.stream().filter(it -> it.actor().equals(actor) && it.title().startsWith(title)).toList();
    }

    private ClientHello hello() {
        return (ClientHello) Dialect.HELLO.parse(of("client", "send handshake").getFirst().value("payload"));
    }

    private Tls config(int section, Side side) {
        if (side == Side.CLIENT)
            return Tls.client(it -> both(it).keyShares(NamedGroup.X25519).compatibility(section == 7)
                .credentials(Sides.RSA).recordSizeLimit(1 << 14).grease(false));
        return Tls.server(it -> {
            both(it).credentials(Sides.RSA).clientAuth(section == 6 ? ClientAuth.NEED : ClientAuth.NONE);
            if (section == 5) it.groups(NamedGroup.SECP256R1);
        });
    }

    private TlsSettings both(TlsSettings settings) {
        return settings.crypto(crypto).withoutSessions().versions(ProtocolVersion.TLS_1_3)
            .suites(CipherSuite.TLS_AES_128_GCM_SHA256).groups(NamedGroup.X25519, NamedGroup.SECP256R1)
            .trust(Trust.insecure());
    }

    private List<Sent> instead(Sent sent) {
        if (!(sent instanceof Sent.Message message)) return List.of(sent);
        if (message.message() instanceof Finished) finished = message.bytes();
        return List.of(message.with(said.remove()));
    }

    /** The peer's handshake records, each once this side has said all that comes before it in the RFC. */
    private void converse(Rogue rogue) {
        var heard = new ArrayList<Bytes>();
        for (var step : steps)
            if (!step.actor().equals(self) && (step.title().startsWith("send handshake")
                || step.title().startsWith("send change_cipher_spec"))) heard.add(step.value("complete record"));
        for (var record : heard) {
            rogue.drain();
            rogue.feed(ByteBuffer.wrap(record.toArray()));
        }
    }

    /** What the states made. */
    Bytes finished() {
        return finished;
    }

    Bytes finishedInTrace() {
        return of(self, "construct a Finished").getFirst().value("Finished");
    }
}
