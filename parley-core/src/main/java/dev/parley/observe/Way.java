package dev.parley.observe;

/** In which direction bytes go, seen from this side. */
public enum Way {
    IN,
    OUT;

    public Way other() {
        return this == IN ? OUT : IN;
    }
}
