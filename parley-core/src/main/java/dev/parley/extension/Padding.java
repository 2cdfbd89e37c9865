package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** Fills a hello up to a length: zeros without meaning. RFC 7685. */
public final class Padding implements Extension<Bytes, Void> {
    public static final Padding IT = new Padding();

    private Padding() {}

    /**
     * How many bytes of padding, its header apart, a hello of this length needs: some old servers hang when it has 256 to
     * 511 bytes, so it gets 512. RFC 7685 section 4.
     *
     * @param length of the message with its header of four bytes
     */
    public static int needed(int length) {
        if (length < 256 || length >= 512) return 0;
        return Math.max(1, 512 - length - 4); // an extension without data at the end has troubled other servers
    }

    /** These extensions, and so many zeros behind them. */
    public static ExtensionBlock zeros(ExtensionBlock extensions, int bytes) {
        return extensions.with(IT, Place.CLIENT_HELLO, Bytes.own(new byte[bytes]));
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(21, "padding", "RFC 7685 section 3").in(Codec.rest("Padding"), CLIENT_HELLO);
}
