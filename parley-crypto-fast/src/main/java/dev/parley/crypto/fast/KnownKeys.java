package dev.parley.crypto.fast;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * Pairs of keys that everybody knows, for {@link SelfTest} only. Making new ones by the JDK's code, not compiled yet, would
 * take longer than all the rest of the test.
 *
 * @param keys the name of the kind of key
 */
record KnownKeys(String keys, KeySpec privateKey, KeySpec publicKey) {
    /** RFC 7748 section 6.1: Alice's. */
    static final KnownKeys X25519 = encoded("XDH", "302e020100300506032b656e04220420",
        "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a", "302a300506032b656e032100",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");

    /** RFC 7748 section 6.1: Bob's. */
    static final KnownKeys X25519_PEER = encoded("XDH", "302e020100300506032b656e04220420",
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb", "302a300506032b656e032100",
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");

    /** RFC 5903 section 8.1: the initiator's. */
    static final KnownKeys P256 = p256("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433",
        "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180"
            + "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3");

    /** RFC 5903 section 8.1: the responder's. */
    static final KnownKeys P256_PEER = p256("c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53",
        "d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"
            + "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab");

    /** RFC 6979 appendix A.2.5. */
    static final KnownKeys P256_SIGNER = p256("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
        "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

    /** 1024 bits, its primes the first behind two hashes. */
    static final KnownKeys RSA = rsa("df9adf4cc1c1af4b85e4359d144598d201dedb06907ecafecef7a2645ab3a2af"
        + "55172e3809a4b85c50b5b25f2f012f3735c6579bf1e9ccb57e063e0a349a0dfb",
        "c2389c3cfe4699accfb6f793d2be18d7dd55f0410d82656608bfe91d8f237f59"
            + "2853917a86e3f744bc819cb2a5674f0d023a04b7a355bc861c8d61ef658ac27d");

    PrivateKey privateKey(Provider provider) throws GeneralSecurityException {
        return KeyFactory.getInstance(keys, provider).generatePrivate(privateKey);
    }

    PublicKey publicKey(Provider provider) throws GeneralSecurityException {
        return KeyFactory.getInstance(keys, provider).generatePublic(publicKey);
    }

    private static KnownKeys p256(String scalar, String point) {
        return encoded("EC", "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420", scalar,
            "3059301306072a8648ce3d020106082a8648ce3d03010703420004", point);
    }

    /** In the forms of RFC 5958 and RFC 5280, each behind what comes first there. */
    private static KnownKeys encoded(String keys, String privateHeader, String privateKey, String publicHeader,
        String publicKey) {
        return new KnownKeys(keys, new PKCS8EncodedKeySpec(HexFormat.of().parseHex(privateHeader + privateKey)),
            new X509EncodedKeySpec(HexFormat.of().parseHex(publicHeader + publicKey)));
    }

    private static KnownKeys rsa(String prime, String otherPrime) {
        var p = new BigInteger(prime, 16);
        var q = new BigInteger(otherPrime, 16);
        var modulus = p.multiply(q);
        var exponent = BigInteger.valueOf(65537);
        var less = p.subtract(BigInteger.ONE);
        var otherLess = q.subtract(BigInteger.ONE);
        var secret = exponent.modInverse(less.multiply(otherLess));
        return new KnownKeys("RSA", new RSAPrivateCrtKeySpec(modulus, exponent, secret, p, q, secret.mod(less),
            secret.mod(otherLess), q.modInverse(p)), new RSAPublicKeySpec(modulus, exponent));
    }
}
