package dev.parley.carrier;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.KeyBlock;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Records of TLS 1.2 with CBC and HMAC, in either order. RFC 5246 section 6.2.3.2; RFC 7366 for encrypt-then-MAC.
 *
 * <p>MAC-then-encrypt must not tell, by an error or by time, whether the padding or the MAC was wrong (POODLE, Lucky 13).
 * So padding and MAC are checked without branches on what was decrypted, the MAC is taken out of its secret place by
 * looking at every place where it could be, and the hash function always runs over as many blocks as the longest content
 * would take. What cannot be controlled from here is how evenly the JDK's own HMAC and AES run.
 */
final class CbcRecords implements Opener, Sealer {
    private static final int BLOCK = 16;

    private final Crypto crypto;
    private final Crypto.BlockMode cipher;
    private final Crypto.Mac mac;
    private final int macLength;
    private final int hashBlock;
    private final boolean encryptThenMac;
    private final byte[] header = new byte[13];
    private long number;

    /** @param half borrowed */
    CbcRecords(Crypto crypto, CipherSuite suite, KeyBlock.Half half, boolean encryptThenMac) {
        this.crypto = crypto;
        this.cipher = crypto.cbc(half.key());
        this.mac = crypto.hmac(suite.mac(), half.mac());
        this.macLength = suite.mac().length();
        this.hashBlock = suite.mac().block();
        this.encryptThenMac = encryptThenMac;
    }

