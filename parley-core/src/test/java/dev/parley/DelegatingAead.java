package dev.parley;

import dev.parley.crypto.Aead;
import java.nio.ByteBuffer;

/** Another's cipher, for tests that change one thing about it. */
class DelegatingAead implements Aead {
    private final Aead real;

    DelegatingAead(Aead real) {
        this.real = real;
    }

    @Override
    public int overhead() {
        return real.overhead();
    }

    @Override
    public long recordLimit() {
        return real.recordLimit();
    }

    @Override
    public void seal(byte[] nonce, byte[] additional, int length, ByteBuffer plain, ByteBuffer sealed) {
        real.seal(nonce, additional, length, plain, sealed);
    }

    @Override
    public void open(byte[] nonce, byte[] additional, int length, ByteBuffer sealed, ByteBuffer plain) throws Altered {
        real.open(nonce, additional, length, sealed, plain);
    }

    @Override
    public void close() {
        real.close();
    }
}
