package dev.parley.handshake;

import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.KeyBlock;

/** What record keys are made from. Borrowed. */
public sealed interface KeyMaterial {
    /** None: records go in the clear again, after early data that a HelloRetryRequest has ended. */
    record Clear() implements KeyMaterial {}

    /** TLS 1.3: a traffic secret. RFC 9846 section 7.3. */
    record Traffic(CipherSuite suite, Secret secret) implements KeyMaterial {}

    /** TLS 1.2: one side's part of the key block. RFC 5246 section 6.3. */
    record Block(CipherSuite suite, KeyBlock.Half half, boolean encryptThenMac) implements KeyMaterial {}
}
