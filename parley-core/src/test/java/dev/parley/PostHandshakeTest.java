package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.carrier.Tamper;
import dev.parley.config.TlsSettings;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.handshake.Request;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server may ask who the client is once the handshake is complete, if the client has offered that. RFC 9846 section 4.7.2. */
class PostHandshakeTest extends SessionLab {
    private Tls client(Consumer<TlsSettings> more) {
        return client(ProtocolVersion.TLS_1_3, it -> more.accept(it.credentials(CLIENT).postHandshakeAuth(true)));
    }

    private Tls server() {
        return server(ProtocolVersion.TLS_1_3, it -> {});
    }

    @Test
    void clientShowsItsCertificateWhenAskedAndDataGoesOn() {
        try (var pair = Pair.of(client(it -> {}), server())) {
            pair.exchange();
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEmpty();
            pair.server.requestCertificate(true);
            pair.settle();
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(CLIENT.chain());
            assertThat(pair.server.facts().orElseThrow().clientScheme()).isPresent();
            assertThat(pair.server.facts().orElseThrow().peerPath()).hasSize(2);
            assertThat(pair.client.facts().orElseThrow().localChain()).isEqualTo(CLIENT.chain());
            pair.exchange();
        }
    }

    /** The proof is made with the keys of the moment, and with the handshake as it was. */
    @Test
    void askingWorksAfterKeyUpdatesTicketsAndOtherQuestions() {
        try (var pair = Pair.of(client(it -> {}), server())) {
            for (int i = 0; i < 3; i++) {
                pair.server.requestCertificate(true);
                pair.server.requestCertificate(false);
                pair.server.updateKeys(true);
                pair.settle();
                assertThat(pair.server.facts().orElseThrow().peerChain()).isEqualTo(CLIENT.chain());
                pair.client.updateKeys(true);
                pair.settle();
                pair.exchange();
            }
        }
    }

    /** The answer may take long, each message in a record of its own; keys change meanwhile if the server wants that. */
    @Test
    void otherWishesNeedNotWaitForTheAnswer() {
        var meanwhile = new TreeSet<String>();
        try (var duel = Duel.connected(server(), client(it -> {}))) {
            var server = duel.honest;
            server.requestCertificate(true);
            var net = ByteBuffer.allocate(1 << 12);
            server.drain(net);
            duel.rogue.feed(net.flip());
            var records = ByteBuffer.wrap(duel.rogue.drain().toArray());
            while (records.hasRemaining()) {
                int end = records.position() + 5 + records.getShort(records.position() + 3);
                server.feed(records.limit(end), ByteBuffer.allocate(1 << 14));
                records.limit(records.capacity());
                if (meanwhile.add(server.state())) server.updateKeys(false);
                server.task().ifPresent(Runnable::run);
                if (meanwhile.add(server.state())) server.updateKeys(false);
            }
            assertThat(meanwhile).contains("PostCertificate", "PostFinished");
            assertThat(server.facts().orElseThrow().peerChain()).isEqualTo(CLIENT.chain());
            duel.settle();
            assertThat(duel.failure()).isEmpty();
        }
    }

    @Test
    void clientWithoutACertificateSaysSoAndMayStay() {
        try (var pair = Pair.of(client(it -> it.credentials()), server())) {
            pair.server.requestCertificate(false);
            pair.settle();
            assertThat(pair.server.facts().orElseThrow().peerChain()).isEmpty();
            pair.exchange();
            pair.server.requestCertificate(true);
            var failure = catchThrowableOfType(HandshakeFailure.class, pair::settle);
            assertThat(failure.reason()).isEqualTo(Reason.CLIENT_CERTIFICATE_REQUIRED);
        }
    }

    @Test
    void certificateOfAStrangerEndsTheConnection() {
        var stranger = LabAuthority.create(KeyKind.P256).issue(Spec.client("stranger"));
        var own = dev.parley.credential.Credential.of(stranger.chain(), stranger.key());
        try (var pair = Pair.of(client(it -> it.credentials(own)), server())) {
            pair.server.requestCertificate(false);
            var failure = catchThrowableOfType(HandshakeFailure.class, pair::settle);
            assertThat(failure.reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
        }
    }

    @Test
    void whoHasNotOfferedItIsNotAsked() {
        try (var pair = Pair.of(client(it -> it.postHandshakeAuth(false)), server())) {
            assertThatThrownBy(() -> pair.server.requestCertificate(false)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> pair.client.requestCertificate(false)).isInstanceOf(IllegalStateException.class);
            pair.exchange();
        }
        var old = client(ProtocolVersion.TLS_1_2, it -> it.postHandshakeAuth(true));
        try (var pair = Pair.of(old, server(ProtocolVersion.TLS_1_2, it -> {}))) {
            assertThatThrownBy(() -> pair.server.requestCertificate(false)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void questionsWithoutEndAreANuisance() {
        try (var pair = Pair.of(client(it -> {}), server())) {
            for (int i = 0; i < 10; i++) pair.server.requestCertificate(false);
            var failure = catchThrowableOfType(HandshakeFailure.class, pair::settle);
            assertThat(failure.reason()).isEqualTo(Reason.TOO_MANY_WARNINGS);
        }
    }

    private static final class Lying {
        private Lying() {}

        static Tamper in(String what) {
            return switch (what) {
                case "verify" -> Tamper.message(CertificateVerify.class,
                    it -> new CertificateVerify(it.algorithm(), flipped(it.signature())));
                case "finished" -> Tamper.message(Finished.class, it -> new Finished(flipped(it.verifyData())));
                case "context" -> Tamper.message(Certificate13.class,
                    it -> new Certificate13(Bytes.ofText("other"), it.certificateList()));
                default -> throw new IllegalArgumentException(what);
            };
        }

        private static Bytes flipped(Bytes bytes) {
            var flipped = bytes.toArray();
            flipped[flipped.length - 1] ^= 1;
            return Bytes.own(flipped);
        }
    }

    private static boolean isAfterwards(Handshake message) {
        return message instanceof CertificateRequest13 request && !request.certificateRequestContext().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "finished", "context"})
    void answerThatIsWrongIsRefused(String what) {
        var honest = Sides.Kind.TLS13.server();
        var rogue = Sides.Kind.TLS13.client(it -> it.credentials(Sides.CLIENT).postHandshakeAuth(true));
        var lie = Lying.in(what);
        var complete = new boolean[1];
        try (var duel = Duel.of(honest, rogue, sent -> complete[0] ? lie.instead(sent) : java.util.List.of(sent))) {
            duel.settle();
            complete[0] = true;
            duel.honest.requestCertificate(true);
            duel.settle();
            assertThat(duel.failure().orElseThrow().reason()).isEqualTo(switch (what) {
                case "verify" -> Reason.BAD_SIGNATURE;
                case "finished" -> Reason.BAD_FINISHED;
                default -> Reason.FORBIDDEN_VALUE;
            });
        }
    }

    @Test
    void requestWithoutAContextIsRefused() {
        var honest = Sides.Kind.TLS13.client(it -> it.credentials(Sides.CLIENT).postHandshakeAuth(true));
        try (var duel = Duel.of(honest, Sides.Kind.TLS13.server(), Tamper.message(CertificateRequest13.class,
            it -> isAfterwards(it) ? new CertificateRequest13(Bytes.EMPTY, it.extensions()) : it))) {
            duel.settle();
            duel.rogue.request(new Request.Certificate(true));
            duel.settle();
            assertThat(duel.failure().orElseThrow().reason()).isEqualTo(Reason.FORBIDDEN_VALUE);
        }
    }
}
