package dev.parley.jsse;

import dev.parley.handshake.Request;
import dev.parley.id.ProtocolVersion;
import javax.net.ssl.SSLException;

/**
 * A handshake on a connection that stands: in TLS 1.3 a server that wants to know its client now asks it, and everybody else
 * gets new keys; in TLS 1.2 nothing that Parley would do.
 */
final class Again {
    private Again() {}

    /**
     * A client's program that asks twice means no harm, and keeps its connection as it is. A server's program wants
     * something of its client that it will not get: it must be told.
     */
    static void handshake(Endpoint<?> endpoint) throws SSLException {
        var carrier = endpoint.carrier();
        if (carrier.facts().orElseThrow().version().equals(ProtocolVersion.TLS_1_3))
            carrier.request(endpoint.mayAsk() ? new Request.Certificate(endpoint.wishes.needsClient)
                : new Request.UpdateKeys(false));
        else if (!endpoint.client)
            throw new SSLException("renegotiation is refused: a second handshake inside a connection has been the "
                + "source of several attacks (RFC 9325 section 3.5). Open a new connection, or use TLS 1.3");
    }
}
