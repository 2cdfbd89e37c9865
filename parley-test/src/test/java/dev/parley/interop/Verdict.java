package dev.parley.interop;

/** What became of one cell of the matrix. */
sealed interface Verdict {
    /** It went as it should. @param note what is worth knowing about how; may be empty */
    record Ok(String note) implements Verdict {}

    /** The peer cannot do it. @param why as the peer says it, or as its documentation does */
    record Cannot(String why) implements Verdict {}

    /** It went, although the peer was thought not to be able to. @param limit what was thought */
    record Surprise(String limit) implements Verdict {}

    /** It should have gone, and did not. */
    record Failed(Throwable cause) implements Verdict {}
}
