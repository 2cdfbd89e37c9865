package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** A server that wants to know its client only later asks by beginning another handshake. RFC 9846 section 4.7.2. */
class PostHandshakeTest {
    private static EnginePair pair(boolean offers, boolean hasOwn) throws SSLException {
        var pair = new EnginePair(
            Lab.context(Lab.PARLEY, hasOwn ? Lab.CLIENT : null).createSSLEngine("server.example", 443),
            Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine());
        pair.client.setSSLParameters(new ParleyParameters().postHandshakeAuth(offers));
        pair.shakeHands();
        tickets(pair);
        pair.told.clear();
        assertThatThrownBy(() -> pair.server.getSession().getPeerCertificates())
            .isInstanceOf(SSLPeerUnverifiedException.class);
        return pair;
    }

    /** What the server said behind the handshake, the client reads with the first data. */
    private static void tickets(EnginePair pair) throws SSLException {
        assertThat(EnginePair.carry(pair.server, pair.toClient, pair.client, "hello")).isEqualTo("hello");
    }

    private static void askAgain(EnginePair pair) throws SSLException {
        pair.server.beginHandshake();
        assertThat(pair.server.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        for (int i = 0; i < 30 && pair.server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING; i++) {
            pair.stepOnce();
            if (pair.toClient.position() > 0) EnginePair.carry(pair.server, pair.toClient, pair.client, "");
        }
    }

    @Test
    void clientIsAskedOnceTheHandshakeIsComplete() throws Exception {
        var pair = pair(true, true);
        pair.server.setNeedClientAuth(true);
        askAgain(pair);
        assertThat(pair.told).containsExactly("server");
        assertThat(((X509Certificate) pair.server.getSession().getPeerCertificates()[0]).getSubjectX500Principal()
            .getName()).isEqualTo("CN=client");
        assertThat(pair.client.getSession().getLocalCertificates()).hasSize(1);
        assertThat(EnginePair.carry(pair.client, pair.toServer, pair.server, "known")).isEqualTo("known");
        assertThat(EnginePair.carry(pair.server, pair.toClient, pair.client, "well")).isEqualTo("well");
    }

    @Test
    void dataOnTheWayIsNotLost() throws Exception {
        var pair = pair(true, true);
        pair.server.setWantClientAuth(true);
        pair.server.beginHandshake();
        assertThat(EnginePair.carry(pair.client, pair.toServer, pair.server, "meanwhile")).isEqualTo("meanwhile");
        assertThat(pair.server.getHandshakeStatus()).isEqualTo(HandshakeStatus.NEED_WRAP);
        askAgain(pair);
        assertThat(pair.server.getSession().getPeerCertificates()).hasSize(1);
    }

    @Test
    void whoShowsNothingIsRefusedIfThatIsNeeded() throws Exception {
        var wanting = pair(true, false);
        wanting.server.setWantClientAuth(true);
        askAgain(wanting);
        assertThat(wanting.told).containsExactly("server");
        assertThatThrownBy(() -> wanting.server.getSession().getPeerCertificates())
            .isInstanceOf(SSLPeerUnverifiedException.class);
        var needing = pair(true, false);
        needing.server.setNeedClientAuth(true);
        assertThatThrownBy(() -> askAgain(needing)).isInstanceOf(SSLException.class)
            .hasMessageContaining("CLIENT_CERTIFICATE_REQUIRED");
    }

    /** Nobody may be asked who has not offered it: the server goes on without. */
    @Test
    void clientThatDoesNotOfferItIsNotAsked() throws Exception {
        var pair = pair(false, true);
        pair.server.setNeedClientAuth(true);
        askAgain(pair);
        assertThat(pair.told).containsExactly("server");
        assertThatThrownBy(() -> pair.server.getSession().getPeerCertificates())
            .isInstanceOf(SSLPeerUnverifiedException.class);
        assertThat(EnginePair.carry(pair.client, pair.toServer, pair.server, "still here")).isEqualTo("still here");
    }

    @Test
    void isOffUnlessAPropertyTurnsItOn() {
        var engine = Lab.context(Lab.PARLEY, Lab.CLIENT).createSSLEngine();
        assertThat(((ParleyParameters) engine.getSSLParameters()).postHandshakeAuth()).contains(false);
        System.setProperty("dev.parley.jsse.postHandshakeAuth", "true");
        try {
            var other = Lab.context(Lab.PARLEY, Lab.CLIENT).createSSLEngine();
            assertThat(((ParleyParameters) other.getSSLParameters()).postHandshakeAuth()).contains(true);
        } finally {
            System.clearProperty("dev.parley.jsse.postHandshakeAuth");
        }
    }
}
