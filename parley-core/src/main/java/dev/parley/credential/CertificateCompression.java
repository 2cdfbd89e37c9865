package dev.parley.credential;

import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One way to make Certificate messages shorter. RFC 8879. {@link #zlib} comes with the JDK; others are found by
 * ServiceLoader. Thread-safe.
 */
public interface CertificateCompression {
    CertificateCompressionAlgorithm algorithm();

    /** Can it be used on this platform? Asked before it is {@link #installed}; one that cannot is logged once. */
    default boolean isUsable() {
        return true;
    }

    /** Compresses the body of a Certificate message; empty if that is not worth it, and it goes as it is. */
    Optional<Bytes> compress(Bytes body);

    /**
     * Decompresses into exactly so many bytes. Whoever sent them may mean harm, so no more than that may ever be held.
     *
     * @throws IOException if they do not decompress, or into fewer or more
     */
    Bytes decompress(Bytes compressed, int length) throws IOException;

    /** The JDK's own. RFC 1950. */
    static CertificateCompression zlib() {
        return new Zlib();
    }

    /** All that are here, each {@link #remembering}: those that modules bring along, and zlib behind them. */
    static List<CertificateCompression> installed() {
        return InstalledCompressions.ALL;
    }

    /** The same, remembering what it compressed last: a server shows the same few chains again and again. */
    default CertificateCompression remembering() {
        return new RememberedCompression(this);
    }
}
