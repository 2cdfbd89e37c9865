package dev.parley.credential;

import static dev.parley.failure.Reason.CERTIFICATE_IS_EXPIRED;
import static dev.parley.failure.Reason.WRONG_CERTIFICATE_USAGE;
import static dev.parley.failure.Reason.WRONG_HOST_NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.lab.Spec.Purpose;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chain that was found good is not judged again, but only for the very same question and only while it counts. */
class KnownChainsTest {
    private static final String HOST = "www.example.org";
    private static final Instant NOW = Instant.now();

    private static final Spec SHORT =
        Spec.server(HOST).purposes(Purpose.SERVER).valid(Duration.ofDays(-1), Duration.ofMinutes(30));

    private final PkixTrust trust = Trust.of(List.of(Lab.ROOT.certificate()));
    private final List<Bytes> chain =
        Lab.encoded(Lab.ROOT.issue(SHORT));

    private VerifiedChain check(Duration later) {
        return trust.check(PeerChain.ofServer(chain, HOST, NOW.plus(later)));
    }

    private void refuses(Reason reason, PeerChain asked) {
        var failure = catchThrowableOfType(HandshakeFailure.class, () -> trust.check(asked));
        assertThat(failure).as(reason.name()).isNotNull();
        assertThat(failure.reason()).isEqualTo(reason);
    }

    @Test
    void theSameQuestionIsAnsweredFromMemoryAndSaysSo() {
        var first = check(Duration.ZERO);
        var second = check(Duration.ofMinutes(10));
        assertThat(isRemembered(first)).isFalse();
        assertThat(isRemembered(second)).isTrue();
        assertThat(second.path()).isEqualTo(first.path());
        assertThat(second.checks()).extracting(VerifiedChain.Check::what)
            .isEqualTo(first.checks().stream().map(VerifiedChain.Check::what).toList());
    }

    private static boolean isRemembered(VerifiedChain chain) {
        return chain.checks().stream().anyMatch(check -> check.what().equals("dates")
            && check.result().contains("everything else was found good on"));
    }

    @Test
    void expiresAllTheSame() {
        check(Duration.ZERO);
        refuses(CERTIFICATE_IS_EXPIRED, PeerChain.ofServer(chain, HOST, NOW.plus(Duration.ofMinutes(31))));
    }

    @Test
    void countsForAnHourInEitherDirectionOfTheClock() {
        var lasting = Lab.encoded(Lab.ROOT.issue(Spec.server(HOST)));
        for (int minutes : new int[]{0, 61, 0})
            assertThat(
                isRemembered(trust.check(PeerChain.ofServer(lasting, HOST, NOW.plus(Duration.ofMinutes(minutes))))))
                .as("after %d minutes", minutes).isFalse();
        assertThat(isRemembered(trust.check(PeerChain.ofServer(lasting, HOST, NOW.plus(Duration.ofMinutes(59))))))
            .isTrue();
        assertThat(isRemembered(trust.check(PeerChain.ofServer(lasting, HOST, NOW.minus(Duration.ofMinutes(59))))))
            .isTrue();
    }

    @Test
    void otherQuestionsAreJudgedForThemselves() {
        check(Duration.ZERO);
        refuses(WRONG_HOST_NAME, PeerChain.ofServer(chain, "www.example.com", NOW));
        refuses(WRONG_CERTIFICATE_USAGE, PeerChain.ofClient(chain, NOW));
        var altered = chain.getFirst().toArray();
        altered[altered.length - 1] ^= 1;
        assertThat(catchThrowableOfType(HandshakeFailure.class,
            () -> trust.check(PeerChain.ofServer(List.of(Bytes.own(altered)), HOST, NOW)))).isNotNull();
        assertThat(catchThrowableOfType(HandshakeFailure.class,
            () -> Trust.of(List.of(Lab.authority("Other", KeyKind.P256).certificate()))
                .check(PeerChain.ofServer(chain, HOST, NOW))))
            .as("another trust").isNotNull();
    }

    @Test
    void aStapledStatusIsAlwaysJudged() {
        check(Duration.ZERO);
        var stapled = PeerChain.ofServer(chain, HOST, NOW).status(Optional.of(Bytes.ofHex("3000")));
        assertThat(catchThrowableOfType(HandshakeFailure.class, () -> trust.check(stapled))).as("a broken status")
            .isNotNull();
    }

    @Test
    void failuresAreNotRemembered() {
        refuses(WRONG_HOST_NAME, PeerChain.ofServer(chain, "www.example.com", NOW));
        refuses(WRONG_HOST_NAME, PeerChain.ofServer(chain, "www.example.com", NOW));
        check(Duration.ZERO);
    }

    @Test
    void memoryIsBounded() {
        var remembered = new Remembered<Integer, String>(10);
        for (int i = 0; i < 1000; i++) remembered.put(i, "answer");
        assertThat(remembered.size()).isEqualTo(10);
        assertThat(remembered.get(999)).isEqualTo("answer");
    }
}
