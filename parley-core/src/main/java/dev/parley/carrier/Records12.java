package dev.parley.carrier;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.id.BulkCipher;
import dev.parley.schedule.KeyBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records of TLS 1.2 with AEAD. GCM's and CCM's nonces have a part from the key block and a part that each record carries
 * (RFC 5288 section 3); ChaCha20's are made as in TLS 1.3 (RFC 7905 section 2).
 */
final class Records12 implements Opener, Sealer {
    private final Aead aead;
    private final int explicit;
    private final long limit;
    private final Nonce nonce; // only where it is not explicit
    private final byte[] salted = new byte[12];
    private final byte[] additional = new byte[13];
    private long number;

    /** @param half borrowed */
    Records12(Crypto crypto, BulkCipher cipher, KeyBlock.Half half) {
        this.aead = crypto.aead(cipher, half.key());
        this.explicit = cipher.explicitNonceLength12();
        this.limit = Math.min(cipher.recordLimit(), aead.recordLimit());
        half.iv().lend(iv -> System.arraycopy(iv, 0, salted, 0, Math.min(iv.length, 12)));
        this.nonce = explicit == 0 ? new Nonce(half.iv()) : null;
    }

    @Override
    public int most(int body) {
        return Math.max(0, body - explicit - aead.overhead());
    }

    @Override
    public boolean hidesType() {
        return false;
    }

    @Override
    public long count() {
        return number;
    }

    @Override
    public int longest() {
        return (1 << 14) + 2048;
    }

    @Override
    public int open(byte[] header, ByteBuffer body, ByteBuffer plain) throws Aead.Altered {
        int length = body.remaining() - explicit - aead.overhead();
        if (length < 0) throw new Aead.Altered();
        byte[] itsNonce;
        if (explicit > 0) {
            body.get(salted, 4, explicit);
            itsNonce = salted;
        } else {
            itsNonce = nonce.next();
        }
        aead.open(itsNonce, additional(header[0], length), 13, body, plain);
        number++;
        return header[0] & 0xFF;
    }

    @Override
    public int sealedLength(int content, int padding) {
        return 5 + explicit + content + aead.overhead();
    }

    @Override
    public boolean pads() {
        return false;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public void seal(int type, ByteBuffer content, int padding, ByteBuffer record) {
        int length = content.remaining();
        record.put((byte) type).putShort((short) 0x0303).putShort((short) (explicit + length + aead.overhead()));
        byte[] itsNonce;
        if (explicit > 0) {
            for (int i = 0; i < 8; i++) salted[4 + i] = (byte) (number >>> 56 - 8 * i); // the number serves: unique under the key
            record.put(salted, 4, explicit);
            itsNonce = salted;
        } else {
            itsNonce = nonce.next();
        }
        aead.seal(itsNonce, additional((byte) type, length), 13, content, record);
        number++;
    }

    /** Number, type, version, length. RFC 5246 section 6.2.3.3. */
    private byte[] additional(byte type, int length) {
        for (int i = 0; i < 8; i++) additional[i] = (byte) (number >>> 56 - 8 * i);
        additional[8] = type;
        additional[9] = 3;
        additional[10] = 3;
        additional[11] = (byte) (length >> 8);
        additional[12] = (byte) length;
        return additional;
    }

    @Override
    public void close() {
        aead.close();
        if (nonce != null) nonce.forget();
        Arrays.fill(salted, (byte) 0);
    }
}
