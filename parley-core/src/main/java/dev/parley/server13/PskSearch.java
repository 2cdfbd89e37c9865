package dev.parley.server13;

import dev.parley.config.ClientAuth;
import dev.parley.extension.EarlyData;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.ServerName;
import dev.parley.handshake.ExternalKeys;
import dev.parley.handshake.FoundPsk;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.observe.NotResumed;
import dev.parley.schedule.EarlySecret;
import dev.parley.session.ServerSessions;
import dev.parley.session.Session;
import dev.parley.session.StoreUnavailable;
import dev.parley.session.Tickets;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks among the keys that a client offers for one that this server can go on with. May ask stores that other servers
 * share, so it is a task where they are remote. RFC 9846 sections 4.3.11 and 8.
 */
record PskSearch(Party party, ClientHello hello, CipherSuite suite, PreSharedKey.Offered offered, boolean retried) {
    /** More identities than this are not looked at: opening tickets is work. */
    private static final int MOST = 4;

    FoundPsk search() {
        var why = party.config().serverSessions().isPresent() ? NotResumed.UNKNOWN_KEY : NotResumed.TURNED_OFF;
        for (int i = 0; i < Math.min(MOST, offered.identities().size()); i++) {
            var identity = offered.identities().get(i);
            var external =
                ExternalKeys.of(party).stream().filter(psk -> psk.identity().equals(identity.identity())).findFirst();
            if (external.isPresent() && external.get().hash() == suite.hash())
                return new FoundPsk(external, i, false, false, why);
            if (party.config().serverSessions().isEmpty()) continue;
            var opened = open(party.config().serverSessions().get(), identity.identity());
            var obstacle = opened.session.map(this::obstacle).orElse(opened.why);
            if (obstacle.isEmpty()) return found(opened, i, identity);
            opened.session.ifPresent(Session::close);
            why = obstacle.get();
        }
        return FoundPsk.none(why);
    }

    /** @param why what is wrong with it, if there is none */
    private record Opened(Optional<Session> session, Optional<NotResumed> why, boolean sealedOld) {
        static Opened not(NotResumed why) {
            return new Opened(Optional.empty(), Optional.of(why), false);
        }
    }

    private Opened open(ServerSessions sessions, Bytes identity) {
        try {
            var sealed = identity;
            if (sessions.stateful()) {
                var kept = sessions.store().orElseThrow().take(identity); // each is good for one use. RFC 9846 section 8.1
                if (kept.isEmpty()) return Opened.not(NotResumed.USED_BEFORE);
                sealed = kept.get();
            }
            return switch (Tickets.open(party.crypto(), sessions.keys(), sealed)) {
                case Tickets.Opened.Known(var session) -> {
                    party.crypto().keep(session);
                    yield new Opened(Optional.of(session), Optional.empty(),
                        !sealed.startsWith(sessions.keys().current().name()));
                }
                case Tickets.Opened.UnknownKey _ -> Opened.not(NotResumed.UNKNOWN_KEY);
                case Tickets.Opened.Broken _ -> Opened.not(NotResumed.BROKEN_TICKET);
            };
        } catch (StoreUnavailable e) {
            return Opened.not(NotResumed.STORE_DOWN);
        }
    }

    /** Never across a change of name, version, hash, or of what is demanded of clients. */
    private Optional<NotResumed> obstacle(Session session) {
        var config = party.config();
        if (!session.version().equals(ProtocolVersion.TLS_1_3)) return Optional.of(NotResumed.OTHER_VERSION);
        if (session.isExpired(config.clock().instant())) return Optional.of(NotResumed.EXPIRED);
        if (session.suite().hash() != suite.hash()) return Optional.of(NotResumed.SUITE_GONE);
        if (!session.serverName().equals(ServerName.host(hello.extensions())))
            return Optional.of(NotResumed.OTHER_NAME);
        if (session.peerChain().isEmpty() ? config.clientAuth() == ClientAuth.NEED
            : config.clientAuth() == ClientAuth.NONE)
            return Optional.of(NotResumed.CLIENT_CERTIFICATE_NEEDED);
        return Optional.empty();
    }

    private FoundPsk found(Opened opened, int index, PreSharedKey.Identity identity) {
        var session = opened.session.orElseThrow();
        var psk = new Psk(identity.identity(), session.secret(), session.suite().hash(), EarlySecret.Origin.RESUMPTION,
            identity.obfuscatedAge(), Optional.of(session));
        return new FoundPsk(Optional.of(psk), index, allowsEarly(session, index, identity), opened.sealedOld,
            NotResumed.DECLINED);
    }

    /** First key, same suite, and fresh. RFC 9846 sections 4.3.10 and 8.3. */
    private boolean allowsEarly(Session session, int index, PreSharedKey.Identity identity) {
        var sessions = party.config().serverSessions().orElseThrow();
        if (!hello.extensions().has(EarlyData.IT) || retried || index != 0 || sessions.earlyData() == 0) return false;
        return session.suite().equals(suite) && session.earlyData() > 0
            && isFresh(session, identity, sessions.freshness());
    }

    /**
     * Was this hello never seen before? Asked when its binder is known to be right: anybody can make hellos with wrong
     * ones, and fill the guard with them. RFC 9846 sections 8.1 and 8.2.
     */
    boolean isFirst(FoundPsk found) {
        var sessions = party.config().serverSessions().orElseThrow();
        if (sessions.stateful()) return true;
        try {
            var issued = found.psk().flatMap(Psk::session).orElseThrow().created();
            return sessions.guard().isFirst(offered.binders().getFirst(), issued,
                sessions.freshness().multipliedBy(2));
        } catch (StoreUnavailable e) {
            return false;
        }
    }

    /** Is the ticket as old as the client says? Otherwise the hello may have been kept and sent again. RFC 9846 section 8.3. */
    private boolean isFresh(Session session, PreSharedKey.Identity identity, Duration tolerance) {
        long said = identity.obfuscatedAge() - session.ageAdd() & 0xFFFF_FFFFL;
        long real = Duration.between(session.created(), party.config().clock().instant()).toMillis();
        return Math.abs(said - real) <= tolerance.toMillis();
    }
}
