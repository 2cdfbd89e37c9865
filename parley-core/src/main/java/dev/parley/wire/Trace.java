package dev.parley.wire;

/**
 * Watches a codec read: told of each field when it begins and when it ends. Whoever does not watch pays nothing.
 *
 * @see Span#of(Codec, Bytes)
 */
public interface Trace {
    /** Nobody watches. */
    Trace OFF = new Trace() {
        @Override
        public void open(String field, String type, int at) {}

        @Override
        public void close(int at, Object value) {}
    };

    /** A field begins. @param at offset in bytes from the beginning of what is read */
    void open(String field, String type, int at);

    /** The field opened last has been read. */
    void close(int at, Object value);
}
