package dev.parley.jsse;

import dev.parley.fingerprint.Fingerprints;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;

/** The peer's hello as bytes, until somebody asks for its fingerprints: most never do. Thread-safe. */
final class PeerHello {
    private final Dialect dialect;
    private Bytes message;
    private Fingerprints fingerprints = Fingerprints.NONE;

    PeerHello(Dialect dialect, Bytes message) {
        this.dialect = dialect;
        this.message = message;
    }

    synchronized Fingerprints fingerprints() {
        if (message == null) return fingerprints;
        fingerprints = switch (dialect.parse(message)) {
            case ClientHello hello -> Fingerprints.of(hello);
            case ServerHello hello -> Fingerprints.of(hello);
            default -> Fingerprints.NONE;
        };
        message = null;
        return fingerprints;
    }
}
