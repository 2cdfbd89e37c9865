package dev.parley.handshake;

import java.util.Optional;

/**
 * Whom a connection is to reach, and how.
 *
 * @param serverName client: the name to ask for in the hello; none for IP addresses
 * @param peerName the name or address that the peer's certificate must be for, if any
 * @param sessionKey client: under which sessions with this peer are kept
 * @param earlyData client: does the application want to send early data?
 */
public record Wish(Optional<String> serverName, Optional<String> peerName, String sessionKey, boolean earlyData) {
    /** A server's: whoever comes. */
    public static final Wish NONE = new Wish(Optional.empty(), Optional.empty(), "", false);

    public static Wish of(Optional<String> serverName, Optional<String> peerName) {
        return new Wish(serverName, peerName, peerName.or(() -> serverName).orElse(""), false);
    }

    public Wish sessionKey(String key) {
        return new Wish(serverName, peerName, key, earlyData);
    }

    public Wish earlyData(boolean on) {
        return new Wish(serverName, peerName, sessionKey, on);
    }
}
