package dev.parley.crypto.jca;

import dev.parley.crypto.Secret;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Two groups side by side: the shares are joined, and so are the secrets, so that an attacker has to break both. RFC
 * 10024.
 *
 * <p>Which comes first differs: NIST wants the first secret to come from a scheme that it has approved, which X25519 is
 * not. So in X25519MLKEM768, against its name, ML-KEM is first.
 */
record Hybrid(NamedGroup group, JcaGroup first, JcaGroup second) implements JcaGroup {
    static Hybrid x25519MlKem768(Providers providers, SecureRandom random) {
        return new Hybrid(NamedGroup.X25519MLKEM768, MlKem.mlKem768(random),
            MontgomeryCurve.x25519(providers, random));
    }

    static Hybrid of(NamedGroup group, NistCurve curve, MlKem kem) {
        return new Hybrid(group, curve, kem);
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public int offerLength() {
        return first.offerLength() + second.offerLength();
    }

    @Override
    public int answerLength() {
        return first.answerLength() + second.answerLength();
    }

    @Override
    public Offer offer() {
        return new Both(this, first.offer(), second.offer());
    }

    @Override
    public Answer answer(Bytes share) {
        ofLength(offerLength(), share);
        var one = first.answer(share.slice(0, first.offerLength()));
        try (var oneSecret = one.secret()) {
            var two = second.answer(share.from(first.offerLength()));
            return new Answer(Bytes.join(one.share(), two.share()), joined(oneSecret, two.secret()));
        }
    }

    /** Closes both. */
    private static Secret joined(Secret first, Secret second) {
        try (first; second) {
            return first.use(one -> second.use(two -> {
                var both = Arrays.copyOf(one, one.length + two.length);
                System.arraycopy(two, 0, both, one.length, two.length);
                return Secret.of(both);
            }));
        }
    }

    private record Both(Hybrid group, Offer first, Offer second) implements Offer {
        @Override
        public Bytes share() {
            return Bytes.join(first.share(), second.share());
        }

        @Override
        public Secret finish(Bytes answer) {
            try (this) {
                group.ofLength(group.answerLength(), answer);
                int middle = group.first.answerLength();
                try (var one = first.finish(answer.slice(0, middle))) {
                    return joined(one, second.finish(answer.from(middle)));
                }
            }
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
