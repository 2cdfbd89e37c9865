package dev.parley.hello;

import dev.parley.config.TlsConfig;
import dev.parley.handshake.ExternalKeys;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.NotResumed;
import dev.parley.schedule.EarlySecret;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client offers to continue.
 *
 * @param psks for TLS 1.3, the session's first
 * @param session12 a session of TLS 1.2
 * @param early does early data follow the hello?
 * @param why the reason if there is nothing to continue; DECLINED if there is, for when the server does not take it
 */
public record ResumptionOffer(List<Psk> psks, Optional<Session> session12, boolean early, NotResumed why) {
    public ResumptionOffer {
        psks = List.copyOf(psks);
    }

    static ResumptionOffer of(Party party) {
        var config = party.config();
        var psks = new ArrayList<Psk>();
        var why = config.clientSessions().keeps() ? NotResumed.NO_SESSION : NotResumed.TURNED_OFF;
        Optional<Session> session12 = Optional.empty();
        var session = config.clientSessions().take(party.sessionKey());
        if (session.isPresent()) {
            var obstacle = obstacle(party, party.crypto().keep(session.get()));
            why = obstacle.orElse(NotResumed.DECLINED);
            if (obstacle.isEmpty() && session.get().version().equals(ProtocolVersion.TLS_1_2)) session12 = session;
            else if (obstacle.isEmpty()) psks.add(ofTicket(config, session.get()));
        }
        if (config.versions().contains(ProtocolVersion.TLS_1_3)) psks.addAll(ExternalKeys.of(party));
        boolean early = party.earlyData() && !psks.isEmpty() && allowsEarly(config, psks.getFirst());
        return new ResumptionOffer(psks, session12, early, why);
    }

    /** Never across a change of name, version or suites. RFC 9846 section 4.7.1, RFC 5246 section F.1.4. */
    private static Optional<NotResumed> obstacle(Party party, Session session) {
        var config = party.config();
        if (session.isExpired(config.clock().instant())) return Optional.of(NotResumed.EXPIRED);
        if (!session.serverName().equals(party.serverName())) return Optional.of(NotResumed.OTHER_NAME);
        if (!config.versions().contains(session.version())) return Optional.of(NotResumed.OTHER_VERSION);
        if (config.requireExtendedMainSecret() && !session.extendedMainSecret())
            return Optional.of(NotResumed.NOT_BOUND);
        if (session.version().equals(ProtocolVersion.TLS_1_2) && session.isTicket()
            && !config.clientSessions().takesTickets())
            return Optional.of(NotResumed.TURNED_OFF);
        boolean usable = session.version().equals(ProtocolVersion.TLS_1_3)
            ? hashes(config).contains(session.suite().hash()) : config.suites().contains(session.suite());
        return usable ? Optional.empty() : Optional.of(NotResumed.SUITE_GONE);
    }

    private static List<HashAlgorithm> hashes(TlsConfig config) {
        return config.suites().stream().filter(CipherSuite::isFor13).map(CipherSuite::hash).distinct().toList();
    }

    private static Psk ofTicket(TlsConfig config, Session session) {
        long age = Duration.between(session.created(), config.clock().instant()).toMillis();
        return new Psk(session.id(), session.secret(), session.suite().hash(), EarlySecret.Origin.RESUMPTION,
            age + session.ageAdd() & 0xFFFF_FFFFL, Optional.of(session));
    }

    /** RFC 9846 section 4.3.10: early data goes under the session's suite and application protocol. */
    private static boolean allowsEarly(TlsConfig config, Psk psk) {
        return psk.session().filter(session -> session.earlyData() > 0 && config.suites().contains(session.suite())
            && session.protocol().map(config.protocols()::contains).orElse(true)).isPresent();
    }

    /** For a hidden hello, which offers nothing of TLS 1.2. RFC 9849 section 6.1. */
    ResumptionOffer hidden() {
        return new ResumptionOffer(psks, Optional.empty(), early,
            session12.isPresent() ? NotResumed.OTHER_VERSION : why);
    }

    /** The visible hello offered nothing at all. */
    ResumptionOffer nothing() {
        return new ResumptionOffer(List.of(), Optional.empty(), early, why);
    }

    /** After HelloRetryRequest: no early data, and only keys of the suite's hash. RFC 9846 section 4.2.4. */
    ResumptionOffer retried(HashAlgorithm hash) {
        return new ResumptionOffer(psks.stream().filter(psk -> psk.hash() == hash).toList(), session12, false, why);
    }

    /** What goes into session_ticket, if the extension is sent at all. RFC 5077 section 3.2. */
    Optional<Bytes> ticket12(TlsConfig config) {
        var kept = config.clientSessions();
        if (!config.versions().contains(ProtocolVersion.TLS_1_2) || !kept.keeps() || !kept.takesTickets())
            return Optional.empty();
        return Optional.of(session12.filter(Session::isTicket).map(Session::id).orElse(Bytes.EMPTY));
    }
}
