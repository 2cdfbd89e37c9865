package dev.parley.handshake;

import dev.parley.config.TlsConfig;
import java.util.Optional;

/**
 * This side of one connection.
 *
 * @param crypto the configuration's, under which every secret is accounted for
 * @param echRejected client: did the server not open the hidden hello? Then this connection may only tell how to try again
 */
public record Party(TlsConfig config, Custody crypto, Wish wish, boolean echRejected) {
    public Party(TlsConfig config, Custody crypto, Wish wish) {
        this(config, crypto, wish, false);
    }

    /** The same with another configuration, which a server chose for this client. */
    public Party with(TlsConfig other) {
        return new Party(other, crypto, wish, echRejected);
    }

    /** The server has not opened the hidden hello: it must be the one that its configuration names. RFC 9849 section 6.1.6. */
    public Party rejected(String publicName) {
        return new Party(config, crypto, wish.instead(publicName), true);
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