    @Override
    public int most(int body) {
        return body;
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
    public int open(byte[] recordHeader, ByteBuffer body, ByteBuffer plain) throws Aead.Altered {
        int content =
            encryptThenMac ? openOuterMac(recordHeader[0], body, plain) : openInnerMac(recordHeader[0], body, plain);
        number++;
        if (content < 0) throw new Aead.Altered();
        return recordHeader[0] & 0xFF;
    }

    /** RFC 7366 section 3: what is not authentic is never decrypted. */
    private int openOuterMac(byte type, ByteBuffer body, ByteBuffer plain) {
        int sealed = body.remaining() - macLength;
        if (sealed < 2 * BLOCK || sealed % BLOCK != 0) return -1;
        var data = new byte[sealed];
        body.get(data);
        var tag = new byte[macLength];
        body.get(tag);
        var expected = mac.add(header(type, sealed)).add(data).finish();
        if (difference(expected, tag) != 0) return -1;
        cipher.decrypt(Arrays.copyOf(data, BLOCK), data, BLOCK, sealed - BLOCK);
        int padding = data[sealed - 1] & 0xFF;
        int wrong = 0;
        if (padding + 1 > sealed - BLOCK) return -1;
        for (int i = 0; i <= padding; i++) wrong |= (data[sealed - 1 - i] & 0xFF) ^ padding;
        if (wrong != 0) return -1;
        int content = sealed - BLOCK - padding - 1;
        plain.put(data, BLOCK, content);
        return content;
    }

    private int openInnerMac(byte type, ByteBuffer body, ByteBuffer plain) {
        int sealed = body.remaining();
        if (sealed % BLOCK != 0 || sealed < BLOCK + macLength + 1) return -1; // known from the outside
        var data = new byte[sealed];
        body.get(data);
        cipher.decrypt(Arrays.copyOf(data, BLOCK), data, BLOCK, sealed - BLOCK);
        int length = sealed - BLOCK; // content, MAC, padding and its length
        int padding = data[sealed - 1] & 0xFF;
        int longest = length - macLength - 1; // the content if there is no padding at all
        int good = notNegative(longest - padding); // all ones: it fits
        padding &= good;
        for (int i = 0; i < Math.min(256, length); i++) {
            int inside = notNegative(padding - i);
            good &= ~(inside & different(data[sealed - 1 - i] & 0xFF, padding));
        }
        padding &= good; // with wrong padding, the MAC is checked as if there were none. RFC 5246 section 6.2.3.2
        int content = longest - padding;
        var expected = evenMac(type, data, content, longest);
        good &=
            ~different(difference(expected, macAt(data, BLOCK + content, Math.max(BLOCK, BLOCK + longest - 255))), 0);
        if (good == 0) return -1;
        plain.put(data, BLOCK, content);
        return content;
    }

    /** The MAC of the content, after which the hash runs on until it has seen as many blocks as the longest would take. */
    private byte[] evenMac(byte type, byte[] data, int content, int longest) {
        var value = mac.add(header(type, content)).add(data, BLOCK, content).finish();
        int more = 1 + blocks(13 + longest) - blocks(13 + content);
        mac.add(FILLER, 0, more * hashBlock).finish(); // in one go, as the content: block by block takes longer
        return value;
    }

    /** As many blocks as 256 bytes can make, of any hash, and one that there always is. */
    private static final byte[] FILLER = new byte[6 * 128];

    /** How many times the compression function runs for so many bytes, with the padding of the hash itself. */
    private int blocks(int bytes) {
        return (bytes + 1 + hashBlock / 8 + hashBlock - 1) / hashBlock;
    }

    /** The MAC from a place that must stay secret: every byte from {@code from} on is looked at for every byte of it. */
    private byte[] macAt(byte[] data, int place, int from) {
        var found = new byte[macLength];
        for (int i = from; i < data.length; i++)
            for (int j = 0; j < macLength; j++) found[j] |= (byte) (data[i] & ~different(i, place + j));
        return found;
    }

    /** All ones if the number is not negative, else 0. */
    private static int notNegative(int number) {
        return ~(number >> 31);
    }

    /** All ones if the numbers differ, else 0. */
    private static int different(int a, int b) {
        int x = a ^ b;
        return (x | -x) >> 31;
    }

    /** 0 if all bytes are the same. */
    private static int difference(byte[] a, byte[] b) {
        int all = 0;
        for (int i = 0; i < a.length; i++) all |= a[i] ^ b[i];
        return all;
    }

    @Override
    public int sealedLength(int content, int padding) {
        int inner = content + (encryptThenMac ? 0 : macLength) + 1;
        return 5 + BLOCK + (inner + BLOCK - 1) / BLOCK * BLOCK + (encryptThenMac ? macLength : 0);
    }

    @Override
    public boolean pads() {
        return false;
    }

    @Override
    public long limit() {
        return 1L << 32;
    }

    @Override
    public void seal(int type, ByteBuffer plain, int unused, ByteBuffer record) {
        int content = plain.remaining();
        int inner = content + (encryptThenMac ? 0 : macLength);
        int padding = BLOCK - 1 - inner % BLOCK;
        int sealed = BLOCK + inner + padding + 1;
        var iv = new byte[BLOCK];
        crypto.random(iv); // unpredictable, against BEAST. RFC 5246 section 6.2.3.2
        var data = new byte[sealed];
        System.arraycopy(iv, 0, data, 0, BLOCK);
        plain.get(data, BLOCK, content);
        if (!encryptThenMac) {
            var tag = mac.add(header((byte) type, content)).add(data, BLOCK, content).finish();
            System.arraycopy(tag, 0, data, BLOCK + content, macLength);
        }
        Arrays.fill(data, BLOCK + inner, sealed, (byte) padding);
        cipher.encrypt(iv, data, BLOCK, sealed - BLOCK);
        record.put((byte) type).putShort((short) 0x0303).putShort((short) (sealed + (encryptThenMac ? macLength : 0)))
            .put(data);
        if (encryptThenMac) record.put(mac.add(header((byte) type, sealed)).add(data).finish());
        number++;
    }

    /** Number, type, version, length. RFC 5246 section 6.2.3.1. */
    private byte[] header(byte type, int length) {
        for (int i = 0; i < 8; i++) header[i] = (byte) (number >>> 56 - 8 * i);
        header[8] = type;
        header[9] = 3;
        header[10] = 3;
        header[11] = (byte) (length >> 8);
        header[12] = (byte) length;
        return header;
    }

    @Override
    public void close() {
        cipher.close();
        mac.close();
    }
}
