package dev.parley.cli;

import dev.parley.Link;
import java.io.IOException;

/** Standard input goes out through a connection, and what comes in goes to standard output, until the peer has closed. */
final class Pipe {
    private final Link link;
    private final Streams streams;
    private final boolean keepsOpen;

    /** @param keepsOpen does the connection stay open at the end of standard input, until the peer closes it? */
    Pipe(Link link, Streams streams, boolean keepsOpen) {
        this.link = link;
        this.streams = streams;
        this.keepsOpen = keepsOpen;
    }

    /** Blocks until the peer has closed its side. */
    void run() throws IOException {
        // A read of standard input cannot be interrupted, so whoever does it must not keep the process.
        Thread.ofPlatform().daemon().name("standard input").start(this::send);
        receive();
    }

    private void receive() throws IOException {
        var buffer = new byte[1 << 14];
        for (int read; (read = link.input().read(buffer)) >= 0;) {
            streams.out().write(buffer, 0, read);
            streams.out().flush();
        }
    }

    private void send() {
        try {
            var buffer = new byte[1 << 14];
            for (int read; (read = streams.in().read(buffer)) >= 0;) link.output().write(buffer, 0, read);
            if (!keepsOpen) link.output().close();
        } catch (IOException _) {
            return; // whoever receives sees the same, and tells
        }
    }
}
