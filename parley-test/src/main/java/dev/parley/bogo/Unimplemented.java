package dev.parley.bogo;

/** The test asks for something that Parley or the shim does not have: the runner counts it so, by exit code 89. */
final class Unimplemented extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unimplemented(String what) {
        super(what);
    }
}
