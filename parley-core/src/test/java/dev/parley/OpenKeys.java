package dev.parley;

import dev.parley.crypto.Aead;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's cryptography, which counts the record keys that are not closed. */
final class OpenKeys extends DelegatingCrypto {
    private final AtomicInteger open = new AtomicInteger();

    OpenKeys() {
        super(Cryptography.jdk());
    }

    int open() {
        return open.get();
    }

    @Override
    public Aead aead(BulkCipher cipher, Secret key) {
        open.incrementAndGet();
        return new DelegatingAead(real.aead(cipher, key)) {
            private boolean closed;

            @Override
            public void close() {
                if (!closed) open.decrementAndGet();
                closed = true;
                super.close();
            }
        };
    }
}
