package dev.parley.transparency;

import static dev.parley.failure.Reason.TOO_FEW_LOG_OPERATORS;
import static dev.parley.failure.Reason.TOO_FEW_TIMESTAMPS;

import dev.parley.credential.PeerChain;
import dev.parley.credential.VerifiedChain;
import dev.parley.credential.VerifiedChain.Check;
import dev.parley.crypto.Crypto;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client wants of Certificate Transparency: that a server's certificate stands in public logs, so that one that was
 * issued wrongly comes to light. RFC 6962 section 5.2.
 *
 * <p>Timestamps are taken from the handshake, the certificate and the stapled status. A timestamp of an unknown log, or one
 * that is wrong in any way, does not count and does no harm. Asked of a full handshake only: a session that goes on was
 * judged when it began. A chain without any authority above it (a raw public key, a certificate trusted itself) is judged
 * too, where timestamps come; the policy decides.
 *
 * @param mode does it ask, and does it insist?
 * @param logs whose timestamps count
 * @param timestamps so many must count
 * @param operators of so many different operators
 */
public record Transparency(Mode mode, LogList logs, int timestamps, int operators) {
    /** Nobody asks. */
    public static final Transparency OFF = new Transparency(Mode.OFF, LogList.EMPTY, 0, 0);

    private static final String SOURCE = "RFC 6962 sections 3.2 and 5.2";

    public enum Mode {
        OFF,
        /** Asks, checks, and only tells. */
        REPORT,
        /** Refuses a certificate with too few timestamps. */
        ENFORCE
    }

    public Transparency {
        if (timestamps < 0 || operators > timestamps)
            throw new IllegalArgumentException(
                "%d timestamps cannot be of %d operators".formatted(timestamps, operators));
    }

    /** Tells what comes, and whether two timestamps of two operators are among it, as browsers want. */
    public static Transparency report(LogList logs) {
        return new Transparency(Mode.REPORT, logs, 2, 2);
    }

    /** Insists on two timestamps of two operators. */
    public static Transparency enforce(LogList logs) {
        return new Transparency(Mode.ENFORCE, logs, 2, 2);
    }

    /** The same with other numbers. */
    public Transparency least(int wantedTimestamps, int wantedOperators) {
        return new Transparency(mode, logs, wantedTimestamps, wantedOperators);
    }

    public boolean isOn() {
        return mode != Mode.OFF;
    }

    /**
     * The chain with one check more.
     *
     * @param found the same chain, found good otherwise
     * @throws dev.parley.failure.HandshakeFailure TOO_FEW_TIMESTAMPS or TOO_FEW_LOG_OPERATORS, if it insists
     */
    public VerifiedChain check(Crypto crypto, PeerChain chain, VerifiedChain found) {
        if (!isOn() || chain.side() != PeerChain.Side.SERVER || found.path().isEmpty()) return found;
        var judge = new Verdict.Judge(crypto, logs, found.path(), chain.certificates().getFirst(), chain.now());
        var verdicts = Shown.in(chain, found.path().getFirst()).stream().map(judge::of).toList();
        var checks = new ArrayList<>(found.checks());
        checks.add(new Check("certificate transparency", result(verdicts), SOURCE));
        return new VerifiedChain(found.path(), checks);
    }

    private String result(List<Verdict> verdicts) {
        // One log counts once, however many of its timestamps come.
        var counting = verdicts.stream().filter(Verdict::counts).map(it -> it.log().orElseThrow().id())
            .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> operatorsFound = verdicts.stream().filter(Verdict::counts)
            .map(it -> it.log().orElseThrow().operator()).collect(Collectors.toCollection(LinkedHashSet::new));
        var what = verdicts.isEmpty() ? "no timestamp came"
            : verdicts.stream().map(Verdict::text).collect(Collectors.joining("; "));
        var tooFew = counting.size() < timestamps;
        var tooAlike = operatorsFound.size() < operators;
        if (mode == Mode.ENFORCE && tooFew)
            throw TOO_FEW_TIMESTAMPS.because("%d of %d that are wanted count: %s", counting.size(), timestamps, what);
        if (mode == Mode.ENFORCE && tooAlike)
            throw TOO_FEW_LOG_OPERATORS.because("of %d operators, wanted are %d: %s", operatorsFound.size(), operators,
                what);
        var judgment = tooFew || tooAlike ? "NOT ENOUGH, %d of %d wanted: ".formatted(counting.size(), timestamps)
            : "%d of %d wanted: ".formatted(counting.size(), timestamps);
        return judgment + what;
    }
}
