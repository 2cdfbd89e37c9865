package dev.parley.id;

/** How numbers print: the name first, the number in brackets. */
final class Names {
    private Names() {}

    static String withCode(String name, int code) {
        return "%s (0x%04x)".formatted(name, code);
    }
}
