package dev.parley.id;

import java.util.HexFormat;

/** How numbers print: the name first, the number in brackets. */
final class Names {
    private Names() {}

    static String withCode(String name, int code) {
        return name + " (0x" + HexFormat.of().toHexDigits((short) code) + ")";
    }
}
