package dev.parley.jsse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The logger {@code dev.parley.jsse}: silent unless somebody turned it on. */
final class Log {
    private static final Logger LOGGER = System.getLogger("dev.parley.jsse");

    private Log() {}

    static void warn(String what, Throwable why) {
        LOGGER.log(Level.WARNING, what, why);
    }
}
