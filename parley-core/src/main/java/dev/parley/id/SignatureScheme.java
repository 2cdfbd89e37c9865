package dev.parley.id;

import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** An algorithm to sign with, hash and padding included. RFC 9846 section 4.3.3, draft-ietf-tls-mldsa. */
public record SignatureScheme(int id) {
    public static final SignatureScheme RSA_PKCS1_SHA1 = new SignatureScheme(0x0201);
    public static final SignatureScheme ECDSA_SHA1 = new SignatureScheme(0x0203);
    public static final SignatureScheme RSA_PKCS1_SHA256 = new SignatureScheme(0x0401);
    public static final SignatureScheme ECDSA_SECP256R1_SHA256 = new SignatureScheme(0x0403);
    public static final SignatureScheme RSA_PKCS1_SHA384 = new SignatureScheme(0x0501);
    public static final SignatureScheme ECDSA_SECP384R1_SHA384 = new SignatureScheme(0x0503);
    public static final SignatureScheme RSA_PKCS1_SHA512 = new SignatureScheme(0x0601);
    public static final SignatureScheme ECDSA_SECP521R1_SHA512 = new SignatureScheme(0x0603);
    public static final SignatureScheme RSA_PSS_RSAE_SHA256 = new SignatureScheme(0x0804);
    public static final SignatureScheme RSA_PSS_RSAE_SHA384 = new SignatureScheme(0x0805);
    public static final SignatureScheme RSA_PSS_RSAE_SHA512 = new SignatureScheme(0x0806);
    public static final SignatureScheme ED25519 = new SignatureScheme(0x0807);
    public static final SignatureScheme ED448 = new SignatureScheme(0x0808);
    public static final SignatureScheme RSA_PSS_PSS_SHA256 = new SignatureScheme(0x0809);
    public static final SignatureScheme RSA_PSS_PSS_SHA384 = new SignatureScheme(0x080A);
    public static final SignatureScheme RSA_PSS_PSS_SHA512 = new SignatureScheme(0x080B);
    public static final SignatureScheme MLDSA44 = new SignatureScheme(0x0904);
    public static final SignatureScheme MLDSA65 = new SignatureScheme(0x0905);
    public static final SignatureScheme MLDSA87 = new SignatureScheme(0x0906);

    /** Every scheme that Parley signs and verifies with, the preferred first. */
    public static final List<SignatureScheme> ALL = List.of(ECDSA_SECP256R1_SHA256, ED25519, ECDSA_SECP384R1_SHA384,
            ECDSA_SECP521R1_SHA512, ED448, RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384, RSA_PSS_RSAE_SHA512, RSA_PSS_PSS_SHA256,
            RSA_PSS_PSS_SHA384, RSA_PSS_PSS_SHA512, MLDSA44, MLDSA65, MLDSA87, RSA_PKCS1_SHA256, RSA_PKCS1_SHA384,
            RSA_PKCS1_SHA512);

    public static final Codec<SignatureScheme> WIRE =
            Codec.code("SignatureScheme", 2, SignatureScheme::new, SignatureScheme::id);

    /** The family of keys that it needs. */
    public enum Key {
        RSA,
        /** An RSA key whose certificate says that it is for PSS only. */
        RSA_PSS,
        EC,
        EDWARDS,
        MLDSA,
        UNKNOWN
    }

    /** The scheme of this name, in any case, with {@code -} or {@code _}. */
    public static Optional<SignatureScheme> named(String name) {
        return ALL.stream().filter(scheme -> scheme.name().equalsIgnoreCase(name.replace('-', '_'))).findFirst();
    }

    public Key key() {
        return switch (id) {
            case 0x0201, 0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806 -> Key.RSA;
            case 0x0809, 0x080A, 0x080B -> Key.RSA_PSS;
            case 0x0203, 0x0403, 0x0503, 0x0603 -> Key.EC;
            case 0x0807, 0x0808 -> Key.EDWARDS;
            case 0x0904, 0x0905, 0x0906 -> Key.MLDSA;
            default -> Key.UNKNOWN;
        };
    }

