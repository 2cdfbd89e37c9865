package dev.parley.client12;

import dev.parley.config.Side;
import dev.parley.extension.Alpn;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Chains;
import dev.parley.handshake.EchRejection;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.message.NewSessionTicket12;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server's digest of the whole handshake must be right. RFC 5246 section 7.4.9. */
record WaitFinished(Answered answered) implements Client12 {
    @Override
    public Agreed12 agreed() {
        return answered.keys().agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var proven = answered.keys().check(Side.SERVER, finished, out);
        return Chains.again(agreed().party(), answered.proof(), out,
            proof -> new WaitFinished(answered.proof(proof)).finish(finished, proven, out));
    }

    private Step finish(Finished finished, FinishedProven proven, Output out) {
        if (answered.isResumed()) answered.keys().sayFinished(Side.CLIENT, out);
        if (agreed().party().echRejected()) throw EchRejection.of(agreed().party(), Optional.empty());
        var facts = facts(answered.said().orElse(finished.verifyData()));
        out.established(facts, answered.keys().exporter());
        keep(facts);
        return Step.become(new Connected(answered.keys(), answered.proof(), proven));
    }

    private Facts facts(Bytes first) {
        return new Facts(Side.CLIENT, ProtocolVersion.TLS_1_2, agreed().suite(), answered.group(), answered.scheme(),
            answered.own().flatMap(OwnCredential::scheme), Alpn.in(agreed().answers()), agreed().party().serverName(),
            answered.own().map(OwnCredential::chain).orElse(List.of()), answered.chain(), path(), false,
            answered.isResumed(),
            agreed().extendedMainSecret(), agreed().encryptThenMac(), agreed().server().legacySessionIdEcho(),
            agreed().clientRandom(), agreed().notResumed(), EarlyFate.NOT_OFFERED, Optional.of(first),
            EncryptedClientHello.fate(Side.CLIENT, agreed().client().extensions()), Optional.empty());
    }

    private List<X509Certificate> path() {
        return switch (answered.proof()) {
            case PeerProven.ByCertificate proof -> proof.chain().path();
            case PeerProven.ByDecryption proof -> proof.chain().path();
            case PeerProven.ByEarlierKey proof -> proof.path();
        };
    }

    /** The session, for a later connection: under its ticket, or under its id. RFC 5077 section 3.4. */
    private void keep(Facts facts) {
        var config = agreed().party().config();
        var given = answered.ticket().filter(ticket -> !ticket.ticket().isEmpty());
        var id = given.map(NewSessionTicket12::ticket).orElse(answered.isResumed() ? Bytes.EMPTY : facts.sessionId());
        if (id.isEmpty() || !config.clientSessions().keeps()) return;
        var hint = given.map(NewSessionTicket12::lifetime).filter(seconds -> seconds > 0).map(Duration::ofSeconds)
            .orElse(STANDARD);
        config.clientSessions().put(agreed().party().sessionKey(),
            new Session(ProtocolVersion.TLS_1_2, agreed().suite(),
                answered.keys().main().keep(), facts.extendedMainSecret(), facts.encryptThenMac(),
                config.clock().instant(),
                hint.compareTo(Session.LONGEST) > 0 ? Session.LONGEST : hint, facts.serverName(), facts.protocol(),
                answered.chain(), 0, 0, id,
                given.isPresent(), agreed().session().map(Session::until)
                    .orElseGet(() -> Session.until(config.clock().instant(), facts.peerPath()))));
    }

    /** RFC 5246 appendix F.1.4: no longer than a day. */
    private static final Duration STANDARD = Duration.ofHours(24);
}
