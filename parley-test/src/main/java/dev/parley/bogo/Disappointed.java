package dev.parley.bogo;

/** Something that the test expects of this side is not so. */
final class Disappointed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Disappointed(String what) {
        super(what);
    }

    static void unless(boolean right, String otherwise, Object... values) {
        if (!right) throw new Disappointed(otherwise.formatted(values));
    }
}
