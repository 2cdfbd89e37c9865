package dev.parley;

import dev.parley.crypto.NoSecretIsLeft;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tests' own tool: a rogue that changes nothing is a good peer, on both sides and in every kind of handshake. */
@ExtendWith(NoSecretIsLeft.class)
class DuelTest {
    @ParameterizedTest
    @EnumSource
    void rogueWithoutTamperingIsGood(Sides.Kind kind) {
        Duel.connected(kind.client(), kind.server()).close();
        Duel.connected(kind.server(), kind.client()).close();
    }
}
