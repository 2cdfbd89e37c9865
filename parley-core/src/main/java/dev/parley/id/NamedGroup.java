package dev.parley.id;

import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** A group, curve or hybrid in which both sides agree on a secret. RFC 9846 section 4.3.7, RFC 10024. */
public record NamedGroup(int id) {
    /** What kind of mathematics it is. */
    public enum Kind {
        /** A curve of NIST, points uncompressed. */
        NIST,
        /** X25519 or X448. RFC 7748. */
        MONTGOMERY,
        /** A safe-prime group. RFC 7919. */
        FINITE_FIELD,
        /** A classical exchange and ML-KEM side by side. RFC 10024. */
        HYBRID,
        /** ML-KEM alone. */
        KEM,
        UNKNOWN
    }

    public static final NamedGroup SECP256R1 = new NamedGroup(0x0017);
    public static final NamedGroup SECP384R1 = new NamedGroup(0x0018);
    public static final NamedGroup SECP521R1 = new NamedGroup(0x0019);
    public static final NamedGroup X25519 = new NamedGroup(0x001D);
    public static final NamedGroup X448 = new NamedGroup(0x001E);
    public static final NamedGroup FFDHE2048 = new NamedGroup(0x0100);
    public static final NamedGroup FFDHE3072 = new NamedGroup(0x0101);
    public static final NamedGroup FFDHE4096 = new NamedGroup(0x0102);
    public static final NamedGroup FFDHE6144 = new NamedGroup(0x0103);
    public static final NamedGroup FFDHE8192 = new NamedGroup(0x0104);
    public static final NamedGroup MLKEM512 = new NamedGroup(0x0200);
    public static final NamedGroup MLKEM768 = new NamedGroup(0x0201);
    public static final NamedGroup MLKEM1024 = new NamedGroup(0x0202);
    public static final NamedGroup SECP256R1MLKEM768 = new NamedGroup(0x11EB);
    public static final NamedGroup X25519MLKEM768 = new NamedGroup(0x11EC);
    public static final NamedGroup SECP384R1MLKEM1024 = new NamedGroup(0x11ED);

    /** Every group that Parley knows how to use. */
    public static final List<NamedGroup> ALL = List.of(X25519MLKEM768, X25519, SECP256R1, SECP384R1, SECP256R1MLKEM768,
            SECP384R1MLKEM1024, X448, SECP521R1, FFDHE2048, FFDHE3072, FFDHE4096, FFDHE6144, FFDHE8192, MLKEM768, MLKEM1024,
            MLKEM512);

    public static final Codec<NamedGroup> WIRE = Codec.code("NamedGroup", 2, NamedGroup::new, NamedGroup::id);

    /** The group of this name, in any case. */
    public static Optional<NamedGroup> named(String name) {
        return ALL.stream().filter(group -> group.name().equalsIgnoreCase(name) || group.isAlso(name)).findFirst();
    }

    public Kind kind() {
        return switch (id) {
            case 0x17, 0x18, 0x19 -> Kind.NIST;
            case 0x1D, 0x1E -> Kind.MONTGOMERY;
            case 0x100, 0x101, 0x102, 0x103, 0x104 -> Kind.FINITE_FIELD;
            case 0x200, 0x201, 0x202 -> Kind.KEM;
            case 0x11EB, 0x11EC, 0x11ED -> Kind.HYBRID;
            default -> Kind.UNKNOWN;
        };
    }

    /** May TLS 1.2 use it? ML-KEM came with TLS 1.3. RFC 8422 section 5.1.1, RFC 7919. */
    public boolean isFor12() {
        return switch (kind()) {
            case NIST, MONTGOMERY, FINITE_FIELD -> true;
            case HYBRID, KEM, UNKNOWN -> false;
        };
    }

    /** Does it also resist a quantum computer? */
    public boolean isPostQuantum() {
        return kind() == Kind.HYBRID || kind() == Kind.KEM;
    }

    /** As the RFCs write it: {@code x25519}, {@code X25519MLKEM768}. */
    public String name() {
        return switch (id) {
            case 0x0001 -> "sect163k1";
            case 0x0013 -> "secp192r1";
            case 0x0015 -> "secp224r1";
            case 0x0016 -> "secp256k1";
            case 0x0017 -> "secp256r1";
            case 0x0018 -> "secp384r1";
            case 0x0019 -> "secp521r1";
            case 0x001A -> "brainpoolP256r1";
            case 0x001B -> "brainpoolP384r1";
            case 0x001C -> "brainpoolP512r1";
            case 0x001D -> "x25519";
            case 0x001E -> "x448";
            case 0x001F -> "brainpoolP256r1tls13";
            case 0x0020 -> "brainpoolP384r1tls13";
            case 0x0021 -> "brainpoolP512r1tls13";
            case 0x0029 -> "curveSM2";
            case 0x0100 -> "ffdhe2048";
            case 0x0101 -> "ffdhe3072";
            case 0x0102 -> "ffdhe4096";
            case 0x0103 -> "ffdhe6144";
            case 0x0104 -> "ffdhe8192";
            case 0x0200 -> "MLKEM512";
            case 0x0201 -> "MLKEM768";
            case 0x0202 -> "MLKEM1024";
            case 0x11EB -> "SecP256r1MLKEM768";
            case 0x11EC -> "X25519MLKEM768";
            case 0x11ED -> "SecP384r1MLKEM1024";
            case 0x6399 -> "X25519Kyber768Draft00";
            case 0xFF01 -> "arbitrary_explicit_prime_curves";
            case 0xFF02 -> "arbitrary_explicit_char2_curves";
            default -> Grease.is(id) ? "GREASE" : "unknown group";
        };
    }

    private boolean isAlso(String name) {
        return switch (id) {
            case 0x17 -> name.equalsIgnoreCase("P-256") || name.equalsIgnoreCase("prime256v1");
            case 0x18 -> name.equalsIgnoreCase("P-384");
            case 0x19 -> name.equalsIgnoreCase("P-521");
            default -> false;
        };
    }

    @Override
    public String toString() {
        return Names.withCode(name(), id);
    }
}
