package dev.parley.id;

import dev.parley.wire.Codec;
import java.util.Optional;

/** The key derivation of HPKE. RFC 9180 section 7.2. */
public record HpkeKdf(int id) {
    public static final HpkeKdf HKDF_SHA256 = new HpkeKdf(0x0001);
    public static final HpkeKdf HKDF_SHA384 = new HpkeKdf(0x0002);
    public static final HpkeKdf HKDF_SHA512 = new HpkeKdf(0x0003);

    public static final Codec<HpkeKdf> WIRE =
        Codec.alias("HpkeKdfId", Codec.map(Codec.UINT16, HpkeKdf::new, HpkeKdf::id));

    /** The hash, if it is one of those with a meaning here. */
    public Optional<HashAlgorithm> hash() {
        return Optional.ofNullable(switch (id) {
            case 1 -> HashAlgorithm.SHA256;
            case 2 -> HashAlgorithm.SHA384;
            case 3 -> HashAlgorithm.SHA512;
            default -> null;
        });
    }

    public String name() {
        return switch (id) {
            case 1 -> "HKDF-SHA256";
            case 2 -> "HKDF-SHA384";
            case 3 -> "HKDF-SHA512";
            default -> "unknown KDF";
        };
    }

    @Override
    public String toString() {
        return "%s (0x%04x)".formatted(name(), id);
    }
}
