package dev.parley.crypto.jca;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;

/** HMAC under one key. */
final class KeyedHash implements Crypto.Mac {
    /**
     * One fresh HMAC of each kind, never used but cloned: that takes two thirds of the time of looking one up, and a
     * handshake needs about fifty.
     */
    private static final Map<HashAlgorithm, Mac> MODELS = models();

    private final Mac mac;

    private KeyedHash(Mac mac) {
        this.mac = mac;
    }

    static KeyedHash of(HashAlgorithm algorithm, Secret key) {
        var raw = RawKey.copyOf(key, algorithm.hmac());
        try {
            return of(algorithm, raw);
        } finally {
            raw.destroy();
        }
    }

    /** Keyed with as many zeros as the hash is long: HKDF's salt where there is none. */
    static KeyedHash ofZeros(HashAlgorithm algorithm) {
        return of(algorithm, RawKey.zeros(algorithm.length(), algorithm.hmac()));
    }

    private static KeyedHash of(HashAlgorithm algorithm, RawKey key) {
        try {
            var mac = (Mac) MODELS.get(algorithm).clone();
            mac.init(key);
            return new KeyedHash(mac);
        } catch (CloneNotSupportedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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

    @Override
    public byte[] finish() {
        return mac.doFinal();
    }

    @Override
    public int length() {
        return mac.getMacLength();
    }

    /** Keys it anew with nothing, which overwrites what the JDK has made of the key. */
    @Override
    public void close() {
        try {
            mac.init(RawKey.zeros(0, mac.getAlgorithm()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<HashAlgorithm, Mac> models() {
        var models = new EnumMap<HashAlgorithm, Mac>(HashAlgorithm.class);
        try {
            for (var algorithm : HashAlgorithm.values()) {
                if (Providers.have("Mac." + algorithm.hmac())) models.put(algorithm, Mac.getInstance(algorithm.hmac()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return models;
    }
}
