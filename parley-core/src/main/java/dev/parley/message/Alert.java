package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.AlertDescription;
import dev.parley.wire.Codec;

/** How a connection ends, or a warning. RFC 9846 section 6. */
public record Alert(Level level, AlertDescription description) {
    public static final Codec<Alert> WIRE = struct("Alert",
        field("level", Level.WIRE, Alert::level),
        field("description", AlertDescription.WIRE, Alert::description),
        Alert::new);

    public static Alert fatal(AlertDescription description) {
        return new Alert(Level.FATAL, description);
    }

    public static Alert warning(AlertDescription description) {
        return new Alert(Level.WARNING, description);
    }

    /** 1 or 2; in TLS 1.3 without meaning. */
    public record Level(int id) {
        public static final Level WARNING = new Level(1);
        public static final Level FATAL = new Level(2);
        static final Codec<Level> WIRE = Codec.code("AlertLevel", 1, Level::new, Level::id);

        @Override
        public String toString() {
            return id == 1 ? "warning" : id == 2 ? "fatal" : "level " + id;
        }
    }
}
