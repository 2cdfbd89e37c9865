package dev.parley.server12;

import dev.parley.config.Side;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Alpn;
import dev.parley.extension.ServerName;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The client's digest of the whole handshake must be right; then the server answers with its own. RFC 5246 section 7.4.9. */
record WaitFinished(Exchanged done, ClientProof client) implements Server12 {
    WaitFinished {
        Objects.requireNonNull(client);
    }

    @Override
    public Agreed12 agreed() {
        return done.keys().agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var proven = done.keys().check(Side.CLIENT, finished, out);
        var first = done.said().or(() -> Optional.of(finished.verifyData()));
        if (agreed().session().isPresent()) return established(proven, first, out);
        return GiveSession.then(done, chain(), until(), out, () -> {
            done.keys().sayFinished(Side.SERVER, out);
            return established(proven, first, out);
        });
    }

    private Instant until() {
        return Session.until(agreed().party().config().clock().instant(), path());
    }

    private List<X509Certificate> path() {
        return client instanceof ClientProof.Proven proof ? proof.shown().path().path() : List.of();
    }

    private Step established(FinishedProven proven, Optional<Bytes> first, Output out) {
        out.established(facts(first), done.keys().exporter());
        return Step.become(new Connected(done.keys(), client, proven));
    }

    private List<Bytes> chain() {
        return switch (client) {
            case ClientProof.Anonymous _ -> List.of();
            case ClientProof.Proven(_, var shown) -> shown.chain().certificates();
            case ClientProof.Remembered(var shown) -> shown;
        };
    }

    private Facts facts(Optional<Bytes> first) {
        var proof = client instanceof ClientProof.Proven it ? Optional.of(it) : Optional.<ClientProof.Proven>empty();
        var own = done.chosen().flatMap(Negotiation::own);
        return new Facts(Side.SERVER, ProtocolVersion.TLS_1_2, agreed().suite(),
            done.chosen().flatMap(Negotiation::group),
            own.flatMap(OwnCredential::scheme), proof.map(it -> it.proof().scheme()), Alpn.in(agreed().answers()),
            ServerName.host(agreed().client().extensions()), own.map(OwnCredential::chain).orElse(List.of()), chain(),
            path(), false, agreed().session().isPresent(),
            agreed().extendedMainSecret(), agreed().encryptThenMac(), agreed().server().legacySessionIdEcho(),
            agreed().clientRandom(),
            agreed().notResumed(), EarlyFate.NOT_OFFERED, first,
            EncryptedClientHello.fate(Side.SERVER, agreed().client().extensions()), Optional.empty());
    }
}
