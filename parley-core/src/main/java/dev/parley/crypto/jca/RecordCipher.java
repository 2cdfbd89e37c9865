package dev.parley.crypto.jca;

import dev.parley.crypto.Aead;
import dev.parley.wire.Spares;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-GCM or ChaCha20-Poly1305 by the JDK: one JCA cipher, started anew for each record with the next nonce. As the key
 * stays the same object with the same bytes, the JDK keeps what it has derived from it. RFC 9846 section 5.2.
 *
 * <p>Reads and writes the buffers' own memory, heap or direct. Sealing where {@code sealed} begins behind {@code plain}
 * in the same memory works too, but the JDK then copies.
 */
final class RecordCipher implements Aead {
    static final int TAG = 16;

    private final Spares<Cipher> spares;
    private final RawKey key;
    private final boolean isGcm;
    private Cipher cipher; // taken when it is first needed: many keys never protect anything

    RecordCipher(Spares<Cipher> spares, RawKey key, boolean isGcm) {
        this.spares = spares;
        this.key = key;
        this.isGcm = isGcm;
    }

    @Override
    public int overhead() {
        return TAG;
    }

    @Override
    public void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer sealed) {
        if (sealed.remaining() < plain.remaining() + TAG) throw new BufferOverflowException();
        try {
            start(Cipher.ENCRYPT_MODE, nonce, additional, additionalLength);
            cipher.doFinal(plain, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // a nonce used twice, for one
        }
    }

    /** Both straight from where they lie. */
    @Override
    public void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer end,
        ByteBuffer sealed) {
        if (sealed.remaining() < plain.remaining() + end.remaining() + TAG) throw new BufferOverflowException();
        try {
            start(Cipher.ENCRYPT_MODE, nonce, additional, additionalLength);
            cipher.update(plain, sealed);
            cipher.doFinal(end, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void open(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer sealed, ByteBuffer plain)
        throws Altered {
        int length = sealed.remaining() - TAG;
        if (length < 0) throw new Altered();
        if (plain.remaining() < length) throw new BufferOverflowException();

        int from = sealed.position();
        int to = plain.position();
        try {
            start(Cipher.DECRYPT_MODE, nonce, additional, additionalLength);
            cipher.doFinal(sealed, target(plain));
            plain.position(to + length);
        } catch (AEADBadTagException _) {
            // The JDK's GCM decrypts before it compares the tags, and when working in place it leaves what it decrypted.
            for (int i = to; i < to + length; i++) plain.put(i, (byte) 0);
            sealed.position(from);
            plain.position(to);
            throw new Altered();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Where to decrypt to. For a direct buffer a view that begins at its position: when a tag is wrong, the JDK's GCM
     * zeroes from the beginning of the direct buffer that it was given, not from its position.
     */
    private static ByteBuffer target(ByteBuffer plain) {
        return plain.isDirect() ? plain.slice() : plain;
    }

    private void start(int mode, byte[] nonce, byte[] additional, int additionalLength)
        throws GeneralSecurityException {
        if (key.isDestroyed()) throw new IllegalStateException("this cipher is closed");
        if (cipher == null) cipher = spares.take();
        cipher.init(mode, key, parameters(nonce));
        if (additionalLength > 0) cipher.updateAAD(additional, 0, additionalLength);
    }

    private AlgorithmParameterSpec parameters(byte[] nonce) {
        return isGcm ? new GCMParameterSpec(8 * TAG, nonce) : new IvParameterSpec(nonce);
    }

    /** Wipes the key and keys the cipher with zeros, which overwrites what the JDK has made of it; then another may have it. */
    @Override
    public void close() {
        if (key.isDestroyed()) return;
        var used = cipher;
        cipher = null;
        try {
            if (used == null) return;
            used.init(Cipher.ENCRYPT_MODE, RawKey.zeros(key.length(), key.getAlgorithm()), parameters(new byte[12]));
            spares.give(used);
        } catch (GeneralSecurityException _) {
            // Refused only if the last record was sealed with a key and a nonce of zeros: then there is nothing to wipe.
        } finally {
            key.destroy();
        }
    }
}
