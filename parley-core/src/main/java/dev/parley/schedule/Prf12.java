package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pseudorandom function of TLS 1.2, and all that is derived with it. RFC 5246 sections 5, 6.3 and 8.1. */
public final class Prf12 {
    private Prf12() {}

    /** The length of the main secret in bytes. RFC 5246 section 8.1. */
    public static final int MAIN_SECRET = 48;
    /** The length of verify_data in bytes. RFC 5246 section 7.4.9. */
    public static final int VERIFY_DATA = 12;

    /**
     * {@code PRF(secret, label, seed) = P_hash(secret, label + seed)}. RFC 5246 section 5.
     *
     * @param secret borrowed
     * @param length in bytes
     */
    public static Secret expand(Crypto crypto, HashAlgorithm hash, Secret secret, String label, byte[] seed,
        int length) {
        var text = text(label);
        var result = new byte[length];
        try (var mac = crypto.hmac(hash, secret)) {
            var a = mac.add(text).add(seed).finish();
            for (int at = 0; at < length; at += hash.length()) {
                if (at > 0) {
                    var before = a;
                    a = mac.add(before).finish(); // A(i) = HMAC(secret, A(i-1))
                    Arrays.fill(before, (byte) 0);
                }
                var block = mac.add(a).add(text).add(seed).finish();
                System.arraycopy(block, 0, result, at, Math.min(block.length, length - at));
                Arrays.fill(block, (byte) 0);
            }
            Arrays.fill(a, (byte) 0);
        }
        return crypto.secret(result);
    }

    private static byte[] text(String label) {
        var known = KNOWN.get(label);
        return known != null ? known : label.getBytes(StandardCharsets.US_ASCII);
    }

    private static final Map<String, byte[]> KNOWN = Stream.of("master secret", "extended master secret",
        "key expansion", "client finished", "server finished")
        .collect(Collectors.toUnmodifiableMap(label -> label, label -> label.getBytes(StandardCharsets.US_ASCII)));

    private static byte[] concat(Bytes first, Bytes second) {
        var both = new byte[first.length() + second.length()];
        second.copyTo(both, first.copyTo(both, 0));
        return both;
    }

    /** From the premaster secret and both randoms. RFC 5246 section 8.1. */
    public static Secret mainSecret(Crypto crypto, HashAlgorithm hash, Secret premaster, Bytes clientRandom,
        Bytes serverRandom) {
        return expand(crypto, hash, premaster, "master secret", concat(clientRandom, serverRandom),
            MAIN_SECRET);
    }

    /** From the premaster secret and the hash of the handshake up to ClientKeyExchange. RFC 7627 section 4. */
    public static Secret extendedMainSecret(Crypto crypto, HashAlgorithm hash, Secret premaster, byte[] sessionHash) {
        return expand(crypto, hash, premaster, "extended master secret", sessionHash, MAIN_SECRET);
    }

    /** What Finished contains. RFC 5246 section 7.4.9. @param client whose Finished */
    public static byte[] verifyData(Crypto crypto, HashAlgorithm hash, Secret main, boolean client, byte[] transcript) {
        try (var data =
            expand(crypto, hash, main, client ? "client finished" : "server finished", transcript, VERIFY_DATA)) {
            return data.use(byte[]::clone);
        }
    }

    /** Keying material for the application. RFC 5705 section 4. @param context {@code null} is not the same as empty */
    public static Secret export(Crypto crypto, HashAlgorithm hash, Secret main, Bytes clientRandom, Bytes serverRandom,
        String label,
        byte[] context, int length) {
        var seed = concat(clientRandom, serverRandom);
        if (context != null)
            seed = concat(concat(seed, new byte[]{(byte) (context.length >> 8), (byte) context.length}), context);
        return expand(crypto, hash, main, label, seed, length);
    }

    /** The key block, cut into what each side writes with. RFC 5246 section 6.3. */
    public static KeyBlock keyBlock(Crypto crypto, CipherSuite suite, Secret main, Bytes clientRandom,
        Bytes serverRandom) {
        int mac = suite.cipher().kind() == dev.parley.id.BulkCipher.Kind.CBC ? suite.mac().length() : 0;
        int key = suite.cipher().keyLength();
        int iv = suite.cipher().fixedIvLength12();
        var seed = concat(serverRandom, clientRandom);
        try (var block = expand(crypto, suite.hash(), main, "key expansion", seed, 2 * (mac + key + iv))) {
            return block.use(bytes -> {
                int macs = 2 * mac;
                int keys = macs + 2 * key;
                return new KeyBlock(
                    new KeyBlock.Half(part(crypto, bytes, 0, mac), part(crypto, bytes, macs, key),
                        part(crypto, bytes, keys, iv)),
                    new KeyBlock.Half(part(crypto, bytes, mac, mac), part(crypto, bytes, macs + key, key),
                        part(crypto, bytes, keys + iv, iv)));
            });
        }
    }

    private static Secret part(Crypto crypto, byte[] bytes, int from, int length) {
        return crypto.secret(Arrays.copyOfRange(bytes, from, from + length));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
