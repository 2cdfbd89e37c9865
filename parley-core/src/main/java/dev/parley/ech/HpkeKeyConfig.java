package dev.parley.ech;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;

/** The key that hellos are encrypted for. RFC 9849 section 4. @param configId how clients name it, one byte */
public record HpkeKeyConfig(int configId, HpkeKem kem, Bytes publicKey, List<HpkeSuite> suites) {
    static final Codec<HpkeKeyConfig> WIRE = struct("HpkeKeyConfig",
        field("config_id", Codec.UINT8, HpkeKeyConfig::configId),
        field("kem_id", HpkeKem.WIRE, HpkeKeyConfig::kem),
        field("public_key", Codec.alias("HpkePublicKey", opaque(1, 0xFFFF)), HpkeKeyConfig::publicKey),
        field("cipher_suites", vector(HpkeSuite.WIRE, 4, 0xFFFC), HpkeKeyConfig::suites),
        HpkeKeyConfig::new);

    public HpkeKeyConfig {
        suites = List.copyOf(suites);
    }
}
