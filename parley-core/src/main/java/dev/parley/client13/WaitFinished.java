package dev.parley.client13;

import static dev.parley.message.Dialect.TLS13;

import dev.parley.config.Side;
import dev.parley.credential.CredentialRequest;
import dev.parley.crypto.Secret;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Alpn;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.ClientCertificateType;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.PostHandshakeAuth;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.handshake.Chains;
import dev.parley.handshake.EchRejection;
import dev.parley.handshake.Exporter;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Psk;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.EndOfEarlyData;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.observe.Decision;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.NotResumed;
import dev.parley.observe.Way;
import dev.parley.schedule.Labels;
import dev.parley.schedule.MainSecret;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The server's digest of the whole handshake must be right; then the client answers with its own. RFC 9846 section 4.5.3. */
record WaitFinished(Known known, ExtensionBlock answers, List<Bytes> chain, PeerProven proof,
    Optional<CertificateRequest13> request) implements Client13 {
    WaitFinished {
        Objects.requireNonNull(proof);
    }

    /** With a key that both sides have already, no certificate is shown. RFC 9846 section 2.2. */
    static WaitFinished withPsk(Known known, ExtensionBlock answers, Psk psk) {
        var chain = psk.session().map(Session::peerChain).orElse(List.of());
        return new WaitFinished(known, answers, chain, new PeerProven.ByEarlierKey(chain), Optional.empty());
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var expected = Labels.verifyData(known.party().crypto(), known.suite().hash(), known.serverTraffic(),
            out.transcript().before());
        var proven = FinishedProven.check(expected, finished);
        return Chains.again(known.party(), proof, out,
            proof -> new WaitFinished(known, answers, chain, proof, request).answer(proven, out));
    }

    private Step answer(FinishedProven proven, Output out) {
        var main = known.secret().main();
        var transcript = out.transcript().now();
        var server = main.serverTraffic(transcript);
        var client = main.clientTraffic(transcript);
        var exporter = main.exporter(transcript);
        out.keys(Way.IN, Epoch.APPLICATION, new KeyMaterial.Traffic(known.suite(), server));
        var secrets = new Secrets(main, client, server, exporter);
        if (known.early() == EarlyFate.ACCEPTED) {
            out.say(TLS13, new EndOfEarlyData());
            out.keys(Way.OUT, Epoch.HANDSHAKE, new KeyMaterial.Traffic(known.suite(), known.clientTraffic()));
        }
        return authenticate(out, shown -> finish(proven, secrets, shown, out));
    }

    private record Secrets(MainSecret main, Secret client, Secret server, Secret exporter) {}

    private interface Then {
        Step go(Optional<OwnCredential> shown);
    }

    /** Answers a CertificateRequest, if there was one: with a certificate and proof, or with an empty list. RFC 9846 section 4.5.1.2. */
    private Step authenticate(Output out, Then then) {
        if (request.isEmpty()) return then.go(Optional.empty());
        if (known.party().echRejected()) return show(Optional.empty(), out, then); // RFC 9849 section 6.1.7
        var wanted = request.get().extensions();
        var config = known.party().config();
        var criteria = CredentialRequest.of(true, SignatureAlgorithms.in(wanted), config.clock().instant())
            .ownSchemes(config.signsWith())
            .peerCertificateSchemes(SignatureAlgorithmsCert.in(wanted)).peerDelegated(DelegatedCredential.in(wanted))
            .authorities(CertificateAuthorities.in(wanted))
            .type(ClientCertificateType.in(answers));
        return OwnCredential.choose(known.party(), criteria, Decision.Kind.CLIENT_CERTIFICATE, out,
            own -> show(own, out, then));
    }

    private Step show(Optional<OwnCredential> own, Output out, Then then) {
        var entries =
            own.map(it -> it.entries(request.orElseThrow().extensions())).orElse(List.<Certificate13.Entry>of());
        Chains.say(new Certificate13(request.orElseThrow().certificateRequestContext(), entries),
            known.party().config(), request.get().extensions(), out);
        if (own.isEmpty()) return then.go(own);
        return own.get().sign(known.party(), signature -> {
            out.say(TLS13, new CertificateVerify(own.get().scheme().orElseThrow(), signature));
            return then.go(own);
        }, Signed13.content(Side.CLIENT, out.transcript().now()));
    }

    private Step finish(FinishedProven proven, Secrets secrets, Optional<OwnCredential> shown, Output out) {
        var party = known.party();
        var suite = known.suite();
        var random = known.sent().random();
        out.say(TLS13, new Finished(Bytes.own(
            Labels.verifyData(party.crypto(), suite.hash(), known.clientTraffic(), out.transcript().now()))));
        out.keys(Way.OUT, Epoch.APPLICATION, new KeyMaterial.Traffic(suite, secrets.client));
        if (known.party().echRejected()) throw EchRejection.of(known.party(), Optional.of(answers));
        out.expose("CLIENT_TRAFFIC_SECRET_0", random, secrets.client);
        out.expose("SERVER_TRAFFIC_SECRET_0", random, secrets.server);
        out.expose("EXPORTER_SECRET", random, secrets.exporter);
        var resumption = party.config().clientSessions().keeps()
            ? Optional.of(secrets.main.resumption(out.transcript().now())) : Optional.<Secret>empty();
        var handshake = known.sent().extensions().has(PostHandshakeAuth.IT)
            ? Optional.of(out.transcript().fork()) : Optional.<Transcript>empty();
        secrets.main.close();
        known.clientTraffic().close();
        known.serverTraffic().close();
        var facts = facts(shown);
        out.established(facts, Exporter.of13(party.crypto(), suite.hash(), secrets.exporter));
        var now = party.config().clock().instant();
        var until = known.psk().flatMap(Psk::session).map(Session::until)
            .orElseGet(() -> proof instanceof PeerProven.ByCertificate it ? it.until(now)
                : Session.until(now, facts.peerPath()));
        // The server knows the ticket no more, so it will not know the others of that session. RFC 9149 section 3.
        if (facts.notResumed().equals(NotResumed.DECLINED.told()))
            party.config().clientSessions().forget(party.sessionKey());
        return Step
            .become(new Connected(party, facts, proof, proven, secrets.client, secrets.server, resumption, until,
                ClientCertificateType.in(answers), handshake));
    }

    private Facts facts(Optional<OwnCredential> shown) {
        var certificate =
            proof instanceof PeerProven.ByCertificate it ? Optional.of(it) : Optional.<PeerProven.ByCertificate>empty();
        var earlier = proof instanceof PeerProven.ByEarlierKey it ? it.path() : List.<X509Certificate>of();
        boolean resumed = known.psk().flatMap(Psk::session).isPresent();
        return new Facts(Side.CLIENT, ProtocolVersion.TLS_1_3, known.suite(), known.group(),
            certificate.map(PeerProven.ByCertificate::scheme), shown.flatMap(OwnCredential::scheme), Alpn.in(answers),
            known.party().serverName(), shown.map(OwnCredential::chain).orElse(List.of()), chain,
            certificate.map(it -> it.chain().path()).orElse(earlier), known.retried(), resumed, true, false,
            known.sent().legacySessionId(), known.sent().random(),
            known.psk().isPresent() ? Optional.empty() : known.notResumed().told(), known.early(),
            Optional.empty(), EncryptedClientHello.fate(Side.CLIENT, known.sent().extensions()),
            certificate.flatMap(PeerProven.ByCertificate::delegatedUntil));
    }
}
