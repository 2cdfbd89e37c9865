package dev.parley.id;

import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** A key encapsulation of HPKE: Diffie-Hellman in a group, and the hash that makes a secret of it. RFC 9180 section 7.1. */
public record HpkeKem(int id) {
    public static final HpkeKem P256 = new HpkeKem(0x0010);
    public static final HpkeKem P384 = new HpkeKem(0x0011);
    public static final HpkeKem P521 = new HpkeKem(0x0012);
    public static final HpkeKem X25519 = new HpkeKem(0x0020);
    public static final HpkeKem X448 = new HpkeKem(0x0021);

    /** Those with a meaning here, the preferred first. */
    public static final List<HpkeKem> ALL = List.of(X25519, P256, P384, P521, X448);

    public static final Codec<HpkeKem> WIRE =
        Codec.alias("HpkeKemId", Codec.map(Codec.UINT16, HpkeKem::new, HpkeKem::id));

    /** The group, if it is one of those with a meaning here. */
    public Optional<NamedGroup> group() {
        return Optional.ofNullable(switch (id) {
            case 0x0010 -> NamedGroup.SECP256R1;
            case 0x0011 -> NamedGroup.SECP384R1;
            case 0x0012 -> NamedGroup.SECP521R1;
            case 0x0020 -> NamedGroup.X25519;
            case 0x0021 -> NamedGroup.X448;
            default -> null;
        });
    }

    public String name() {
        return switch (id) {
            case 0x0010 -> "DHKEM(P-256, HKDF-SHA256)";
            case 0x0011 -> "DHKEM(P-384, HKDF-SHA384)";
            case 0x0012 -> "DHKEM(P-521, HKDF-SHA512)";
            case 0x0020 -> "DHKEM(X25519, HKDF-SHA256)";
            case 0x0021 -> "DHKEM(X448, HKDF-SHA512)";
            default -> "unknown KEM";
        };
    }

    @Override
    public String toString() {
        return "%s (0x%04x)".formatted(name(), id);
    }
}
