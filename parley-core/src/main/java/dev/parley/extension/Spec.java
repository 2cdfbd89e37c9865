package dev.parley.extension;

import dev.parley.wire.Codec;
import java.util.EnumMap;
import java.util.Map;

/**
 * What an extension is: its number, its name in the registry, where it is specified, and its format in each message that
 * may hold it.
 */
public record Spec(int type, String name, String source, Map<Place, Codec<?>> formats) {
    public Spec {
        formats = Map.copyOf(formats);
    }

    static Spec of(int type, String name, String source) {
        return new Spec(type, name, source, Map.of());
    }

    /** The same, with this format in these messages. */
    Spec in(Codec<?> format, Place... places) {
        var more = new EnumMap<Place, Codec<?>>(Place.class);
        more.putAll(formats);
        for (var place : places) more.put(place, format);
        return new Spec(type, name, source, more);
    }
}
