package dev.parley.config;

/** How many zero bytes TLS 1.3 records get, to hide their length. RFC 9846 section 5.4. */
@FunctionalInterface
public interface RecordPadding {
    RecordPadding NONE = (content, most) -> 0;

    /**
     * How many bytes to add.
     *
     * @param content length of the content in bytes, without its type
     * @param most how many there is room for
     * @return 0 to {@code most}
     */
    int bytes(int content, int most);

    /** Fills up to a multiple of so many bytes, as far as there is room. */
    static RecordPadding toMultipleOf(int block) {
        return (content, most) -> Math.min(most, (block - content % block) % block);
    }
}
