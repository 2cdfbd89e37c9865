package dev.parley.crypto;

import dev.parley.wire.Bytes;

/** A secret's bytes, for tests to compare. */
public final class Shown {
    private Shown() {}

    public static Bytes shown(Secret secret) {
        return Bytes.own(secret.use(byte[]::clone));
    }
}
