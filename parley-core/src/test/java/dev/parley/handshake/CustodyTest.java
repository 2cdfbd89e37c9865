package dev.parley.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.crypto.NoSecretIsLeft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoSecretIsLeft.class)
class CustodyTest {
    /** A peer that changes its keys again and again must not make this side remember each one. */
    @Test
    void closedSecretsAreNotRememberedForEver() {
        try (var custody = new Custody(Cryptography.jdk())) {
            for (int i = 0; i < 100_000; i++) custody.secret(new byte[32]).close();
            assertThat(custody.size()).isLessThan(200);
        }
    }
}
