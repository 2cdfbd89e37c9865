package dev.parley.handshake;

import dev.parley.config.TlsConfig;
import java.util.Optional;

/**
 * This side of one connection.
 *
 * @param crypto the configuration's, under which every secret is accounted for
 */
public record Party(TlsConfig config, Custody crypto, Wish wish) {
    /** The same with another configuration, which a server chose for this client. */
    public Party with(TlsConfig other) {
        return new Party(other, crypto, wish);
    }

    public Optional<String> serverName() {
        return wish.serverName();
    }

    public Optional<String> peerName() {
        return wish.peerName();
    }

    public String sessionKey() {
        return wish.sessionKey();
    }

    public boolean earlyData() {
        return wish.earlyData();
    }
}
