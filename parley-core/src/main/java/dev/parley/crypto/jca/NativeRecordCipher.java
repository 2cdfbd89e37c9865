package dev.parley.crypto.jca;

import static dev.parley.crypto.jca.RecordCipher.TAG;

import dev.parley.crypto.Aead;
import dev.parley.wire.Spares;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM by a provider of native code. Such a one is fast from array to array, one call for a record, and keeps next to
 * nothing of the heap; buffers of another kind it copies piece by piece, so here they are copied at once.
 *
 * <p>It keeps the key's array for as long as it has the key, which is why the array is lent to it: wiping the one wipes
 * the other.
 */
final class NativeRecordCipher implements Aead {
    /** For records from or to memory outside of the heap. Wiped after each use. */
    private static final Spares<byte[]> ROOMS = new Spares<>(() -> new byte[NativeRecordCipher.ROOM]);
    private static final int ROOM = (1 << 14) + 2048;

    private static final byte[] NOTHING = {};
    private static final byte[] ZERO_NONCE = new byte[12];
    private static final ByteBuffer NO_END = ByteBuffer.wrap(NOTHING);

    private final Spares<Cipher> spares;
    private final RawKey key;
    private Nonce nonce; // made with the cipher
    private Cipher cipher; // taken when it is first needed: many keys never protect anything

    NativeRecordCipher(Spares<Cipher> spares, RawKey key) {
        this.spares = spares;
        this.key = key;
    }

    /** One for all records, asked for again by each. */
    private static final class Nonce extends GCMParameterSpec {
        private byte[] now = NOTHING;

        Nonce() {
            super(8 * TAG, NOTHING);
        }

        @Override
        public byte[] getIV() {
            return now.clone();
        }
    }

    @Override
    public int overhead() {
        return TAG;
    }

    @Override
    public void seal(byte[] with, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer sealed) {
        seal(with, additional, additionalLength, plain, NO_END, sealed);
    }

    /** All of it is brought together where it is to be sealed, and sealed there. */
    @Override
    public void seal(byte[] with, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer end,
        ByteBuffer sealed) {
        int length = plain.remaining() + end.remaining();
        if (sealed.remaining() < length + TAG) throw new BufferOverflowException();
        try {
            start(Cipher.ENCRYPT_MODE, with, additional, additionalLength);
            if (sealed.hasArray()) {
                int at = sealed.arrayOffset() + sealed.position();
                sealed.put(plain).put(end);
                cipher.doFinal(sealed.array(), at, length, sealed.array(), at);
                sealed.position(sealed.position() + TAG);
            } else {
                var room = room(length + TAG);
                int content = plain.remaining();
                plain.get(room, 0, content);
                end.get(room, content, end.remaining());
                cipher.doFinal(room, 0, length, room, 0);
                sealed.put(room, 0, length + TAG);
                wiped(room, length + TAG);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // a nonce used twice, for one
        }
    }

    @Override
    public void open(byte[] with, byte[] additional, int additionalLength, ByteBuffer sealed, ByteBuffer plain)
        throws Altered {
        int length = sealed.remaining() - TAG;
        if (length < 0) throw new Altered();
        if (plain.remaining() < length) throw new BufferOverflowException();
        try {
            start(Cipher.DECRYPT_MODE, with, additional, additionalLength);
            if (sealed.hasArray() && plain.hasArray()) openInArrays(sealed, plain, length);
            else openInRoom(sealed, plain, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openInArrays(ByteBuffer sealed, ByteBuffer plain, int length)
        throws GeneralSecurityException, Altered {
        int to = plain.arrayOffset() + plain.position();
        try {
            cipher.doFinal(sealed.array(), sealed.arrayOffset() + sealed.position(), length + TAG, plain.array(), to);
        } catch (AEADBadTagException _) {
            Arrays.fill(plain.array(), to, to + length, (byte) 0);
            throw new Altered();
        }
        sealed.position(sealed.limit());
        plain.position(plain.position() + length);
    }

    private void openInRoom(ByteBuffer sealed, ByteBuffer plain, int length) throws GeneralSecurityException, Altered {
        var room = room(length + TAG);
        try {
            sealed.get(sealed.position(), room, 0, length + TAG);
            cipher.doFinal(room, 0, length + TAG, room, 0);
            plain.put(room, 0, length);
            sealed.position(sealed.limit());
        } catch (AEADBadTagException _) {
            throw new Altered();
        } finally {
            wiped(room, length + TAG);
        }
    }

    private static byte[] room(int length) {
        return length <= ROOM ? ROOMS.take() : new byte[length];
    }

    private static void wiped(byte[] room, int length) {
        Arrays.fill(room, 0, length, (byte) 0);
        if (room.length == ROOM) ROOMS.give(room);
    }

    private void start(int mode, byte[] with, byte[] additional, int additionalLength)
        throws GeneralSecurityException {
        if (key.isDestroyed()) throw new IllegalStateException("this cipher is closed");
        if (cipher == null) {
            cipher = spares.take();
            nonce = new Nonce();
        }
        nonce.now = with;
        cipher.init(mode, key, nonce);
        if (additionalLength > 0) cipher.updateAAD(additional, 0, additionalLength);
    }

    /** Seals nothing with a key of zeros, which overwrites what the library has made of the key; then another may have the cipher. */
    @Override
    public void close() {
        if (key.isDestroyed()) return;
        var used = cipher;
        cipher = null;
        try {
            if (used == null) return;
            nonce.now = ZERO_NONCE;
            used.init(Cipher.ENCRYPT_MODE, RawKey.zeros(key.length(), key.getAlgorithm()), nonce);
            used.doFinal();
            spares.give(used);
        } catch (GeneralSecurityException _) {
            // Refused only if the last record was sealed with a key and a nonce of zeros: then there is nothing to wipe.
        } finally {
            key.destroy();
        }
    }
}
