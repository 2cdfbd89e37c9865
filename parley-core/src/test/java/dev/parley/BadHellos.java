package dev.parley;

import static dev.parley.BadRecords.client;
import static dev.parley.BadRecords.server;
import static dev.parley.Sides.Kind.TLS12_DHE;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_RETRY;
import static dev.parley.id.ProtocolVersion.TLS_1_1;
import static dev.parley.id.ProtocolVersion.TLS_1_2;
import static dev.parley.id.ProtocolVersion.TLS_1_3;

import dev.parley.carrier.Tamper;
import dev.parley.extension.Cookie;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;

/** Provocations by what hellos and key exchanges say. */
final class BadHellos {
    private BadHellos() {}

    /** Nobody lies; they just do not fit. */
    static HandshakeFailure unfit(Tls honest, Tls other) {
        return Duel.of(honest, other, Tamper.NOT).lost();
    }

    private static Tamper hello(UnaryOperator<ServerHello> change) {
        return Tamper.message(ServerHello.class, change);
    }

    private static Tamper retry(UnaryOperator<HelloRetryRequest> change) {
        return Tamper.message(HelloRetryRequest.class, change);
    }

    static ServerHello with(ServerHello it, ExtensionBlock extensions) {
        return new ServerHello(it.legacyVersion(), it.random(), it.legacySessionIdEcho(), it.cipherSuite(),
            it.legacyCompressionMethod(), extensions);
    }

    private static ServerHello version(ServerHello it, ProtocolVersion version) {
        return with(it, it.extensions().without(SupportedVersions.IT)
            .with(SupportedVersions.IT, Place.SERVER_HELLO_13, version));
    }

    private static ServerHello legacyVersion(ServerHello it, ProtocolVersion version) {
        return new ServerHello(version, it.random(), it.legacySessionIdEcho(), it.cipherSuite(),
            it.legacyCompressionMethod(), it.extensions());
    }

    private static ServerHello suite(ServerHello it, CipherSuite suite) {
        return new ServerHello(it.legacyVersion(), it.random(), it.legacySessionIdEcho(), suite,
            it.legacyCompressionMethod(), it.extensions());
    }

    static ClientHello with(ClientHello it, ExtensionBlock extensions) {
        return new ClientHello(it.legacyVersion(), it.random(), it.legacySessionId(), it.cipherSuites(),
            it.legacyCompressionMethods(), extensions);
    }

    /** Changes what the second hello says, not the first. */
    private static Tamper second(UnaryOperator<ClientHello> change) {
        var seen = new int[1];
        return Tamper.message(ClientHello.class, it -> seen[0]++ == 0 ? it : change.apply(it));
    }

    static HandshakeFailure noVersionInCommon() {
        return unfit(Sides.server(it -> it.versions(TLS_1_3)), Sides.client(it -> it.versions(TLS_1_2)));
    }

    static HandshakeFailure versionOfTheFuture() {
        return client(TLS13, hello(it -> version(it, new ProtocolVersion(0x0305))));
    }

    static HandshakeFailure versionOfThePast() {
        return client(TLS12_ECDHE, hello(it -> legacyVersion(it, TLS_1_1)));
    }

    static HandshakeFailure legacyVersionIsNotTls12() {
        return client(TLS13, hello(it -> legacyVersion(it, TLS_1_1)));
    }

    static HandshakeFailure pushedDown() {
        return Duel.of(Sides.client(_ -> {}), Sides.server(it -> it.versions(TLS_1_2)),
            hello(it -> new ServerHello(TLS_1_2, Bytes.join(it.random().slice(0, 24), Random.DOWNGRADED_TO_12),
                it.legacySessionIdEcho(), it.cipherSuite(), 0, it.extensions())))
            .lost();
    }

    static HandshakeFailure fallbackThoughBothCouldDoBetter() {
        return unfit(Sides.server(_ -> {}), Sides.client(it -> it.versions(TLS_1_2).fallback(true)));
    }

    static HandshakeFailure compressionOffered() {
        return server(TLS13, Tamper.message(ClientHello.class, it -> new ClientHello(it.legacyVersion(), it.random(),
            it.legacySessionId(), it.cipherSuites(), Bytes.ofHex("0100"), it.extensions())));
    }

    static HandshakeFailure noSuiteInCommon() {
        return unfit(Sides.server(it -> it.versions(TLS_1_3).suites(CipherSuite.TLS_AES_128_GCM_SHA256)),
            Sides.client(it -> it.versions(TLS_1_3).suites(CipherSuite.TLS_AES_256_GCM_SHA384)));
    }

    static HandshakeFailure suiteNotOffered() {
        return client(TLS13, hello(it -> suite(it, CipherSuite.TLS_AES_256_GCM_SHA384)));
    }

