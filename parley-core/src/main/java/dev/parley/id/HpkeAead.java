package dev.parley.id;

import dev.parley.wire.Codec;
import java.util.Optional;

/** The cipher of HPKE. RFC 9180 section 7.3. */
public record HpkeAead(int id) {
    public static final HpkeAead AES_128_GCM = new HpkeAead(0x0001);
    public static final HpkeAead AES_256_GCM = new HpkeAead(0x0002);
    public static final HpkeAead CHACHA20_POLY1305 = new HpkeAead(0x0003);

    public static final Codec<HpkeAead> WIRE =
        Codec.alias("HpkeAeadId", Codec.map(Codec.UINT16, HpkeAead::new, HpkeAead::id));

    /** The cipher, if it is one of those with a meaning here. The one that only exports secrets has none. */
    public Optional<BulkCipher> cipher() {
        return Optional.ofNullable(switch (id) {
            case 1 -> BulkCipher.AES_128_GCM;
            case 2 -> BulkCipher.AES_256_GCM;
            case 3 -> BulkCipher.CHACHA20_POLY1305;
            default -> null;
        });
    }

    public String name() {
        return switch (id) {
            case 1 -> "AES-128-GCM";
            case 2 -> "AES-256-GCM";
            case 3 -> "ChaCha20Poly1305";
            case 0xFFFF -> "Export-only";
            default -> "unknown AEAD";
        };
    }

    @Override
    public String toString() {
        return "%s (0x%04x)".formatted(name(), id);
    }
}
