package dev.parley.credential;

import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The JDK's zlib. RFC 8879 section 4, RFC 1950. */
final class Zlib implements CertificateCompression {
    @Override
    public CertificateCompressionAlgorithm algorithm() {
        return CertificateCompressionAlgorithm.ZLIB;
    }

    @Override
    public Optional<Bytes> compress(Bytes body) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(body.toArray());
            deflater.finish();
            var room = new byte[body.length()]; // what does not fit is not worth it
            int length = deflater.deflate(room);
            return deflater.finished() && length < body.length() ? Optional.of(Bytes.own(Arrays.copyOf(room, length)))
                : Optional.empty();
        }
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) throws IOException {
        try (var inflater = new Inflater()) {
            inflater.setInput(compressed.toArray());
            var body = new byte[length];
            int filled = fill(inflater, body);
            boolean ends = inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (!ends) throw new IOException("more than " + length + " bytes, or no end");
            if (filled < length) throw new IOException(filled + " bytes instead of " + length);
            if (inflater.getRemaining() > 0) throw new IOException(inflater.getRemaining() + " bytes behind the end");
            return Bytes.own(body);
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage() == null ? "no zlib data" : e.getMessage(), e);
        }
    }

    private static int fill(Inflater inflater, byte[] body) throws DataFormatException {
        int filled = 0;
        while (filled < body.length && !inflater.finished()) {
            int more = inflater.inflate(body, filled, body.length - filled);
            if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) break;
            filled += more;
        }
        return filled;
    }
}
