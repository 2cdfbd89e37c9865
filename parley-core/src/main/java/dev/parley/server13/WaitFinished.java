package dev.parley.server13;

import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Alpn;
import dev.parley.extension.ClientCertificateType;
import dev.parley.extension.KeyShare;
import dev.parley.extension.PostHandshakeAuth;
import dev.parley.extension.ServerName;
import dev.parley.handshake.Exporter;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Psk;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Way;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The client's digest of the whole handshake must be right. RFC 9846 section 4.5.3. */
record WaitFinished(Known known, ClientProof client) implements Server13 {
    WaitFinished {
        Objects.requireNonNull(client);
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var agreed = known.agreed();
        var crypto = agreed.party().crypto();
        var suite = agreed.suite();
        var expected = Labels.verifyData(crypto, suite.hash(), known.clientHandshake(), out.transcript().before());
        var proven = FinishedProven.check(expected, finished);
        known.clientHandshake().close();
        out.keys(Way.IN, Epoch.APPLICATION, new KeyMaterial.Traffic(suite, known.client()));
        int tickets = GiveTickets.number(agreed);
        var resumption = tickets == 0 ? Optional.<Secret>empty()
            : Optional.of(known.main().resumption(out.transcript().now()));
        var handshake = agreed.hello().extensions().has(PostHandshakeAuth.IT)
            ? Optional.of(out.transcript().fork()) : Optional.<Transcript>empty();
        known.main().close();
        var facts = facts();
        out.established(facts, Exporter.of13(crypto, suite.hash(), known.exporter()));
        var connected =
            new Connected(agreed.party(), facts, client, proven, known.client(), known.server(),
                handshake.isEmpty() ? Asked.NEVER
                    : new Asked(handshake, ClientCertificateType.in(agreed.answers()), List.of()));
        return resumption.isEmpty() ? Step.become(connected)
            : GiveTickets.to(agreed, connected, tickets, resumption.get(), out);
    }

    private Facts facts() {
        var agreed = known.agreed();
        Optional<SignatureScheme> clientScheme = Optional.empty();
        List<Bytes> chain = List.of();
        List<X509Certificate> path = List.of();
        Optional<Instant> delegatedUntil = Optional.empty();
        if (client instanceof ClientProof.Proven(var proof, var shown)) {
            clientScheme = Optional.of(proof.scheme());
            chain = shown;
            path = proof.chain().path();
            delegatedUntil = proof.delegatedUntil();
        } else if (client instanceof ClientProof.Remembered(var shown)) {
            chain = shown;
        }
        var found = agreed.found();
        boolean resumed = found.psk().flatMap(Psk::session).isPresent();
        return new Facts(Side.SERVER, ProtocolVersion.TLS_1_3, agreed.suite(),
            agreed.share().map(KeyShare.Entry::group),
            agreed.own().flatMap(OwnCredential::scheme), clientScheme, Alpn.in(agreed.answers()),
            ServerName.host(agreed.hello().extensions()), agreed.own().map(OwnCredential::chain).orElse(List.of()),
            chain, path,
            agreed.retried(), resumed, true, false, agreed.hello().legacySessionId(), agreed.hello().random(),
            found.psk().isPresent() ? Optional.empty() : found.why().told(), agreed.early(),
            Optional.empty(), EncryptedClientHello.fate(Side.SERVER, agreed.hello().extensions()), delegatedUntil);
    }
}
