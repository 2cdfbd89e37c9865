package dev.parley.credential;

import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.Optional;

/** Compresses and decompresses a chain once for many handshakes. Holds a few chains. Thread-safe. */
final class RememberedCompression implements CertificateCompression {
    private static final int MOST = 32;
    /** Longer ones are decompressed each time, so that nobody can fill the memory with them. In bytes. */
    private static final int LONGEST = 1 << 13;

    private final CertificateCompression compression;
    private final Remembered<Bytes, Optional<Bytes>> chains = new Remembered<>(MOST);
    private final Remembered<Bytes, Bytes> bodies = new Remembered<>(MOST);

    RememberedCompression(CertificateCompression compression) {
        this.compression = compression;
    }

    @Override
    public CertificateCompressionAlgorithm algorithm() {
        return compression.algorithm();
    }

    @Override
    public Optional<Bytes> compress(Bytes body) {
        var known = chains.get(body);
        if (known != null) return known;
        var compressed = compression.compress(body); // two may do it at the same time; that is cheaper than waiting
        chains.put(body, compressed);
        return compressed;
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) throws IOException {
        if (length > LONGEST) return compression.decompress(compressed, length);
        var known = bodies.get(compressed);
        if (known != null && known.length() == length) return known;
        var body = compression.decompress(compressed, length);
        bodies.put(compressed, body);
        return body;
    }

    @Override
    public CertificateCompression remembering() {
        return this;
    }
}
