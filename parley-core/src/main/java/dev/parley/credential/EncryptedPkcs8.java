package dev.parley.credential;

import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A private key under a password, by PBES2 with PBKDF2. RFC 5958 section 3, RFC 8018 section 6.2.
 *
 * <p>The JDK's own class takes only passwords in ASCII and only AES; what OpenSSL wrote is wider.
 */
final class EncryptedPkcs8 {
    private static final String CONVERT = "; convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD.pem -out NEW.pem";

    private EncryptedPkcs8() {}

    /** The PKCS#8 inside. @throws CredentialFailure if the password is wrong or the encryption unknown */
    static Bytes open(Bytes encoded, char[] password) throws GeneralSecurityException {
        var parts = Der.read(encoded).as(Der.SEQUENCE);
        var identifier = parts.part(0).as(Der.SEQUENCE);
        if (!identifier.part(0).oid().equals("1.2.840.113549.1.5.13"))
            throw new CredentialFailure(
                "the key is encrypted in an old way (" + identifier.part(0).oid() + ")" + CONVERT);
        var parameters = identifier.part(1).as(Der.SEQUENCE);
        var encryption = parameters.part(1).as(Der.SEQUENCE);
        var kind = kind(encryption.part(0).oid());

        var raw = derive(parameters.part(0), kind.keyLength, password);
        try {
            var cipher = Cipher.getInstance(kind.jca + "/CBC/PKCS5Padding");
            var iv = encryption.part(1).as(Der.OCTET_STRING).content().toArray();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(raw, kind.jca), new IvParameterSpec(iv));
            return Bytes.own(cipher.doFinal(parts.part(1).as(Der.OCTET_STRING).content().toArray()));
        } catch (BadPaddingException | IllegalBlockSizeException failure) {
            throw new CredentialFailure("the password does not open the key", failure);
        } finally {
            Arrays.fill(raw, (byte) 0);
        }
    }

    private static byte[] derive(Der function, int length, char[] password) throws GeneralSecurityException {
        var oid = function.part(0).oid();
        if (!oid.equals("1.2.840.113549.1.5.12"))
            throw new CredentialFailure("the password goes through a function that the JDK does not have ("
                + (oid.equals("1.3.6.1.4.1.11591.4.11") ? "scrypt" : oid) + ")" + CONVERT);
        var parameters = function.part(1).as(Der.SEQUENCE);
        var salt = parameters.part(0).as(Der.OCTET_STRING).content().toArray();
        var mac = parameters.find(Der.SEQUENCE);
        var spec = new PBEKeySpec(password, salt, parameters.part(1).number(), 8 * length);
        try {
            return SecretKeyFactory.getInstance("PBKDF2With" + hmac(mac == null ? "" : mac.part(0).oid()))
                .generateSecret(spec).getEncoded();
        } finally {
            spec.clearPassword();
        }
    }

    private static String hmac(String oid) {
        return switch (oid) {
            case "", "1.2.840.113549.2.7" -> "HmacSHA1"; // the default of RFC 8018 appendix A.2
            case "1.2.840.113549.2.8" -> "HmacSHA224";
            case "1.2.840.113549.2.9" -> "HmacSHA256";
            case "1.2.840.113549.2.10" -> "HmacSHA384";
            case "1.2.840.113549.2.11" -> "HmacSHA512";
            default ->
                throw new CredentialFailure("the password goes through an unknown function (" + oid + ")" + CONVERT);
        };
    }

    private record Kind(String jca, int keyLength) {}

    private static Kind kind(String oid) {
        return switch (oid) {
            case "2.16.840.1.101.3.4.1.2" -> new Kind("AES", 16);
            case "2.16.840.1.101.3.4.1.22" -> new Kind("AES", 24);
            case "2.16.840.1.101.3.4.1.42" -> new Kind("AES", 32);
            case "1.2.840.113549.3.7" -> new Kind("DESede", 24);
            default ->
                throw new CredentialFailure("the key is encrypted with an unknown cipher (" + oid + ")" + CONVERT);
        };
    }
}
