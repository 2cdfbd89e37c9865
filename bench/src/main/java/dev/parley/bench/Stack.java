package dev.parley.bench;

import java.util.EnumSet;
import java.util.Set;

/** The stacks in the race. */
public enum Stack {
    SUN("SunJSSE"), BC("bctls"), CONSCRYPT("Conscrypt"), NETTY("netty-tcnative"), PARLEY("Parley"),
    PARLEY_FAST("Parley, fast");

    final String title;

    Stack(String title) {
        this.title = title;
    }

    boolean can(Row row) {
        return !cannot().contains(row);
    }

    private Set<Row> cannot() {
        return switch (this) {
            case SUN -> EnumSet.of(Row.HYBRID_13, Row.AHEAD_13); // JDK 25 has ML-KEM, but its TLS does not
            case BC, CONSCRYPT -> EnumSet.of(Row.RESUMED_13, Row.AHEAD_13); // keep no session of TLS 1.3 in their SSLEngine
            case NETTY -> EnumSet.of(Row.AHEAD_13);
            case PARLEY, PARLEY_FAST -> EnumSet.noneOf(Row.class);
        };
    }

    Peers peers(Row row) {
        return switch (this) {
            case SUN, BC, CONSCRYPT -> Jsse.peers(this, row);
            case NETTY -> Netty.peers(row);
            case PARLEY, PARLEY_FAST -> Parley.peers(this, row);
        };
    }
}
