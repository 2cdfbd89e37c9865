package dev.parley.crypto.jca;

import dev.parley.crypto.Crypto;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A hash that is looked at while it runs: the digest is cloned, which takes a tenth of a microsecond. */
final class RunningHash implements Crypto.Hash {
    private final MessageDigest digest;

    private RunningHash(MessageDigest digest) {
        this.digest = digest;
    }

    /** One fresh hash of each kind, never used but cloned, which takes less than looking one up. */
    private static final Map<HashAlgorithm, RunningHash> MODELS = new ConcurrentHashMap<>();

    static RunningHash of(HashAlgorithm algorithm) {
        return new RunningHash(MODELS.computeIfAbsent(algorithm, RunningHash::model).cloned());
    }

    private static RunningHash model(HashAlgorithm algorithm) {
        try {
            return new RunningHash(MessageDigest.getInstance(algorithm.jca()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    @Override
    public void add(Bytes bytes) {
        bytes.digestInto(digest);
    }

    @Override
    public byte[] with(Bytes more) {
        var digest = cloned();
        more.digestInto(digest);
        return digest.digest();
    }

    @Override
    public byte[] soFar() {
        return cloned().digest();
    }

    @Override
    public Crypto.Hash copy() {
        return new RunningHash(cloned());
    }

    private MessageDigest cloned() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(digest.getProvider() + " has a hash that cannot be cloned", e);
        }
    }
}
