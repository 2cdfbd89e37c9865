package dev.parley.jsse.it;

/** A client of some library. It speaks with {@code https://localhost} at the port it was made for. */
interface WebClient extends AutoCloseable {
    byte[] get(String path) throws Exception;

    byte[] post(String path, byte[] body) throws Exception;

    @Override
    default void close() {}
}
