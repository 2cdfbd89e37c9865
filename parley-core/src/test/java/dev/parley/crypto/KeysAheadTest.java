package dev.parley.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoSecretIsLeft.class)
@Timeout(60)
class KeysAheadTest {
    private static final NamedGroup X25519 = NamedGroup.X25519;

    private final Watched watched = new Watched();

    /** Counts the pairs that are made, and knows which are closed. */
    private static final class Watched extends DelegatingCrypto {
        private final Collection<Group.Offer> made = new ConcurrentLinkedQueue<>();
        private final Map<Group.Offer, Boolean> closed = new ConcurrentHashMap<>();

        Watched() {
            super(Cryptography.jdk());
        }

        @Override
        public Group group(NamedGroup group) {
            var own = super.group(group);
            return new Group() {
                @Override
                public Offer offer() {
                    var offer = new Seen(own.offer());
                    made.add(offer);
                    return offer;
                }

                @Override
                public Answer answer(Bytes share) {
                    return own.answer(share);
                }
            };
        }

        private final class Seen implements Group.Offer {
            private final Group.Offer offer;

            Seen(Group.Offer offer) {
                this.offer = offer;
            }

            @Override
            public Bytes share() {
                return offer.share();
            }

            @Override
            public Secret finish(Bytes answer) {
                return offer.finish(answer);
            }

            @Override
            public void close() {
                closed.put(this, true);
                offer.close();
            }
        }
    }

    private static void awaitFull(KeysAhead ahead, NamedGroup group, int most) {
        while (ahead.waiting(group) < most) Thread.onSpinWait();
    }

    @Test
    void makesAsManyAsAreAllowedAndNoMore() {
        try (var ahead = KeysAhead.of(watched, 5, X25519, NamedGroup.SECP256R1)) {
            awaitFull(ahead, X25519, 5);
            awaitFull(ahead, NamedGroup.SECP256R1, 5);
            for (int i = 0; i < 30; i++) {
                ahead.group(X25519).offer().close();
                assertThat(ahead.waiting(X25519)).isLessThanOrEqualTo(5);
            }
            awaitFull(ahead, X25519, 3);
            assertThat(watched.made.size()).isLessThanOrEqualTo(5 + 30 + 5 + 5);
            assertThat(ahead.waiting(NamedGroup.SECP384R1)).isZero();
        }
    }

    /** Whatever waits, whoever takes it: no share is ever seen twice. */
    @Test
    void eachIsUsedOnce() {
        var shares = ConcurrentHashMap.<Bytes>newKeySet();
        try (var ahead = KeysAhead.of(watched, 8, X25519)) {
            IntStream.range(0, 600).parallel().forEach(i -> {
                if (i % 2 == 0) {
                    try (var offer = ahead.group(X25519).offer()) {
                        assertThat(shares.add(offer.share())).isTrue();
                    }
                } else {
                    try (var theirs = Cryptography.jdk().group(X25519).offer()) {
                        var answer = ahead.group(X25519).answer(theirs.share());
                        answer.secret().close();
                        assertThat(shares.add(answer.share())).isTrue();
                    }
                }
            });
        }
        assertThat(shares).hasSize(600);
    }

    static List<NamedGroup> groups() {
        return List.of(X25519, NamedGroup.SECP256R1, NamedGroup.FFDHE2048, NamedGroup.MLKEM768,
            NamedGroup.X25519MLKEM768);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void agreesWithTheOtherSide(NamedGroup group) {
        try (var ahead = KeysAhead.of(Cryptography.jdk(), 2, group)) {
            awaitFull(ahead, group, 2);
            agree(ahead.group(group), Cryptography.jdk().group(group));
            agree(Cryptography.jdk().group(group), ahead.group(group));
        }
    }

    private static void agree(Crypto.Group one, Crypto.Group other) {
        try (var offer = one.offer()) {
            var answer = other.answer(offer.share());
            try (var theirs = answer.secret(); var ours = offer.finish(answer.share())) {
                assertThat(ours.use(byte[]::clone)).isEqualTo(theirs.use(byte[]::clone));
            }
        }
    }

    @Test
    void closingForgetsWhatWaits() {
        var ahead = KeysAhead.of(watched, 6, X25519);
        awaitFull(ahead, X25519, 6);
        var taken = ahead.group(X25519).offer();
        ahead.close();
        ahead.close();
        assertThat(ahead.waiting(X25519)).isZero();
        var left = new HashSet<>(watched.made);
        left.remove(taken);
        assertThat(watched.closed.keySet()).containsAll(left).doesNotContain(taken);
        for (var offer : left)
            assertThatThrownBy(() -> offer.finish(taken.share())).isInstanceOf(IllegalStateException.class);
        agree(ahead.group(X25519), Cryptography.jdk().group(X25519)); // makes its own from here on
        taken.close();
    }

    @Test
    void itsThreadEndsWithIt() {
        var before = makers();
        var ahead = KeysAhead.of(watched, 1, X25519);
        assertThat(makers()).isEqualTo(before + 1);
        ahead.close();
        assertThat(makers()).isEqualTo(before);
    }

    private static long makers() {
        return Thread.getAllStackTraces().keySet().stream().filter(it -> it.getName().equals("parley-keys-ahead"))
            .count();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> KeysAhead.of(watched, 0, X25519)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeysAhead.of(watched, 1, new NamedGroup(0x7777)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeysAhead.of(watched, 1, X25519, X25519)).isInstanceOf(IllegalArgumentException.class);
    }
}
