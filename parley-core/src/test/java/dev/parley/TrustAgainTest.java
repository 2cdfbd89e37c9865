package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.credential.VerifiedChain;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.observe.NotResumed;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server showed when a session began can be judged anew when it goes on. */
class TrustAgainTest extends SessionLab {
    /** Believes as the authority does, until that is withdrawn. */
    private static final class Withdrawable implements Trust {
        private boolean withdrawn;
        private int asked;

        @Override
        public VerifiedChain check(PeerChain chain) {
            asked++;
            if (withdrawn) throw Reason.CERTIFICATE_REFUSED.because("withdrawn");
            return TRUST.check(chain);
        }
    }

    private final Withdrawable trust = new Withdrawable();

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void aChainIsJudgedOnce(String name) {
        var client = client(version(name), it -> it.trust(trust));
        var server = server(version(name), it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        trust.withdrawn = true;
        handshake(client, server, Optional.empty());
        assertThat(trust.asked).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void aChainIsJudgedAgainWhereTrustWantsIt(String name) {
        var client = client(version(name), it -> it.trust(trust.again()));
        var server = server(version(name), it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        try (var pair = Pair.of(client, server)) {
            var facts = pair.client.facts().orElseThrow();
            assertThat(facts.resumed()).isTrue();
            assertThat(facts.peerPath()).isNotEmpty();
            assertThat(trust.asked).isEqualTo(2);
            pair.exchange();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void trustThatIsWithdrawnEndsASession(String name) {
        var client = client(version(name), it -> it.trust(trust.again().withoutHostName()));
        var server = server(version(name), it -> {});
        handshake(client, server, Optional.of(NotResumed.NOT_OFFERED));
        trust.withdrawn = true;
        try (var pair = Pair.begin(client, server)) {
            assertThatThrownBy(pair::settle).isInstanceOfSatisfying(HandshakeFailure.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.CERTIFICATE_REFUSED));
            assertThat(pair.server.isConnected()).isFalse();
        }
    }
}
