package dev.parley.explain.capture;

import dev.parley.explain.capture.net.Endpoint;

/**
 * A TCP connection, or a conversation of UDP datagrams.
 *
 * @param stream its number: from 0 by first packet, TCP and UDP each for itself, as Wireshark's {@code tcp.stream} and
 *        {@code udp.stream}
 * @param guessed nobody was seen to open it (the capture began later, or it is UDP), so who is the client is a guess:
 *        the side with the higher port for TCP; for UDP the side that spoke first, unless its port alone is a
 *        well-known one
 */
public record Connection(Transport transport, int stream, Endpoint client, Endpoint server, boolean guessed) {
    public enum Transport {
        TCP, UDP
    }

    public Endpoint sender(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? client : server;
    }

    /** {@code tcp 0: 192.0.2.1:50000 → 192.0.2.2:443}. */
    @Override
    public String toString() {
        return (transport == Transport.TCP ? "tcp " : "udp ") + stream + ": " + client + " → " + server;
    }
}
