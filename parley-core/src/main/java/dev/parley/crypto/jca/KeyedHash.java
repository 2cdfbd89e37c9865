package dev.parley.crypto.jca;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;

/** HMAC under one key. A handshake needs about fifty, one behind the other. */
final class KeyedHash implements Crypto.Mac {
    private static final Map<HashAlgorithm, Spares<Mac>> SPARES = spares();

    private final Spares<Mac> spares;
    private Mac mac;

    private KeyedHash(Spares<Mac> spares, RawKey key) {
        this.spares = spares;
        this.mac = spares.take();
        try {
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } finally {
            key.destroy();
        }
    }

    static KeyedHash of(HashAlgorithm algorithm, Secret key) {
        return new KeyedHash(SPARES.get(algorithm), RawKey.lent(key, algorithm.hmac()));
    }

    /** Keyed with as many zeros as the hash is long: HKDF's salt where there is none. */
    static KeyedHash ofZeros(HashAlgorithm algorithm) {
        return new KeyedHash(SPARES.get(algorithm), RawKey.zeros(algorithm.length(), algorithm.hmac()));
    }

    @Override
    public KeyedHash add(byte[] bytes, int offset, int length) {
        mac.update(bytes, offset, length);
        return this;
    }

    @Override
    public KeyedHash add(byte[] bytes) {
        return add(bytes, 0, bytes.length);
    }

    @Override
    public KeyedHash add(ByteBuffer bytes) {
        mac.update(bytes);
        return this;
    }

    KeyedHash add(byte one) {
        mac.update(one);
        return this;
    }

    @Override
    public byte[] finish() {
        return mac.doFinal();
    }

    @Override
    public int length() {
        return mac.getMacLength();
    }

    /** Keys it anew with nothing, which overwrites what the JDK has made of the key; then another may have it. */
    @Override
    public void close() {
        if (mac == null) return;
        var used = mac;
        mac = null;
        try {
            used.init(RawKey.zeros(0, used.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        spares.give(used);
    }

    private static Map<HashAlgorithm, Spares<Mac>> spares() {
        var spares = new EnumMap<HashAlgorithm, Spares<Mac>>(HashAlgorithm.class);
        for (var algorithm : HashAlgorithm.values())
            if (Providers.have("Mac." + algorithm.hmac())) spares.put(algorithm, new Spares<>(() -> fresh(algorithm)));
        return spares;
    }

    private static Mac fresh(HashAlgorithm algorithm) {
        try {
            return Mac.getInstance(algorithm.hmac());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
