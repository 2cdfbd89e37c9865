package dev.parley.config;

import static dev.parley.failure.Reason.NO_COMMON_PROTOCOL;

import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** How a server picks the application protocol from a client's list. RFC 7301 section 3.2. */
@FunctionalInterface
public interface ProtocolChoice {
    /**
     * The protocol to speak, one of those offered, or nothing to go on without one. Any other ends the connection as a
     * fault of this side.
     *
     * @throws dev.parley.failure.HandshakeFailure NO_COMMON_PROTOCOL if it cannot be done without
     */
    Optional<Bytes> choose(List<Bytes> offered);

    /** The first of the server's protocols that the client has too; a server without protocols does not answer. */
    static ProtocolChoice firstOf(List<Bytes> ours) {
        return offered -> {
            if (ours.isEmpty()) return Optional.empty();
            for (var protocol : ours) if (offered.contains(protocol)) return Optional.of(protocol);
            throw NO_COMMON_PROTOCOL.because("client speaks %s, we speak %s", offered, ours).offers("protocols", ours,
                offered);
        };
    }
}
