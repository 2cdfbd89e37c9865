package dev.parley.config;

/** Does a server ask its clients for a certificate? */
public enum ClientAuth {
    /** It does not ask. */
    NONE,
    /** It asks, and lives with none; one that is shown must be right. */
    WANT,
    /** It asks, and refuses clients without. */
    NEED
}
