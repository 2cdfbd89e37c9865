package dev.parley.transparency;

import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.fixed;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.time.Instant;

/**
 * A log's promise to publish a certificate, with its signature. RFC 6962 section 3.2.
 *
 * @param version 0 for the first, the only one in use
 * @param id which log
 * @param timestamp milliseconds since 1970
 * @param scheme how it is signed
 */
public record SignedTimestamp(int version, Bytes id, long timestamp, Bytes extensions, SignatureScheme scheme,
    Bytes signature) {
    public static final Codec<SignedTimestamp> WIRE = struct("SignedCertificateTimestamp",
        field("sct_version", alias("Version", Codec.UINT8), SignedTimestamp::version),
        field("id", alias("LogID", fixed(32)), SignedTimestamp::id),
        field("timestamp", Codec.UINT64, SignedTimestamp::timestamp),
        field("extensions", alias("CtExtensions", opaque(0, 0xFFFF)), SignedTimestamp::extensions),
        field("algorithm", SignatureScheme.WIRE, SignedTimestamp::scheme),
        field("signature", opaque(0, 0xFFFF), SignedTimestamp::signature),
        SignedTimestamp::new);

    /** When the log saw the certificate. */
    public Instant moment() {
        return Instant.ofEpochMilli(timestamp);
    }

    /** What the log has signed. */
    byte[] signed(LoggedEntry entry) {
        return Bytes.join(Bytes.of((byte) version, CERTIFICATE_TIMESTAMP), Codec.UINT64.encode(timestamp),
            entry.encoded(), EXTENSIONS.encode(extensions)).toArray();
    }

    private static final byte CERTIFICATE_TIMESTAMP = 0;
    private static final Codec<Bytes> EXTENSIONS = opaque(0, 0xFFFF);
}
