package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A way for a client's second visit to be shorter than its first. */
enum Encore {
    ID,
    TICKET,
    PSK,
    EARLY_DATA,
    FALSE_START;

    private static final int EARLY_BYTES = 1 << 14;

    /** Is the second visit to go on from the first one's session? */
    boolean resumes() {
        return this != FALSE_START;
    }

    boolean isFor13() {
        return this == PSK || this == EARLY_DATA;
    }

    /** What both sides remember from visit to visit, and the server's clock. */
    static final class Memory {
        private ClientSessions client;
        private ServerSessions server;
        private Duration passed = Duration.ZERO;

        private Memory() {
            forget();
        }

        /** The client and the server have never met. */
        void forget() {
            client = ClientSessions.inMemory(1 << 20, 4);
            forgetServer();
        }

        void forgetServer() {
            server = ServerSessions.standard(Cryptography.standard(), clock());
        }

        /** For the server alone. */
        void pass(Duration time) {
            passed = passed.plus(time);
        }

        private InstantSource clock() {
            return () -> Instant.now().plus(passed);
        }
    }

    /** Sets both sides up. Whoever plays it keeps the memory. */
    Memory prepare(Plot plot) {
        var memory = new Memory();
        if (!resumes()) {
            plot.both(it -> it.withoutSessions());
            return memory;
        }
        plot.client(it -> it.sessions(this == ID ? memory.client.byId() : memory.client));
        plot.server(it -> it.clock(memory.clock())
            .sessions(this == EARLY_DATA ? memory.server.earlyData(EARLY_BYTES) : memory.server));
        return memory;
    }

    /** Before the second visit. */
    void begin(Plot plot) {
        switch (this) {
            case EARLY_DATA -> plot.early = true;
            case FALSE_START -> {
                plot.client(it -> it.falseStart(true));
                plot.hasty = true;
            }
            default -> {}
        }
    }

    /** As it is written on the command line, after {@code --resume}. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
