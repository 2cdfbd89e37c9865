package dev.parley.jsse.it;

/**
 * A running server. It answers {@code /who} with the client's port, the HTTP version and the name in the client's
 * certificate, {@code /up} with the digest of what was sent, and {@code /down} with {@link Payload#BYTES}.
 */
interface WebServer extends AutoCloseable {
    int port();

    @Override
    void close();
}
