package dev.parley.der;

import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;

/** Object identifiers, written. X.690 section 8.19. */
public final class Oid {
    private Oid() {}

    /** @param dotted such as {@code 1.2.840.113549.1.1.1} */
    public static Der der(String dotted) {
        var numbers = dotted.split("\\.");
        var bytes = new ByteArrayOutputStream();
        number(bytes, 40 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) number(bytes, Integer.parseInt(numbers[i]));
        return Der.of(Der.OBJECT_IDENTIFIER, Bytes.own(bytes.toByteArray()));
    }

    private static void number(ByteArrayOutputStream bytes, int number) {
        int shift = 28;
        while (shift > 0 && number >>> shift == 0) shift -= 7;
        for (; shift > 0; shift -= 7) bytes.write((number >>> shift & 0x7F) | 0x80);
        bytes.write(number & 0x7F);
    }
}
