package dev.parley.ech;

import dev.parley.wire.Bytes;
import java.util.Arrays;

/** Is a public name a host name, and nothing that could be taken for an IPv4 address? RFC 9849 section 6.1.7. */
final class PublicName {
    private PublicName() {}

    static boolean isValid(Bytes name) {
        var labels = name.latin1().split("\\.", -1);
        return Arrays.stream(labels).allMatch(label -> label.matches("[A-Za-z0-9-]{1,63}")
            && !label.startsWith("-") && !label.endsWith("-"))
            && !labels[labels.length - 1].matches("[0-9]+|0[xX][0-9A-Fa-f]*");
    }
}
