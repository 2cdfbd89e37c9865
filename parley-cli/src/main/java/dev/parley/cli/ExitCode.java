package dev.parley.cli;

/** What the command's exit codes mean; scripts may rely on them. The launcher adds 69: no JDK 25, or the build failed. */
public final class ExitCode {
    /** Done, and what was asked for succeeded. */
    public static final int OK = 0;
    /** The handshake or the connection failed; the reason has been told. */
    public static final int FAILED = 1;
    /** The command line was not understood; nothing has been tried. */
    public static final int USAGE = 2;
    /** A mistake of ours; please report it. */
    public static final int INTERNAL = 70;

    private ExitCode() {}
}
