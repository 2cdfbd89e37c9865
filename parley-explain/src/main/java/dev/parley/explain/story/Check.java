package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.wire.Bytes;
import java.util.List;

/**
 * Something by which one side judges whether the other, or what crossed the wire, is genuine, done again from the story by
 * the same code that the stack runs. It is done with what the judging side saw, if that tells of itself: what somebody has
 * changed on the way does not hold here either.
 *
 * @param prover whose word is judged
 * @param formula how it is done, in the specification's notation; the names in it are those of the parts
 * @param source where that is specified
 * @param parts what goes in, and what comes out on the way
 */
public record Check(Kind kind, Side prover, String formula, String source, List<Part> parts, Finding finding) {
    public Check {
        parts = List.copyOf(parts);
    }

    /** In the order of a handshake. */
    public enum Kind {
        PSK_BINDER,
        DOWNGRADE_SENTINEL,
        SERVER_KEY_EXCHANGE,
        CERTIFICATE_VERIFY,
        FINISHED
    }

    public enum Verdict {
        HOLDS,
        FAILS,
        /** It cannot be computed from this story. */
        UNKNOWN
    }

    /** What came out. */
    public enum Finding {
        SIGNATURE_FITS(Verdict.HOLDS),
        SIGNATURE_DOES_NOT_FIT(Verdict.FAILS),
        SAME_VALUE(Verdict.HOLDS),
        OTHER_VALUE(Verdict.FAILS),
        /** TLS 1.3 was chosen: there is nothing to warn of. */
        NEWEST_CHOSEN(Verdict.HOLDS),
        NO_SENTINEL(Verdict.HOLDS),
        /** The server could have spoken a newer version, which the client had not offered. */
        NEWER_NOT_OFFERED(Verdict.HOLDS),
        /** The server could have spoken a newer version, and the client had offered it. */
        NEWER_OFFERED(Verdict.FAILS),
        NO_SECRET(Verdict.UNKNOWN),
        NO_EARLIER_KEY(Verdict.UNKNOWN),
        /** The hello around a hidden one only pretends to offer keys. RFC 9849 section 6.1.2. */
        MADE_UP(Verdict.UNKNOWN),
        ENCRYPTED(Verdict.UNKNOWN),
        NO_CERTIFICATE(Verdict.UNKNOWN),
        UNREADABLE_KEY(Verdict.UNKNOWN),
        /** Before TLS 1.2 signatures were over MD5 and SHA-1, which nothing here computes. */
        OLD_SIGNATURE(Verdict.UNKNOWN),
        UNKNOWN_SCHEME(Verdict.UNKNOWN),
        UNKNOWN_SUITE(Verdict.UNKNOWN),
        /** Messages before it are missing. */
        INCOMPLETE(Verdict.UNKNOWN);

        private final Verdict verdict;

        Finding(Verdict verdict) {
            this.verdict = verdict;
        }

        public Verdict verdict() {
            return verdict;
        }
    }

    /**
     * A value in it.
     *
     * @param name as the specification calls it
     * @param formula how it is made of others; empty if it is as the story tells it
     */
    public record Part(String name, String formula, Bytes value) {
        static Part told(String name, Bytes value) {
            return new Part(name, "", value);
        }
    }

    public Verdict verdict() {
        return finding.verdict();
    }

    /** All that a story has, in the order of the messages that carry them. */
    public static List<Check> of(Story story) {
        return Checks.of(story);
    }
}
