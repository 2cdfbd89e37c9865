package dev.parley.bench;

/** A client and a server of one stack, connected in memory. */
interface Talk extends AutoCloseable {
    /** Seals one record of the row's size on the client's side and opens it on the server's. @return the bytes that came */
    int send();

    /** What the server's first flight said, as far as it was kept. */
    FirstFlight seen();

    @Override
    void close();
}
