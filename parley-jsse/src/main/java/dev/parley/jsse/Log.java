package dev.parley.jsse;

import dev.parley.failure.HandshakeFailure;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** The logger {@code dev.parley.jsse}: on DEBUG a line for each handshake and an account of each failure. */
final class Log {
    private static final Logger LOGGER = System.getLogger("dev.parley.jsse");

    private Log() {}

    static void warn(String what, Throwable why) {
        LOGGER.log(Level.WARNING, what, why);
    }

    static void debug(String what, Throwable why) {
        LOGGER.log(Level.DEBUG, what, why);
    }

    /** For a connection that begins now; empty if nobody listens. */
    static Optional<Observer> of(boolean client, String host, int port) {
        if (!LOGGER.isLoggable(Level.DEBUG)) return Optional.empty();
        var who = (client ? "client of " : "server for ") + host + ":" + port;
        return Optional.of(new Observer() {
            @Override
            public boolean wantsRecords() {
                return false;
            }

            @Override
            public void established(Facts facts) {
                LOGGER.log(Level.DEBUG, "{0}: {1}", who, facts);
            }

            @Override
            public void failure(HandshakeFailure failure) {
                LOGGER.log(Level.DEBUG, "{0}: {1}", who, failure.account());
            }
        });
    }
}
