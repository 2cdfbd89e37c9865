package dev.parley.crypto.ccm;

import dev.parley.crypto.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The JDK's AES, block by block, for Bouncy Castle's modes: the processor computes it where it can, so that neither keys nor
 * data choose the memory that is read. CCM only ever encrypts with it, in both directions. RFC 3610 section 2.
 */
final class JdkAes implements BlockCipher {
    private static final int BLOCK = 16;

    private final Cipher cipher;
    private final KeyParameter key;

    /** @param secret borrowed */
    JdkAes(Secret secret) {
        try {
            this.cipher = Cipher.getInstance("AES/ECB/NoPadding");
            var holder = new KeyParameter[1];
            secret.lend(bytes -> holder[0] = new KeyParameter(bytes));
            this.key = holder[0];
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.getKey(), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key as Bouncy Castle's modes want it. */
    KeyParameter parameters() {
        return key;
    }

    /** The key is this one's already. */
    @Override
    public void init(boolean encrypts, CipherParameters parameters) {
        if (!encrypts || !key.equals(parameters)) throw new IllegalArgumentException("this is AES under another key");
    }

    @Override
    public String getAlgorithmName() {
        return "AES";
    }

    @Override
    public int getBlockSize() {
        return BLOCK;
    }

    @Override
    public int processBlock(byte[] in, int inOffset, byte[] out, int outOffset) {
        try {
            return cipher.update(in, inOffset, BLOCK, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void reset() {}

    /** Wipes the key and keys the cipher with zeros, which overwrites what the JDK has made of it. */
    void close() {
        Arrays.fill(key.getKey(), (byte) 0);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.getKey(), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
