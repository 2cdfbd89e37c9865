package dev.parley.carrier;

import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the compression that TLS had until 1.2, one stream for all records of a direction. RFC 3749; CRIME has ended its use. */
final class Inflated {
    /** A record holds no more, packed or not. */
    private static final int MOST = 1 << 14;

    private final Inflater inflater = new Inflater();

    Bytes more(Bytes packed) {
        inflater.setInput(packed.toArray());
        var plain = new ByteArrayOutputStream();
        var part = new byte[4096];
        try {
            for (int n = inflater.inflate(part); n > 0 && plain.size() <= MOST; n = inflater.inflate(part))
                plain.write(part, 0, n);
        } catch (DataFormatException e) {
            throw new WireFailure(WireFailure.Kind.MALFORMED, 0, "does not decompress: " + e.getMessage());
        }
        return Bytes.own(plain.toByteArray());
    }
}
