package dev.parley.credential;

import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Compresses a chain once for many handshakes. Holds a few chains, the least used goes first. Thread-safe. */
final class RememberedCompression implements CertificateCompression {
    private static final int MOST = 32;

    private final CertificateCompression compression;
    private final Map<Bytes, Optional<Bytes>> chains = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Optional<Bytes>> eldest) {
            return size() > MOST;
        }
    };

    RememberedCompression(CertificateCompression compression) {
        this.compression = compression;
    }

    @Override
    public CertificateCompressionAlgorithm algorithm() {
        return compression.algorithm();
    }

    @Override
    public Optional<Bytes> compress(Bytes body) {
        synchronized (chains) {
            var known = chains.get(body);
            if (known != null) return known;
        }
        var compressed = compression.compress(body); // two may do it at the same time; that is cheaper than waiting
        synchronized (chains) {
            chains.put(body, compressed);
        }
        return compressed;
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) throws IOException {
        return compression.decompress(compressed, length);
    }

    @Override
    public CertificateCompression remembering() {
        return this;
    }
}
