package dev.parley.explain.words;

/** How something is said, whatever shows it: never the only carrier of a meaning. */
public enum Tone {
    PLAIN,
    FAINT,
    STRONG,
    GOOD,
    BAD,
    SECRET
}
