package dev.parley.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.parley.credential.CertificateCompression;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Google's Brotli, at its best: a server compresses a chain once. RFC 7932. Thread-safe. */
public final class Brotli implements CertificateCompression {
    private static final Encoder.Parameters BEST = Encoder.Parameters.create(11);

    /** For ServiceLoader. */
    public Brotli() {}

    /** Does the native library exist for this platform? */
    @Override
    public boolean isUsable() {
        return Brotli4jLoader.isAvailable();
    }

    @Override
    public CertificateCompressionAlgorithm algorithm() {
        return CertificateCompressionAlgorithm.BROTLI;
    }

    @Override
    public Optional<Bytes> compress(Bytes body) {
        try {
            var compressed = Encoder.compress(body.toArray(), BEST);
            return compressed.length < body.length() ? Optional.of(Bytes.own(compressed)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) throws IOException {
        return Bounded.read(() -> new BrotliInputStream(new ByteArrayInputStream(compressed.toArray())), length);
    }
}
