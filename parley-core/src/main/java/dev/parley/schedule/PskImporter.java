package dev.parley.schedule;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** Makes of one external PSK a key for each hash, bound to the protocol it is for. RFC 9258. */
public final class PskImporter {
    private PskImporter() {}

    /** The identity on the wire. RFC 9258 section 5.1. @param targetKdf 1 for HKDF_SHA256, 2 for HKDF_SHA384 */
    public record ImportedIdentity(Bytes externalIdentity, Bytes context, ProtocolVersion targetProtocol,
        int targetKdf) {
        public static final Codec<ImportedIdentity> WIRE = struct("ImportedIdentity",
            field("external_identity", opaque(1, 0xFFFF), ImportedIdentity::externalIdentity),
            field("context", opaque(0, 0xFFFF), ImportedIdentity::context),
            field("target_protocol", ProtocolVersion.WIRE, ImportedIdentity::targetProtocol),
            field("target_kdf", Codec.UINT16, ImportedIdentity::targetKdf),
            ImportedIdentity::new);
    }

    public static Bytes identity(Bytes external, Bytes context, HashAlgorithm target) {
        return ImportedIdentity.WIRE.encode(
            new ImportedIdentity(external, context, ProtocolVersion.TLS_1_3, target == HashAlgorithm.SHA384 ? 2 : 1));
    }

    /** {@code ipskx = HKDF-Expand-Label(epskx, "derived psk", Hash(ImportedIdentity), L)}. @param key borrowed; @param own the hash of the external PSK */
    public static Secret derive(Crypto crypto, Secret key, HashAlgorithm own, Bytes identity, HashAlgorithm target) {
        var hash = crypto.hash(own);
        hash.add(identity);
        try (var extracted = crypto.extract(own, null, key)) {
            return Labels.expand(crypto, own, extracted, "derived psk", hash.soFar(), target.length());
        }
    }
}
