package dev.parley.explain.story;

import dev.parley.wire.Bytes;
import java.util.List;
import java.util.OptionalInt;

/**
 * The fields of a message that tell the most, as data.
 *
 * @param fields in the order to be read
 */
public record Telling(List<Field> fields) {
    public Telling {
        fields = List.copyOf(fields);
    }

    /** @param key what it is: a word of this project, the same for all messages */
    public record Field(String key, List<Value> values) {
        public Field {
            values = List.copyOf(values);
        }
    }

    /**
     * A value as the registries or the certificates write it, the same in every language.
     *
     * @param bytes how long it is on the wire, where that is telling
     */
    public record Value(String text, OptionalInt bytes) {
        static Value of(Object text) {
            return new Value(String.valueOf(text), OptionalInt.empty());
        }

        static Value of(Object text, int bytes) {
            return new Value(String.valueOf(text), OptionalInt.of(bytes));
        }

        /** Only the length matters. */
        static Value ofLength(int bytes) {
            return new Value("", OptionalInt.of(bytes));
        }

        static Value hex(Bytes bytes) {
            return of(bytes.hex());
        }
    }

    /** What is worth telling of this message. */
    public static Telling of(Entry.Message message) {
        return MessageFields.of(message.message());
    }
}
