package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Out;
import java.nio.charset.StandardCharsets;

/** HKDF-Expand-Label and what is derived with it alone. RFC 9846 section 7.1. */
public final class Labels {
    private Labels() {}

    private static final byte[] NONE = {};

    /**
     * {@code struct { uint16 length; opaque label<7..255> = "tls13 " + Label; opaque context<0..255> = Context; }}
     *
     * @param secret borrowed
     * @param length in bytes
     */
    public static Secret expand(Crypto crypto, HashAlgorithm hash, Secret secret, String label, byte[] context,
        int length) {
        var info = new Out(16 + label.length() + context.length);
        info.uint16(length);
        info.uint8(6 + label.length()).bytes("tls13 ".getBytes(StandardCharsets.US_ASCII))
            .bytes(label.getBytes(StandardCharsets.US_ASCII));
        info.uint8(context.length).bytes(context);
        return crypto.expand(hash, secret, info.toArray(), length);
    }

    /** Derive-Secret, from a transcript hash. */
    static Secret derive(Crypto crypto, HashAlgorithm hash, Secret secret, String label, byte[] transcript) {
        return expand(crypto, hash, secret, label, transcript, hash.length());
    }

    /** The key of a record cipher. RFC 9846 section 7.3. */
    public static Secret key(Crypto crypto, HashAlgorithm hash, Secret traffic, int length) {
        return expand(crypto, hash, traffic, "key", NONE, length);
    }

    /** The initialization vector of a record cipher, 12 bytes. RFC 9846 section 7.3. */
    public static Secret iv(Crypto crypto, HashAlgorithm hash, Secret traffic) {
        return expand(crypto, hash, traffic, "iv", NONE, 12);
    }

    /** The traffic secret behind this one. RFC 9846 section 7.2. */
    public static Secret next(Crypto crypto, HashAlgorithm hash, Secret traffic) {
        return expand(crypto, hash, traffic, "traffic upd", NONE, hash.length());
    }

    /** What Finished and PSK binders contain: HMAC under the finished key. RFC 9846 section 4.5.3. */
    public static byte[] verifyData(Crypto crypto, HashAlgorithm hash, Secret base, byte[] transcript) {
        try (var key = expand(crypto, hash, base, "finished", NONE, hash.length()); var mac = crypto.hmac(hash, key)) {
            return mac.add(transcript).finish();
        }
    }

    /** The PSK that a ticket stands for. RFC 9846 section 4.7.1. @param resumption the resumption secret, borrowed */
    public static Secret psk(Crypto crypto, HashAlgorithm hash, Secret resumption, byte[] nonce) {
        return expand(crypto, hash, resumption, "resumption", nonce, hash.length());
    }

    /** Keying material for the application. RFC 9846 section 7.5. @param exporter the exporter secret, borrowed */
    public static Secret export(Crypto crypto, HashAlgorithm hash, Secret exporter, String label, byte[] context,
        int length) {
        try (var derived = derive(crypto, hash, exporter, label, crypto.hash(hash).soFar())) {
            var running = crypto.hash(hash);
            running.add(context);
            return expand(crypto, hash, derived, "exporter", running.soFar(), length);
        }
    }
}
