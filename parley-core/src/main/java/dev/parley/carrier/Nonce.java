package dev.parley.carrier;

import dev.parley.crypto.Secret;
import java.util.Arrays;

/**
 * The nonces of one direction under one key: the initialization vector, mixed with the record's number, never twice the
 * same. RFC 9846 section 5.3; for TLS 1.2 with ChaCha20, RFC 7905 section 2.
 */
final class Nonce {
    private final byte[] next = new byte[12];
    private long mixed;
    private long number;

    /** @param secret 12 bytes, borrowed */
    Nonce(Secret secret) {
        secret.lend(bytes -> System.arraycopy(bytes, 0, next, 0, 12));
    }

    /** The record's number, from 0. */
    long number() {
        return number;
    }

    /** The nonce of the next record; the array is used again for the one behind it. */
    byte[] next() {
        long change = mixed ^ number; // out with the number before, in with this one
        for (int i = 0; i < 8; i++) next[11 - i] ^= (byte) (change >>> 8 * i);
        mixed = number++;
        return next;
    }

    /** The last one was not used after all: its number goes to the next record. */
    void back() {
        number--;
    }

    void forget() {
        Arrays.fill(next, (byte) 0);
    }
}
