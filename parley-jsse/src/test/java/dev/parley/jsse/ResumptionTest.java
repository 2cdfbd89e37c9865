package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions as JSSE speaks of them: sizes, timeouts, invalidation, and connections that must not begin one. */
class ResumptionTest {
    private static final String TLS_1_3 = "TLSv1.3";
    private static final String TLS_1_2 = "TLSv1.2";
    private final SSLContext clients = Lab.context(Lab.PARLEY, Lab.CLIENT);
    private final SSLContext servers = Lab.context(Lab.PARLEY, Lab.SERVER);

    private EnginePair pair(String version, int port) {
        var pair = new EnginePair(clients.createSSLEngine("server.example", port), servers.createSSLEngine());
        pair.client.setEnabledProtocols(new String[]{version});
        return pair;
    }

    private EnginePair connect(String version, int port) throws SSLException {
        return talk(pair(version, port));
    }

    private static EnginePair talk(EnginePair pair) throws SSLException {
        pair.shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "the tickets come before this");
        assertThat(isResumed(pair.client)).isEqualTo(isResumed(pair.server));
        return pair;
    }

    private static boolean isResumed(javax.net.ssl.SSLEngine engine) {
        return ((ParleySession) engine.getSession()).facts().orElseThrow().resumed();
    }

    private boolean resumes(String version, int port) throws SSLException {
        return isResumed(connect(version, port).client);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void cacheSizeIsTheMostThatIsKept(String version) throws Exception {
        for (int port = 1; port <= 5; port++) assertThat(resumes(version, port)).isFalse();
        for (int port = 1; port <= 5; port++) assertThat(resumes(version, port)).as("port %s", port).isTrue();
        clients.getClientSessionContext().setSessionCacheSize(1);
        assertThat(clients.getClientSessionContext().getSessionCacheSize()).isEqualTo(1);
        assertThat(resumes(version, 1)).as("the smaller cache is a new one").isFalse();
        for (int port = 2; port <= 5; port++) assertThat(resumes(version, port)).isFalse();
        assertThat(resumes(version, 1)).as("others took its place").isFalse();
        assertThat(resumes(version, 1)).as("the last one is kept").isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void invalidatedSessionIsNotContinued(String version) throws Exception {
        connect(version, 1);
        var second = connect(version, 1);
        assertThat(isResumed(second.client)).isTrue();
        second.client.getSession().invalidate();
        assertThat(second.client.getSession().isValid()).isFalse();
        assertThat(resumes(version, 1)).isFalse();
        assertThat(resumes(version, 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void certificatesAndNamesOfTheFirstHandshakeAreThere(String version) throws Exception {
        var first = pair(version, 1);
        first.server.setNeedClientAuth(true);
        talk(first);
        var again = pair(version, 1);
        again.server.setNeedClientAuth(true);
        talk(again);
        assertThat(isResumed(again.client)).isTrue();
        assertThat(again.client.getSession().getPeerCertificates())
            .isEqualTo(first.client.getSession().getPeerCertificates());
        assertThat(again.server.getSession().getLocalCertificates())
            .isEqualTo(first.server.getSession().getLocalCertificates()).isNotNull();
        assertThat(again.client.getSession().getLocalCertificates())
            .isEqualTo(first.client.getSession().getLocalCertificates()).isNotNull();
        assertThat(again.server.getSession().getPeerPrincipal().getName()).isEqualTo("CN=client");
        assertThat(((javax.net.ssl.ExtendedSSLSession) again.server.getSession()).getRequestedServerNames())
            .isEqualTo(((javax.net.ssl.ExtendedSSLSession) first.server.getSession()).getRequestedServerNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void clientThatWantsNoNewSessionGoesOnWithAnOldOneOrFails(String version) throws Exception {
        var without = pair(version, 1);
        without.client.setEnableSessionCreation(false);
        assertThatThrownBy(without::shakeHands).isInstanceOf(SSLException.class);
        connect(version, 1);
        var going = pair(version, 1);
        going.client.setEnableSessionCreation(false);
        assertThat(isResumed(talk(going).client)).isTrue();
        servers.getServerSessionContext().setSessionCacheSize(1); // the server forgets its ticket keys
        var refused = pair(version, 1);
        refused.client.setEnableSessionCreation(false);
        assertThatThrownBy(refused::shakeHands).isInstanceOf(SSLException.class)
            .hasMessageContaining("wants no new one");
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void serverThatWantsNoNewSessionGoesOnWithAnOldOneOrFails(String version) throws Exception {
        var without = pair(version, 1);
        without.server.setEnableSessionCreation(false);
        assertThatThrownBy(without::shakeHands).isInstanceOf(SSLException.class)
            .hasMessageContaining("wants no new one");
        connect(version, 1);
        var going = pair(version, 1);
        going.server.setEnableSessionCreation(false);
        assertThat(isResumed(talk(going).server)).isTrue();
    }

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_3, TLS_1_2})
    void timeoutCountsAlsoWhenItIsSetLater(String version) {
        var store = new SessionStore(Cryptography.standard(), now::get);
        var view = new Resumable(store.client(0), store, new Session(store, "server.example", 1, true));
        view.put("a", session(version, now.get().plus(Duration.ofDays(1))));
        now.set(now.get().plusSeconds(60));
        store.setSessionTimeout(61);
        var taken = view.take("a");
        assertThat(taken).isPresent();
        view.put("a", taken.get());
        store.setSessionTimeout(60);
        assertThat(view.take("a")).isEmpty();
        assertThat(store.getSessionTimeout()).isEqualTo(60);
        assertThat(store.server(0).lifetime()).isEqualTo(Duration.ofSeconds(60));
    }

    /** Renewal must not outlive the certificate by which the peer proved itself. */
    @Test
    void endOfASessionIsKept() {
        var store = new SessionStore(Cryptography.standard(), now::get);
        var view = new Resumable(store.client(0), store, new Session(store, "server.example", 1, true));
        var end = now.get().plusSeconds(5);
        view.put("a", session(TLS_1_3, end));
        assertThat(view.take("a").orElseThrow().until()).isEqualTo(end);
    }

    private dev.parley.session.Session session(String version, Instant until) {
        var is13 = version.equals(TLS_1_3);
        return new dev.parley.session.Session(is13 ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2,
            is13 ? CipherSuite.TLS_AES_128_GCM_SHA256 : CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256,
            Secret.of(new byte[32]), true, false, now.get(), Duration.ofDays(1), Optional.empty(),
            Optional.empty(), List.of(), 0, 0, Bytes.ofLatin1("ticket"), true, until);
    }
}
