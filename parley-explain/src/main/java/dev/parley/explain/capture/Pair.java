package dev.parley.explain.capture;

import dev.parley.explain.capture.net.Endpoint;

/** Two endpoints, whichever of them speaks. */
record Pair(Endpoint low, Endpoint high) {
    static Pair of(Endpoint a, Endpoint b) {
        return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
}
