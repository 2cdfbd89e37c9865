package dev.parley.handshake;

import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.Optional;

/** The safe-prime groups of RFC 7919, for TLS 1.2, which sends prime and generator themselves. */
public final class FiniteFields {
    private FiniteFields() {}

    /** 2, in all of them. */
    public static final Bytes GENERATOR = Bytes.of((byte) 2);
}
