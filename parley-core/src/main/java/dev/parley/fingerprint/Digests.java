package dev.parley.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of short texts. MD5 only names things here; nothing rests on its strength. */
final class Digests {
    private Digests() {}

    static String hex(String algorithm, String text) {
        try {
            return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has MD5 and SHA-256
        }
    }
}