    /** The hash that is signed, or empty where the scheme hashes as it likes. */
    public Optional<HashAlgorithm> hash() {
        return switch (id) {
            case 0x0201, 0x0203 -> Optional.of(HashAlgorithm.SHA1);
            case 0x0401, 0x0403, 0x0804, 0x0809 -> Optional.of(HashAlgorithm.SHA256);
            case 0x0501, 0x0503, 0x0805, 0x080A -> Optional.of(HashAlgorithm.SHA384);
            case 0x0601, 0x0603, 0x0806, 0x080B -> Optional.of(HashAlgorithm.SHA512);
            default -> Optional.empty();
        };
    }

    /** The curve that TLS 1.3 binds the scheme to; TLS 1.2 does not. RFC 9846 section 4.3.3. */
    public Optional<NamedGroup> curve() {
        return switch (id) {
            case 0x0403 -> Optional.of(NamedGroup.SECP256R1);
            case 0x0503 -> Optional.of(NamedGroup.SECP384R1);
            case 0x0603 -> Optional.of(NamedGroup.SECP521R1);
            default -> Optional.empty();
        };
    }

    public boolean isPkcs1() {
        return id == 0x0201 || id == 0x0401 || id == 0x0501 || id == 0x0601;
    }

    public boolean isPss() {
        return id >= 0x0804 && id <= 0x0806 || id >= 0x0809 && id <= 0x080B;
    }

    /** May it sign a handshake of TLS 1.3? PKCS#1 and SHA-1 may stand in certificates only. RFC 9846 section 4.3.3. */
    public boolean isFor13() {
        return key() != Key.UNKNOWN && !isPkcs1() && id != 0x0203;
    }

    /** May it sign a handshake of TLS 1.2? ML-DSA may not. draft-ietf-tls-mldsa section 3. */
    public boolean isFor12() {
        return key() != Key.UNKNOWN && key() != Key.MLDSA;
    }

    /** As the RFCs write it: {@code ecdsa_secp256r1_sha256}. */
    public String name() {
        return switch (id) {
            case 0x0101 -> "rsa_pkcs1_md5";
            case 0x0201 -> "rsa_pkcs1_sha1";
            case 0x0202 -> "dsa_sha1";
            case 0x0203 -> "ecdsa_sha1";
            case 0x0301 -> "rsa_pkcs1_sha224";
            case 0x0302 -> "dsa_sha224";
            case 0x0303 -> "ecdsa_sha224";
            case 0x0401 -> "rsa_pkcs1_sha256";
            case 0x0402 -> "dsa_sha256";
            case 0x0403 -> "ecdsa_secp256r1_sha256";
            case 0x0501 -> "rsa_pkcs1_sha384";
            case 0x0502 -> "dsa_sha384";
            case 0x0503 -> "ecdsa_secp384r1_sha384";
            case 0x0601 -> "rsa_pkcs1_sha512";
            case 0x0602 -> "dsa_sha512";
            case 0x0603 -> "ecdsa_secp521r1_sha512";
            case 0x0708 -> "sm2sig_sm3";
            case 0x0804 -> "rsa_pss_rsae_sha256";
            case 0x0805 -> "rsa_pss_rsae_sha384";
            case 0x0806 -> "rsa_pss_rsae_sha512";
            case 0x0807 -> "ed25519";
            case 0x0808 -> "ed448";
            case 0x0809 -> "rsa_pss_pss_sha256";
            case 0x080A -> "rsa_pss_pss_sha384";
            case 0x080B -> "rsa_pss_pss_sha512";
            case 0x081A -> "ecdsa_brainpoolP256r1tls13_sha256";
            case 0x081B -> "ecdsa_brainpoolP384r1tls13_sha384";
            case 0x081C -> "ecdsa_brainpoolP512r1tls13_sha512";
            case 0x0904 -> "mldsa44";
            case 0x0905 -> "mldsa65";
            case 0x0906 -> "mldsa87";
            default -> Grease.is(id) ? "GREASE" : "unknown scheme";
        };
    }

    @Override
    public String toString() {
        return Names.withCode(name(), id);
    }
}
