package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_PSK;
import static dev.parley.Sides.Kind.TLS13;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.TlsSettings;
import dev.parley.extension.Alpn;
import dev.parley.extension.EarlyData;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.message.ClientHello;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.ServerHello;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.Consumer;

/** Provocations by keys shared beforehand, continued sessions and early data. */
final class BadSessions {
    private BadSessions() {}

    private static Consumer<TlsSettings> key(int last) {
        var key = new byte[32];
        key[31] = (byte) last;
        return it -> it.externalPsks(ExternalPsk.of("who", key));
    }

    static HandshakeFailure anotherKeyOfTheSameName() {
        return Duel.of(TLS13.server(key(1)), TLS13.client(key(2)), Tamper.NOT).lost();
    }

    static HandshakeFailure keyTheServerWasNotGiven() {
        return Duel.of(TLS12_PSK.server(it -> it.externalPsks(ExternalPsk.of("lamp 8", new byte[32]))),
            TLS12_PSK.client(), Tamper.NOT).lost();
    }

    static HandshakeFailure moreBindersThanIdentities() {
        return Duel.of(TLS13.server(key(1)), TLS13.client(key(1)), Tamper.message(ClientHello.class, it -> {
            var offered = it.extensions().offered(PreSharedKey.IT).orElseThrow();
            var binder = offered.binders().getFirst();
            return BadHellos.with(it, it.extensions().without(PreSharedKey.IT).with(PreSharedKey.IT,
                Place.CLIENT_HELLO, new PreSharedKey.Offered(offered.identities(), List.of(binder, binder))));
        })).lost();
    }

    static HandshakeFailure keyNobodyOffered() {
        return Duel.of(TLS13.client(key(1)), TLS13.server(key(1)), Tamper.message(ServerHello.class,
            it -> BadHellos.with(it, it.extensions().without(PreSharedKey.IT).with(PreSharedKey.IT,
                Place.SERVER_HELLO_13, 1))))
            .lost();
    }

    private static Consumer<TlsSettings> remembering() {
        return it -> it.sessions(ServerSessions.standard(Cryptography.jdk(), java.time.InstantSource.system())
            .earlyData(1000)).protocols("h2");
    }

    /** A server that continues a session, and lies while it does. */
    private static HandshakeFailure continued(Sides.Kind kind, Consumer<TlsSettings> more, Tamper tamper) {
        var server = kind.server(remembering().andThen(more));
        var client = kind.client(it -> more.accept(it.sessions(ClientSessions.inMemory(1 << 20, 4)).protocols("h2")));
        Pair.of(client, server).close();
        return Duel.early(client, server, tamper).lost();
    }

    static HandshakeFailure sessionContinuedWithAnotherSuite() {
        return continued(TLS12_ECDHE, it -> it.suites(CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256,
            CipherSuite.ECDHE_ECDSA_AES_256_GCM_SHA384),
            Tamper.message(ServerHello.class, it -> new ServerHello(it.legacyVersion(), it.random(),
                it.legacySessionIdEcho(), CipherSuite.ECDHE_ECDSA_AES_256_GCM_SHA384, 0, it.extensions())));
    }

    static HandshakeFailure sessionContinuedWithoutExtendedMainSecret() {
        return continued(TLS12_ECDHE, _ -> {}, Tamper.message(ServerHello.class,
            it -> BadHellos.with(it, it.extensions().without(ExtendedMainSecret.IT))));
    }

    static HandshakeFailure earlyDataUnderAnotherProtocol() {
        return continued(TLS13, _ -> {}, Tamper.message(EncryptedExtensions.class,
            it -> new EncryptedExtensions(it.extensions().without(Alpn.IT))));
    }

    /** The server has refused the early data, and it never ends. */
    static HandshakeFailure earlyDataWithoutEnd() {
        var record = new Sent.Wire(Bytes.join(Bytes.ofHex("1703034000"), Bytes.own(new byte[1 << 14])));
        var offer = BadExtensions.offer(EarlyData.IT, true);
        return Duel.of(TLS13.server(), TLS13.client(), sent -> {
            if (sent instanceof Sent.Message(_, ClientHello _, _))
                return List.of(offer.instead(sent).getFirst(), record, record, record, record, record);
            return List.of(sent);
        }).lost();
    }
}
