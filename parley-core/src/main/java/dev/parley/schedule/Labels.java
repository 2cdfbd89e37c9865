package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Out;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** HKDF-Expand-Label and what is derived with it alone. RFC 9846 section 7.1. */
public final class Labels {
    private Labels() {}

    private static final byte[] NONE = {};

    /**
     * HKDF-Expand of {@code struct { uint16 length; opaque label<7..255> = "tls13 " + Label; opaque context<0..255> =
     * Context; }}.
     *
     * @param secret borrowed
     * @param length in bytes
     */
    public static Secret expand(Crypto crypto, HashAlgorithm hash, Secret secret, String label, byte[] context,
        int length) {
        if (length > hash.length()) return crypto.expand(hash, secret, info(label, context, length), length);
        try (var mac = crypto.hmac(hash, secret)) {
            return crypto.secret(first(mac, label, context, length));
        }
    }

    /** HKDF-Expand of no more than one hash, without writing the struct down. RFC 5869 section 2.3. */
    private static byte[] first(Crypto.Mac keyed, String label, byte[] context, int length) {
        var block = keyed.add(number(length, 2)).add(labelled(label)).add(number(context.length, 1)).add(context)
            .add(FIRST).finish();
        if (block.length == length) return block;
        var part = Arrays.copyOf(block, length);
        Arrays.fill(block, (byte) 0);
        return part;
    }

    private static final byte[] FIRST = {1};

    private static byte[] info(String label, byte[] context, int length) {
        var out = new Out(4 + PREFIX.length() + label.length() + context.length);
        return out.uint16(length).bytes(labelled(label)).uint8(context.length).bytes(context).toArray();
    }

    /** The label as it is hashed, its length before it. Those of TLS itself are there already. */
    private static byte[] labelled(String label) {
        var known = KNOWN.get(label);
        return known != null ? known : written(label);
    }

    private static byte[] written(String label) {
        var text = (PREFIX + label).getBytes(StandardCharsets.ISO_8859_1);
        return new Out(1 + text.length).uint8(text.length).bytes(text).toArray();
    }

    private static final String PREFIX = "tls13 ";
    private static final Map<String, byte[]> KNOWN = Stream.of("derived", "ext binder", "res binder", "imp binder",
        "c e traffic", "e exp master", "c hs traffic", "s hs traffic", "c ap traffic", "s ap traffic", "exp master",
        "res master", "key", "iv", "finished", "traffic upd", "resumption", "exporter")
        .collect(Collectors.toUnmodifiableMap(label -> label, Labels::written));

    /** A number of one or two bytes, as it is hashed. */
    private static byte[] number(int value, int width) {
        return width == 1 ? ONE_BYTE[value] : TWO_BYTES[value];
    }

    private static final byte[][] ONE_BYTE = numbers(1, 256);
    private static final byte[][] TWO_BYTES = numbers(2, 65);

    private static byte[][] numbers(int width, int count) {
        var numbers = new byte[count][];
        for (int i = 0; i < count; i++) numbers[i] = width == 1 ? new byte[]{(byte) i} : new byte[]{0, (byte) i};
        return numbers;
    }

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
            return new Keys(crypto.secret(first(mac, "key", NONE, keyLength)),
                crypto.secret(first(mac, "iv", NONE, 12)));
        }
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
        try (var derived = derive(crypto, hash, exporter, label, hashOfNothing(crypto, hash))) {
            var running = crypto.hash(hash);
            running.add(context);
            return expand(crypto, hash, derived, "exporter", running.soFar(), length);
        }
    }
}
