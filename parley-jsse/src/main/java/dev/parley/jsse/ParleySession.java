package dev.parley.jsse;

import dev.parley.ChannelBinding;
import dev.parley.fingerprint.Fingerprints;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What a session of Parley tells beyond JSSE: {@code if (socket.getSession() instanceof ParleySession it) …}. */
public interface ParleySession extends SSLSession {
    /**
     * What both sides have agreed on: group, signature schemes, whether it took a second hello, whether it was resumed.
     * Empty until the handshake is complete.
     */
    Optional<Facts> facts();

    /**
     * How the peer says hello: JA3 and JA4 of a client, JA3S of a server. Computed when it is first asked for; {@link
     * Fingerprints#NONE} before the peer has said hello.
     */
    Fingerprints fingerprints();

    /**
     * What ties proofs made inside to this connection, such as that of SCRAM-SHA-256-PLUS; empty if it has nothing of this
     * kind. RFC 5929, RFC 9266.
     *
     * @throws IllegalStateException before the handshake is complete and after the connection was closed
     */
    Optional<Bytes> channelBinding(ChannelBinding kind);
}
