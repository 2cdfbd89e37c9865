package dev.parley.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import dev.parley.credential.CertificateCompression;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Facebook's Zstandard. RFC 8878. Thread-safe. */
public final class Zstandard implements CertificateCompression {
    private static final int BEST = 19;
    /** The most that a decompressor may have to remember, as a power of two: RFC 8878 section 3.1.1.1.2 recommends 8 MB. */
    private static final int MOST_WINDOW = 23;

    /** For ServiceLoader. */
    public Zstandard() {}

    /** Does the native library exist for this platform? */
    @Override
    public boolean isUsable() {
        try {
            Native.load();
            return Native.isLoaded();
        } catch (UnsatisfiedLinkError _) {
            return false;
        }
    }

    @Override
    public CertificateCompressionAlgorithm algorithm() {
        return CertificateCompressionAlgorithm.ZSTD;
    }

    @Override
    public Optional<Bytes> compress(Bytes body) {
        var compressed = Zstd.compress(body.toArray(), BEST);
        return compressed.length < body.length() ? Optional.of(Bytes.own(compressed)) : Optional.empty();
    }

    @Override
    public Bytes decompress(Bytes compressed, int length) throws IOException {
        return Bounded.read(() -> {
            var in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(compressed.toArray()));
            in.setLongMax(MOST_WINDOW);
            return in;
        }, length);
    }
}
