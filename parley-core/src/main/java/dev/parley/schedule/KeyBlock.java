package dev.parley.schedule;

import dev.parley.crypto.Secret;

/** The keys of TLS 1.2, cut into what each side writes with. RFC 5246 section 6.3. */
public record KeyBlock(Half client, Half server) implements AutoCloseable {
    /**
     * What one side writes with.
     *
     * @param mac empty with AEAD
     * @param iv the implicit part of the nonce; empty with CBC
     */
    public record Half(Secret mac, Secret key, Secret iv) implements AutoCloseable {
        @Override
        public void close() {
            mac.close();
            key.close();
            iv.close();
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
