package dev.parley.crypto.jca;

import dev.parley.wire.Bytes;
import java.math.BigInteger;

/** Unsigned numbers in a fixed count of bytes, the highest first. */
final class BigEndian {
    private BigEndian() {}

    static BigInteger read(Bytes bytes) {
        return new BigInteger(1, bytes.toArray());
    }

    /** @param length in bytes; the number must fit */
    static Bytes write(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        int extra = signed.length - length;
        if (extra == 0) return Bytes.own(signed);
        if (extra > 0) return Bytes.own(signed, extra, length);
        var padded = new byte[length];
        System.arraycopy(signed, 0, padded, -extra, signed.length);
        return Bytes.own(padded);
    }
}
