package dev.parley.id;

import static dev.parley.id.HashAlgorithm.SHA1;
import static dev.parley.id.HashAlgorithm.SHA256;
import static dev.parley.id.HashAlgorithm.SHA384;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The suites that Parley can speak, their names taken apart. */
final class Suites {
    private Suites() {}

    /** By the first byte of the number, then by the second: asked for with each key. */
    private static final CipherSuite.Parts[][] PARTS = new CipherSuite.Parts[256][];
    static final Map<String, CipherSuite> BY_NAME = new LinkedHashMap<>();
    static final List<CipherSuite> ALL_12;

    static {
        for (int id : new int[]{0x1301, 0x1302, 0x1303, 0x1304, 0x1305}) add(id);
        for (int id : new int[]{
            0xC02B, 0xC02C, 0xCCA9, 0xC02F, 0xC030, 0xCCA8, // ECDHE with AEAD
            0x009E, 0x009F, 0xCCAA, // DHE with AEAD
            0xC0AC, 0xC0AD, 0xC0AE, 0xC0AF, // ECDHE with CCM
            0xC09E, 0xC09F, 0xC0A2, 0xC0A3, // DHE with CCM
            0xD001, 0xD002, 0xD005, 0xD003, 0xCCAC, // ECDHE_PSK
            0xC023, 0xC024, 0xC027, 0xC028, 0xC009, 0xC00A, 0xC013, 0xC014, // ECDHE with CBC
            0x0067, 0x006B, 0x0033, 0x0039, // DHE with CBC
            0x009C, 0x009D, 0x003C, 0x003D, 0x002F, 0x0035, // RSA
            0xC09C, 0xC09D, 0xC0A0, 0xC0A1, // RSA with CCM
            0xC035, 0xC036, 0xC037, 0xC038, // ECDHE_PSK with CBC
            0x00A8, 0x00A9, 0xCCAB, 0xC0A4, 0xC0A5, 0xC0A8, 0xC0A9, 0x00AE, 0x00AF, 0x008C, 0x008D // PSK
        }) add(id);
        ALL_12 = BY_NAME.values().stream().filter(suite -> !suite.isFor13()).toList();
    }

    /** What the suite of this number is made of, or {@code null} if Parley does not speak it. */
    static CipherSuite.Parts parts(int id) {
        var row = PARTS[id >> 8 & 0xFF];
        return row == null ? null : row[id & 0xFF];
    }

    private static void add(int id) {
        var name = SuiteNames.ALL.get(id);
        if (PARTS[id >> 8] == null) PARTS[id >> 8] = new CipherSuite.Parts[256];
        PARTS[id >> 8][id & 0xFF] = parts(id, name);
        BY_NAME.put(name, new CipherSuite(id));
    }

    private static CipherSuite.Parts parts(int id, String name) {
        boolean cbc = name.contains("_CBC_");
        var last = name.endsWith("_SHA384") ? SHA384 : name.endsWith("_SHA") ? SHA1 : SHA256;
        var hash = cbc && last == SHA1 ? SHA256 : last; // TLS 1.2's PRF is SHA-256 unless the suite says more. RFC 5246 section 5
        return new CipherSuite.Parts(name, id >> 8 == 0x13 ? KeyExchange.TLS13 : KeyExchange.inName(name),
            id >> 8 == 0x13 ? Authentication.TLS13 : authentication(name), cipher(name), hash, last);
    }

    private static Authentication authentication(String name) {
        if (name.contains("_PSK_")) return Authentication.PSK;
        return name.contains("_ECDSA_") ? Authentication.ECDSA : Authentication.RSA;
    }

    private static BulkCipher cipher(String name) {
        if (name.contains("AES_128_GCM")) return BulkCipher.AES_128_GCM;
        if (name.contains("AES_256_GCM")) return BulkCipher.AES_256_GCM;
        if (name.contains("CHACHA20")) return BulkCipher.CHACHA20_POLY1305;
        if (name.contains("AES_128_CCM_8")) return BulkCipher.AES_128_CCM_8;
        if (name.contains("AES_256_CCM_8")) return BulkCipher.AES_256_CCM_8;
        if (name.contains("AES_128_CCM")) return BulkCipher.AES_128_CCM;
        if (name.contains("AES_256_CCM")) return BulkCipher.AES_256_CCM;
        if (name.contains("AES_128_CBC")) return BulkCipher.AES_128_CBC;
        if (name.contains("AES_256_CBC")) return BulkCipher.AES_256_CBC;
        throw new IllegalArgumentException(name);
    }
}
