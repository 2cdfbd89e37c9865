package dev.parley.jsse;

import dev.parley.observe.Facts;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What a session of Parley tells beyond JSSE: {@code if (socket.getSession() instanceof ParleySession it) …}. */
public interface ParleySession extends SSLSession {
    /**
     * What both sides have agreed on: group, signature schemes, whether it took a second hello, whether it was resumed.
     * Empty until the handshake is complete.
     */
    Optional<Facts> facts();
}
