package dev.parley.crypto.ccm;

import dev.parley.crypto.Aead;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;

/** One key's CCM. It needs to know a record's length before its first byte, so it works on whole records in arrays of its own. */
final class CcmAead implements Aead {
    private final JdkAes aes;
    private final CCMBlockCipher mode;
    private final int tag;

    CcmAead(JdkAes aes, int tag) {
        this.aes = aes;
        this.mode = (CCMBlockCipher) CCMBlockCipher.newInstance(aes); // the class can take whole records
        this.tag = tag;
    }

    @Override
    public int overhead() {
        return tag;
    }

    @Override
    public void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer sealed) {
        if (sealed.remaining() < plain.remaining() + tag) throw new BufferOverflowException();
        var content = new byte[plain.remaining()];
        plain.get(content);
        try {
            sealed.put(process(true, nonce, additional, additionalLength, content));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e); // only opening can fail so
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    @Override
    public void open(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer sealed, ByteBuffer plain)
        throws Altered {
        int length = sealed.remaining() - tag;
        if (length < 0) throw new Altered();
        if (plain.remaining() < length) throw new BufferOverflowException();
        var content = new byte[sealed.remaining()];
        sealed.get(sealed.position(), content);
        byte[] opened;
        try {
            opened = process(false, nonce, additional, additionalLength, content);
        } catch (InvalidCipherTextException _) {
            throw new Altered();
        }
        sealed.position(sealed.limit());
        plain.put(opened);
        Arrays.fill(opened, (byte) 0);
    }

    private byte[] process(boolean seal, byte[] nonce, byte[] additional, int additionalLength, byte[] content)
        throws InvalidCipherTextException {
        var begun = new byte[additionalLength];
        System.arraycopy(additional, 0, begun, 0, additionalLength);
        mode.init(seal, new AEADParameters(aes.parameters(), 8 * tag, nonce.clone(), begun));
        return mode.processPacket(content, 0, content.length);
    }

    @Override
    public void close() {
        aes.close();
    }
}
