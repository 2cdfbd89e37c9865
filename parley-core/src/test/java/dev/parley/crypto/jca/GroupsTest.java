package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every group alike. */
@ExtendWith(NoSecretIsLeft.class)
class GroupsTest {
    private final Crypto crypto = JcaCrypto.create();

    static List<NamedGroup> all() {
        return NamedGroup.ALL;
    }

    @Test
    void jdkHasThemAll() {
        assertThat(crypto.groups()).isEqualTo(NamedGroup.ALL);
    }

    @ParameterizedTest
    @MethodSource("all")
    void bothSidesHaveTheSameSecret(NamedGroup id) {
        var group = crypto.group(id);
        var sizes = (JcaGroup) group;
        try (var offer = group.offer()) {
            assertThat(offer.share().length()).isEqualTo(sizes.offerLength());
            var answer = group.answer(offer.share());
            assertThat(answer.share().length()).isEqualTo(sizes.answerLength());
            try (var theirs = answer.secret(); var ours = offer.finish(answer.share())) {
                assertThat(ours.use(byte[]::clone)).isEqualTo(theirs.use(byte[]::clone));
                assertThat(ours.length()).isEqualTo(secretLength(id));
            }
        }
    }

    private static int secretLength(NamedGroup id) {
        return switch (id.name()) {
            case "secp256r1", "x25519", "MLKEM512", "MLKEM768", "MLKEM1024" -> 32;
            case "secp384r1" -> 48;
            case "x448" -> 56;
            case "X25519MLKEM768", "SecP256r1MLKEM768" -> 64;
            case "secp521r1" -> 66;
            case "SecP384r1MLKEM1024" -> 80;
            default -> Integer.parseInt(id.name().replace("ffdhe", "")) / 8;
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void sharesOfOtherLengthsAreRefused(NamedGroup id) {
        var group = crypto.group(id);
        var share = group.offer().share();
        var answer = group.answer(share);
        answer.secret().close();
        for (var bad : wrongLengths(share))
            assertRefused(BAD_KEY_SHARE, () -> group.answer(bad));
        for (var bad : wrongLengths(answer.share()))
            assertRefused(BAD_KEY_SHARE, () -> group.offer().finish(bad));
    }

    private static List<Bytes> wrongLengths(Bytes share) {
        return List.of(Bytes.EMPTY, share.slice(0, 1), share.slice(0, share.length() - 1), share.from(1),
            Bytes.join(share, Bytes.of((byte) 0)), Bytes.join(Bytes.of((byte) 0), share));
    }

    @ParameterizedTest
    @MethodSource("all")
    void offerIsForOneUse(NamedGroup id) {
        var group = crypto.group(id);
        var offer = group.offer();
        var answer = group.answer(offer.share());
        answer.secret().close();
        offer.finish(answer.share()).close();
        assertThatThrownBy(() -> offer.finish(answer.share())).isInstanceOf(IllegalStateException.class);
        offer.close();

        var closed = group.offer();
        closed.close();
        assertThatThrownBy(() -> closed.finish(answer.share())).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void keysAreFresh(NamedGroup id) {
        var group = crypto.group(id);
        assertThat(group.offer().share()).isNotEqualTo(group.offer().share());
    }

    @Test
    void unknownGroupIsNeverAskedFor() {
        assertThatThrownBy(() -> crypto.group(new NamedGroup(0x6399))).isInstanceOf(IllegalArgumentException.class);
    }

    static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(HandshakeFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