    static HandshakeFailure suiteChangedAfterRetry() {
        return Duel.of(TLS13_RETRY.client(it -> it.suites(CipherSuite.ALL_13.subList(0, 3))), TLS13_RETRY.server(),
            hello(it -> suite(it, CipherSuite.TLS_AES_128_GCM_SHA256))).lost();
    }

    static HandshakeFailure versionChangedAfterRetry() {
        return client(TLS13_RETRY, hello(it -> with(it, it.extensions().without(SupportedVersions.IT))));
    }

    static HandshakeFailure sessionIdNotEchoed() {
        return client(TLS13, hello(it -> new ServerHello(it.legacyVersion(), it.random(), Bytes.EMPTY,
            it.cipherSuite(), 0, it.extensions())));
    }

    static HandshakeFailure noGroupInCommon() {
        return unfit(Sides.server(it -> it.groups(NamedGroup.SECP384R1)), Sides.client(it -> it.versions(TLS_1_3)));
    }

    static HandshakeFailure groupNotOffered() {
        return client(TLS13, hello(it -> with(it, it.extensions().without(KeyShare.IT).with(KeyShare.IT,
            Place.SERVER_HELLO_13, new KeyShare.Share(new KeyShare.Entry(NamedGroup.X448, Bytes.ofHex("00")))))));
    }

    private static HelloRetryRequest with(HelloRetryRequest it, ExtensionBlock extensions) {
        return new HelloRetryRequest(it.legacyVersion(), it.legacySessionIdEcho(), it.cipherSuite(),
            it.legacyCompressionMethod(), extensions);
    }

    static HandshakeFailure retryThatAsksForNothing() {
        return client(TLS13_RETRY,
            retry(it -> with(it, it.extensions().without(KeyShare.IT).without(Cookie.IT))));
    }

    static HandshakeFailure secondRetry() {
        return client(TLS13_RETRY, Tamper.each(ServerHello.class, sent -> {
            var hello = (ServerHello) sent.message();
            return List.of(sent.with(new HelloRetryRequest(TLS_1_2, hello.legacySessionIdEcho(), hello.cipherSuite(),
                0, ExtensionBlock.EMPTY)));
        }));
    }

    static HandshakeFailure secondHelloOffersOtherSuites() {
        return server(TLS13_RETRY, second(it -> new ClientHello(it.legacyVersion(), it.random(), it.legacySessionId(),
            List.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256),
            it.legacyCompressionMethods(), it.extensions())));
    }

    private static UnaryOperator<ClientHello> shares(KeyShare.Entry... entries) {
        return it -> with(it, it.extensions().without(KeyShare.IT).with(KeyShare.IT, Place.CLIENT_HELLO,
            new KeyShare.Shares(List.of(entries))));
    }

    static HandshakeFailure secondHelloWithoutTheShare() {
        return server(TLS13_RETRY, second(shares()));
    }

    static HandshakeFailure cookieForgotten() {
        return server(TLS13_RETRY, second(it -> with(it, it.extensions().without(Cookie.IT))));
    }

    static HandshakeFailure shareForAGroupThatIsNotListed() {
        return server(TLS13, Tamper.message(ClientHello.class,
            shares(new KeyShare.Entry(NamedGroup.X448, Bytes.ofHex("00")))));
    }

    static HandshakeFailure shareOfTheWrongLength() {
        return server(TLS13, Tamper.message(ClientHello.class,
            shares(new KeyShare.Entry(NamedGroup.X25519, Bytes.ofHex("00")))));
    }

    static HandshakeFailure primeOf1024Bits() {
        return client(TLS12_DHE, Tamper.message(ServerKeyExchange.Dhe.class, it -> new ServerKeyExchange.Dhe(
            new ServerKeyExchange.DhParams(it.dhParams().p().slice(0, 128), it.dhParams().g(),
                it.dhParams().publicValue()),
            it.algorithm(), it.signature())));
    }

    static HandshakeFailure valueOfOne() {
        return server(TLS12_DHE,
            Tamper.message(ClientKeyExchange.class, _ -> new ClientKeyExchange(Bytes.of((byte) 1))));
    }

    static HandshakeFailure noFiniteFieldInCommon() {
        return Duel.of(TLS12_DHE.server(it -> it.groups(NamedGroup.FFDHE3072)),
            TLS12_DHE.client(it -> it.groups(NamedGroup.FFDHE2048).keyShares()), Tamper.NOT).lost();
    }

    static HandshakeFailure curveByItsCoefficients() {
        return client(TLS12_ECDHE, Tamper.message(ServerKeyExchange.Ecdhe.class, it -> new ServerKeyExchange.Ecdhe(
            new ServerKeyExchange.EcdhParams(1, it.ecdhParams().group(), it.ecdhParams().point()), it.algorithm(),
            it.signature())));
    }
}
