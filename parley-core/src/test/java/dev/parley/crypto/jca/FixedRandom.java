package dev.parley.crypto.jca;

import java.security.SecureRandom;
import java.util.Random;

/** The same bytes in each run. For tests only, obviously. */
final class FixedRandom extends SecureRandom {
    private final Random random;

    FixedRandom(long seed) {
        super(null, null);
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
