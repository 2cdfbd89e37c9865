package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
        return crypto.expand(hash, secret, info(label, context, length), length);
    }

    private static byte[] info(String label, byte[] context, int length) {
        int labelled = PREFIX.length + label.length();
        var info = new byte[4 + labelled + context.length];
        info[0] = (byte) (length >> 8);
        info[1] = (byte) length;
        info[2] = (byte) labelled;
        System.arraycopy(PREFIX, 0, info, 3, PREFIX.length);
        for (int i = 0; i < label.length(); i++) info[3 + PREFIX.length + i] = (byte) label.charAt(i);
        info[3 + labelled] = (byte) context.length;
        System.arraycopy(context, 0, info, 4 + labelled, context.length);
        return info;
    }

    private static final byte[] PREFIX = "tls13 ".getBytes(StandardCharsets.US_ASCII);

    /** The hash of an empty transcript: always the same, so computed once. */
    static byte[] hashOfNothing(Crypto crypto, HashAlgorithm hash) {
        return OF_NOTHING.computeIfAbsent(hash, it -> crypto.hash(it).soFar());
    }

    private static final Map<HashAlgorithm, byte[]> OF_NOTHING = new ConcurrentHashMap<>();

    /** Derive-Secret, from a transcript hash. */
    static Secret derive(Crypto crypto, HashAlgorithm hash, Secret secret, String label, byte[] transcript) {
        return expand(crypto, hash, secret, label, transcript, hash.length());
    }

    /** The key and the initialization vector of a record cipher. RFC 9846 section 7.3. */
    public record Keys(Secret key, Secret iv) implements AutoCloseable {
        @Override
        public void close() {
            key.close();
            iv.close();
        }
    }

    /** Both at once, which takes less: the hash is keyed only once. @param traffic borrowed */
    public static Keys keys(Crypto crypto, HashAlgorithm hash, Secret traffic, int keyLength) {
        try (var mac = crypto.hmac(hash, traffic)) {
            return new Keys(crypto.secret(first(mac, "key", keyLength)), crypto.secret(first(mac, "iv", 12)));
        }
    }

    /** HKDF-Expand of no more than one hash. RFC 5869 section 2.3. */
    private static byte[] first(Crypto.Mac keyed, String label, int length) {
        var block = keyed.add(info(label, NONE, length)).add(FIRST).finish();
        var part = Arrays.copyOf(block, length);
        Arrays.fill(block, (byte) 0);
        return part;
    }

    private static final byte[] FIRST = {1};

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
        try (var derived = derive(crypto, hash, exporter, label, hashOfNothing(crypto, hash))) {
            var running = crypto.hash(hash);
            running.add(context);
            return expand(crypto, hash, derived, "exporter", running.soFar(), length);
        }
    }
}
