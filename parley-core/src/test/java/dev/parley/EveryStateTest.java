package dev.parley;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.carrier.Visitor;
import dev.parley.client12.Client12;
import dev.parley.client13.Client13;
import dev.parley.config.ClientAuth;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.handshake.Output;
import dev.parley.handshake.Request;
import dev.parley.handshake.State;
import dev.parley.hello.WaitClientHello;
import dev.parley.hello.WaitServerHello;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Heard;
import dev.parley.message.HelloRetryRequest;
import dev.parley.server12.Server12;
import dev.parley.server13.Server13;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every state refuses every message that it does not wait for. Real handshakes of all kinds are gone through; in each
 * state that comes up, every other message is said first. That they complete all the same shows that a refusal changes
 * nothing.
 */
@ExtendWith(NoSecretIsLeft.class)
class EveryStateTest {
    private static final class Refusals implements Visitor {
        final Map<Class<?>, Set<Class<? extends Heard>>> legal = new HashMap<>();
        final Set<String> heard = new HashSet<>();

        @Override
        public void comesTo(State state, Output output) {
            legal.computeIfAbsent(state.getClass(), _ -> new HashSet<>()).addAll(state.legal());
            for (var message : Messages.ALL)
                if (!state.legal().contains(message.getClass())) refuses(state, message, output);
        }

        @Override
        public void sees(State state, Heard message) {
            assertThat(state.legal()).as("what %s waits for", state.name()).contains(message.getClass());
            heard.add(said(state.getClass(), message.getClass()));
        }
    }

    private static String said(Class<?> state, Class<?> message) {
        var family = state.getPackageName().replaceAll(".*\\.", "");
        return family + "." + state.getSimpleName() + " hears " + message.getSimpleName();
    }

    private static void refuses(State state, Heard message, Output output) {
        var failure = catchThrowableOfType(HandshakeFailure.class, () -> state.on(message, output));
        assertThat(failure).as(said(state.getClass(), message.getClass())).isNotNull();
        assertThat(failure.reason()).as(said(state.getClass(), message.getClass()))
            .isEqualTo(refusal(state, message));
    }

    private static Reason refusal(State state, Heard message) {
        if (state instanceof WaitServerHello && message instanceof HelloRetryRequest) return Reason.SECOND_RETRY;
        if (state instanceof Server12 && state.isConnected() && message instanceof ClientHello)
            return Reason.RENEGOTIATION_REFUSED;
        return Reason.UNEXPECTED_MESSAGE_IN_STATE;
    }

    static Map<Class<?>, Set<Class<? extends Heard>>> legal() {
        return goThroughAll().legal;
    }

    private static Refusals goThroughAll() {
        var visitor = new Refusals();
        for (var kind : Sides.Kind.values()) {
            visit(kind.client(), kind.server(), false, visitor);
            visit(kind.server(), kind.client(), false, visitor);
            continued(kind, visitor);
            afterwards(kind, visitor);
            stapled(kind, visitor);
        }
        hinting(visitor);
        return visitor;
    }

    /** With sessions, early data, and a client that is asked for a certificate and has none. */
    private static void continued(Sides.Kind kind, Visitor visitor) {
        for (var asked : List.of(ClientAuth.NONE, ClientAuth.WANT)) {
            var sessions = ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).earlyData(1000);
            var server = kind.server(it -> it.clientAuth(asked).sessions(sessions));
            for (boolean clientIsHonest : List.of(true, false)) {
                var client = kind.client(it -> it.sessions(ClientSessions.inMemory(1 << 20, 4)).credentials());
                for (boolean again : List.of(false, true))
                    if (clientIsHonest) visit(client, server, again, visitor);
                    else visit(server, client, false, visitor);
            }
        }
    }

    /** The server asks who the client is when all is done; either of them is the honest one. RFC 9846 section 4.7.2. */
    private static void afterwards(Sides.Kind kind, Visitor visitor) {
        if (!kind.is13()) return;
        var client = kind.client(it -> it.credentials(Sides.CLIENT).postHandshakeAuth(true));
        for (boolean clientIsHonest : List.of(true, false)) {
            var honest = clientIsHonest ? client : kind.server();
            var rogue = clientIsHonest ? kind.server() : client;
            try (var duel = Duel.visited(honest, rogue, false, visitor)) {
                if (clientIsHonest) duel.rogue.request(new Request.Certificate(true));
                else duel.honest.requestCertificate(true);
                duel.settle();
                assertThat(duel.failure()).isEmpty();
            }
        }
    }

    /** The server says which key it means. RFC 4279 section 2. */
    private static void hinting(Visitor visitor) {
        visit(Sides.Kind.TLS12_PSK.server(it -> it.pskHint("the seventh")), Sides.Kind.TLS12_PSK.client(), false,
            visitor);
    }

    /** The server staples the status of its certificates. RFC 6066 section 8. */
    private static void stapled(Sides.Kind kind, Visitor visitor) {
        visit(kind.server(it -> it.credentials(Sides.stapled(Sides.EC), Sides.stapled(Sides.RSA))),
            kind.client(it -> it.statusRequest(true)), false, visitor);
    }

    private static void visit(Tls honest, Tls rogue, boolean early, Visitor visitor) {
        try (var duel = Duel.visited(honest, rogue, early, visitor)) {
            assertThat(duel.failure()).isEmpty();
            assertThat(duel.honest.isConnected() && duel.rogue.isConnected()).isTrue();
            if (!honest.config().versions().contains(ProtocolVersion.TLS_1_3)) return;
            duel.honest.updateKeys(true);
            duel.settle();
            assertThat(duel.failure()).isEmpty();
        }
    }

    @Test
    void messagesAreAllThereAre() {
        assertThat(Messages.ALL.stream().map(Object::getClass).map(Class::getName))
            .containsExactlyInAnyOrderElementsOf(Messages.cases(Heard.class).map(Class::getName).toList());
    }

    @Test
    void everyStateRefusesEveryOtherMessage() {
        var visitor = goThroughAll();
        var states = Stream.concat(
            Stream.of(Client13.class, Server13.class, Client12.class, Server12.class).flatMap(Messages::cases),
            Stream.of(WaitClientHello.class, WaitServerHello.class)).collect(toSet());
        assertThat(visitor.legal.keySet()).as("states gone through").isEqualTo(states);

        var never = new HashSet<String>();
        visitor.legal.forEach((state, messages) -> messages.forEach(it -> never.add(said(state, it))));
        never.removeAll(visitor.heard);
        assertThat(never).as("legal, but not part of these handshakes").containsExactlyInAnyOrder(
            "client12.Connected hears HelloRequest"); // a Parley server never sends it
    }
}
