package dev.parley.observe;

/** What became of early data. */
public enum EarlyFate {
    /** None was offered. */
    NOT_OFFERED,
    /** The server has not answered yet. */
    PENDING,
    ACCEPTED,
    /** The server skipped it: it must be sent again, if the application wants that. */
    REJECTED
}
