package dev.parley.handshake;

import dev.parley.config.TlsConfig;
import dev.parley.crypto.Crypto;
import java.util.Optional;

/**
 * This side of one connection.
 *
 * @param crypto the configuration's, under which every secret is accounted for
 * @param serverName client: the name to ask for in the hello; none for IP addresses
 * @param peerName the name or address that the peer's certificate must be for, if any
 */
public record Party(TlsConfig config, Crypto crypto, Optional<String> serverName, Optional<String> peerName) {
    /** The same with another configuration, which a server chose for this client. */
    public Party with(TlsConfig other) {
        return new Party(other, crypto, serverName, peerName);
    }
}
