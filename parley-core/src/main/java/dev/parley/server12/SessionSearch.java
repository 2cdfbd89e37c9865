package dev.parley.server12;

import dev.parley.config.ClientAuth;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.ServerName;
import dev.parley.extension.SessionTicket;
import dev.parley.handshake.Party;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.observe.NotResumed;
import dev.parley.session.ServerSessions;
import dev.parley.session.Session;
import dev.parley.session.StoreUnavailable;
import dev.parley.session.Tickets;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * Looks for the session that a client wants to continue: in its ticket, or in the store by its id. May ask stores that
 * other servers share, so it is a task where they are remote. RFC 5246 section 7.4.1.2, RFC 5077 section 3.
 */
record SessionSearch(Party party, ClientHello hello) {
    /** @param session what may be continued; @param why the reason if nothing may; @param sealedOld was the ticket sealed under an older key? */
    record Found(Optional<Session> session, Optional<NotResumed> why, boolean sealedOld) {
        static Found not(NotResumed why) {
            return new Found(Optional.empty(), Optional.of(why), false);
        }
    }

    Found search() {
        var sessions = party.config().serverSessions();
        if (sessions.isEmpty()) return Found.not(NotResumed.TURNED_OFF);
        try {
            var opened = open(sessions.get());
            var obstacle = opened.session.flatMap(this::obstacle);
            if (obstacle.isEmpty()) return opened;
            return Found.not(obstacle.get());
        } catch (StoreUnavailable e) {
            return Found.not(NotResumed.STORE_DOWN);
        }
    }

    private Found open(ServerSessions sessions) {
        var ticket = hello.extensions().offered(SessionTicket.IT).orElse(Bytes.EMPTY);
        if (!ticket.isEmpty()) return open(sessions, ticket);
        if (hello.legacySessionId().isEmpty() || sessions.store().isEmpty()) return Found.not(NotResumed.NOT_OFFERED);
        var sealed = sessions.store().get().get(hello.legacySessionId());
        return sealed.map(it -> open(sessions, it)).orElseGet(() -> Found.not(NotResumed.UNKNOWN_SESSION));
    }

    private Found open(ServerSessions sessions, Bytes sealed) {
        return switch (Tickets.open(party.crypto(), sessions.keys(), sealed)) {
            case Tickets.Opened.Known(var session) -> {
                party.crypto().keep(session);
                yield new Found(Optional.of(session), Optional.empty(),
                    !sealed.startsWith(sessions.keys().current().name()));
            }
            case Tickets.Opened.UnknownKey _ -> Found.not(NotResumed.UNKNOWN_KEY);
            case Tickets.Opened.Broken _ -> Found.not(NotResumed.BROKEN_TICKET);
        };
    }

    /** Never across a change of name, version, suites, binding, or of what is demanded of clients. */
    private Optional<NotResumed> obstacle(Session session) {
        var config = party.config();
        if (!session.version().equals(ProtocolVersion.TLS_1_2)) return Optional.of(NotResumed.OTHER_VERSION);
        if (session.isExpired(config.clock().instant())) return Optional.of(NotResumed.EXPIRED);
        if (!config.suites().contains(session.suite()) || !hello.cipherSuites().contains(session.suite()))
            return Optional.of(NotResumed.SUITE_GONE);
        if (!session.serverName().equals(ServerName.host(hello.extensions())))
            return Optional.of(NotResumed.OTHER_NAME);
        if (session.peerChain().isEmpty() ? config.clientAuth() == ClientAuth.NEED
            : config.clientAuth() == ClientAuth.NONE)
            return Optional.of(NotResumed.CLIENT_CERTIFICATE_NEEDED);
        return bound(session) ? Optional.empty() : Optional.of(NotResumed.NOT_BOUND);
    }

    /** @throws dev.parley.failure.HandshakeFailure EXTENDED_MAIN_SECRET_CHANGED if the session was bound and the hello is not. RFC 7627 section 5.3 */
    private boolean bound(Session session) {
        boolean offers = hello.extensions().has(ExtendedMainSecret.IT);
        if (session.extendedMainSecret() && !offers)
            throw dev.parley.failure.Reason.EXTENDED_MAIN_SECRET_CHANGED
                .because("the session was made with it, the hello is without");
        return session.extendedMainSecret() == offers;
    }
}
