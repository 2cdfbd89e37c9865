package dev.parley.interop;

/** The peer itself says that it cannot do what a cell asks of it. */
final class PeerCannot extends Exception {
    private static final long serialVersionUID = 1L;

    PeerCannot(String why) {
        super(why);
    }
}
