package dev.parley.carrier;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.Labels;
import java.nio.ByteBuffer;

/** Records of TLS 1.3: the content type and any padding are encrypted along. RFC 9846 section 5.2. */
final class Records13 implements Opener, Sealer {
    private static final int APPLICATION_DATA = 23;

    private final Aead aead;
    private final Nonce nonce;
    private final long limit;
    private static final byte[] NO_HEADER = {};
    private static final ByteBuffer NO_END = ByteBuffer.allocate(0);

    private byte[] header = NO_HEADER; // made when the first record is sealed: every second one only opens
    private ByteBuffer typeAlone = NO_END;

    /** @param traffic borrowed */
    Records13(Crypto crypto, CipherSuite suite, Secret traffic) {
        var cipher = suite.cipher();
        try (var keys = Labels.keys(crypto, suite.hash(), traffic, cipher.keyLength())) {
            this.aead = crypto.aead(cipher, keys.key());
            this.nonce = new Nonce(keys.iv());
        }
        this.limit = Math.min(cipher.recordLimit(), aead.recordLimit());
    }

    @Override
    public int most(int body) {
        return Math.max(0, body - aead.overhead());
    }

    @Override
    public boolean hidesType() {
        return true;
    }

    @Override
    public long count() {
        return nonce.number();
    }

    @Override
    public int longest() {
        return (1 << 14) + 256;
    }

    @Override
    public int open(byte[] recordHeader, ByteBuffer body, ByteBuffer plain) throws Aead.Altered {
        int start = plain.position();
        aead.open(nonce.next(), recordHeader, 5, body, plain);
        for (int at = plain.position() - 1; at >= start; at--) {
            int type = plain.get(at) & 0xFF;
            if (type != 0) {
                plain.position(at);
                return type;
            }
        }
        plain.position(start);
        return -1;
    }

    @Override
    public void disregard() {
        nonce.back();
    }

    @Override
    public int sealedLength(int content, int padding) {
        return 5 + content + 1 + padding + aead.overhead();
    }

    @Override
    public boolean pads() {
        return true;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public void seal(int type, ByteBuffer content, int padding, ByteBuffer record) {
        int length = content.remaining() + 1 + padding + aead.overhead();
        if (header.length == 0) {
            header = new byte[5];
            typeAlone = ByteBuffer.allocate(1);
        }
        header[0] = APPLICATION_DATA;
        header[1] = 3;
        header[2] = 3;
        header[3] = (byte) (length >> 8);
        header[4] = (byte) length;
        record.put(header);
        aead.seal(nonce.next(), header, 5, content, end(type, padding), record);
    }

    /** What stands behind the content: its type, and zeros. */
    private ByteBuffer end(int type, int padding) {
        var end = padding == 0 ? typeAlone.clear() : ByteBuffer.allocate(1 + padding);
        return end.put(0, (byte) type);
    }

    @Override
    public void close() {
        aead.close();
        nonce.forget();
    }
}
