package dev.parley.bogo;

import dev.parley.credential.CertificateCompression;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The compressions of the suite, which are of no use but to be told from each other. */
enum Compressions implements CertificateCompression {
    /** Puts four bytes before it. */
    EXPANDING(0xff02) {
        @Override
        public Optional<Bytes> compress(Bytes body) {
            return Optional.of(Bytes.join(FOUR, body));
        }

        @Override
        Bytes restored(Bytes compressed) throws IOException {
            if (!compressed.startsWith(FOUR)) throw new IOException("not the four bytes");
            return compressed.from(4);
        }
    },
    /** Leaves out the two zero bytes with which a certificate message begins here. */
    SHRINKING(0xff01) {
        @Override
        public Optional<Bytes> compress(Bytes body) {
            return body.startsWith(ZEROS) ? Optional.of(body.from(2)) : Optional.empty();
        }

        @Override
        Bytes restored(Bytes compressed) {
            return Bytes.join(ZEROS, compressed);
        }
    },
    /** Puts any byte before it, another each time. */
    RANDOM(0xff03) {
        @Override
        public Optional<Bytes> compress(Bytes body) {
            return Optional.of(Bytes.join(Bytes.of((byte) ThreadLocalRandom.current().nextInt()), body));
        }

        @Override
        Bytes restored(Bytes compressed) {
            return compressed.from(1);
        }
    };

    private static final Bytes ZEROS = Bytes.ofHex("0000");
    private static final Bytes FOUR = Bytes.ofHex("01020304");

    private final CertificateCompressionAlgorithm algorithm;

    Compressions(int id) {
        this.algorithm = new CertificateCompressionAlgorithm(id);
    }

    @Override
    public CertificateCompressionAlgorithm algorithm() {
        return algorithm;
    }

    abstract Bytes restored(Bytes compressed) throws IOException;

    @Override
    public Bytes decompress(Bytes compressed, int length) throws IOException {
        var body = restored(compressed);
        if (body.length() != length) throw new IOException(body.length() + " bytes instead of " + length);
        return body;
    }

    static CertificateCompression[] of(Flags flags) {
        if (flags.has(Flag.INSTALL_CERT_COMPRESSION_ALGS)) return values();
        return flags.number(Flag.INSTALL_ONE_CERT_COMPRESSION_ALG).map(Compressions::of).stream()
            .toArray(CertificateCompression[]::new);
    }

    private static CertificateCompression of(int id) {
        for (var one : values()) if (one.algorithm.id() == id) return one;
        throw new Unimplemented("compression " + id);
    }
}
