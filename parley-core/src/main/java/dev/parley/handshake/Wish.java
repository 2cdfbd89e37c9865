package dev.parley.handshake;

import dev.parley.ech.EchConfigList;
import java.util.Optional;

/**
 * Whom a connection is to reach, and how.
 *
 * @param serverName client: the name to ask for in the hello; none for IP addresses
 * @param peerName the name or address that the peer's certificate must be for, if any
 * @param sessionKey client: under which sessions with this peer are kept
 * @param earlyData client: does the application want to send early data?
 * @param ech client: the configurations of the server for Encrypted Client Hello
 */
public record Wish(Optional<String> serverName, Optional<String> peerName, String sessionKey, boolean earlyData,
    Optional<EchConfigList> ech) {
    /** A server's: whoever comes. */
    public static final Wish NONE = new Wish(Optional.empty(), Optional.empty(), "", false, Optional.empty());

    public static Wish of(Optional<String> serverName, Optional<String> peerName) {
        return new Wish(serverName, peerName, peerName.or(() -> serverName).orElse(""), false, Optional.empty());
    }

    public Wish sessionKey(String key) {
        return new Wish(serverName, peerName, key, earlyData, ech);
    }

    public Wish earlyData(boolean on) {
        return new Wish(serverName, peerName, sessionKey, on, ech);
    }

    public Wish ech(Optional<EchConfigList> configs) {
        return new Wish(serverName, peerName, sessionKey, earlyData, configs);
    }

    /** For a server that stands before the one that is wanted. */
    Wish instead(String publicName) {
        return new Wish(Optional.of(publicName), Optional.of(publicName), sessionKey, earlyData, Optional.empty());
    }
}
