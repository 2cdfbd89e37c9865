package dev.parley.compression;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.io.InputStream;

/** Reads so many bytes and not one more: whoever has sent them may want to fill the memory. RFC 8879 section 5. */
final class Bounded {
    private Bounded() {}

    interface Opening {
        InputStream open() throws IOException;
    }

    /** @throws IOException if there are fewer or more */
    static Bytes read(Opening opening, int length) throws IOException {
        try (var in = opening.open()) {
            var body = in.readNBytes(length);
            if (body.length < length) throw new IOException(body.length + " bytes instead of " + length);
            if (in.read() >= 0) throw new IOException("more than " + length + " bytes");
            return Bytes.own(body);
        } catch (RuntimeException e) {
            throw new IOException("it does not decompress: " + e.getMessage(), e);
        }
    }
}
