package dev.parley.server13;

import static dev.parley.message.Dialect.TLS13;

import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.ech.EchFate;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.CompressCertificate;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.extension.StatusRequest;
import dev.parley.extension.SupportedVersions;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Exporter;
import dev.parley.handshake.KeyMaterial;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.ProtocolTold;
import dev.parley.handshake.Psk;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.Confirmation;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Finished;
import dev.parley.message.ServerHello;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.HandshakeSecret;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Everything the server says before it waits for the client: from ServerHello to Finished. RFC 9846 section 2. */
final class ServerFlight {
    private ServerFlight() {}

    /** How many bytes of refused early data are skipped before the client is taken for a nuisance. */
    static final int MOST_SKIPPED = 1 << 16;

    static Step say(Negotiated agreed, Output out) {
        var party = agreed.party();
        var crypto = party.crypto();
        var suite = agreed.suite();
        var hello = agreed.hello();
        ProtocolTold.tell(party.config(), hello.extensions(), agreed.answers(), out);
        out.transcript().use(suite.hash());
        out.transcript().release();
        var psk = agreed.found().psk();
        var early = psk.map(it -> EarlySecret.of(crypto, suite.hash(), it.key()))
            .orElseGet(() -> EarlySecret.withoutPsk(crypto, suite.hash()));
        var earlyTraffic = Optional.<Secret>empty();
        if (agreed.early() == EarlyFate.ACCEPTED) {
            earlyTraffic = Optional.of(early.clientTraffic(out.transcript().now()));
            out.earlyExporter(hello.random(), crypto, suite.hash(), early.exporter(out.transcript().now()));
        }
        var answer = agreed.share().map(share -> crypto.group(share.group()).answer(share.keyExchange()));
        out.say(TLS13, confirmed(agreed, new ServerHello(ProtocolVersion.TLS_1_2, crypto.random(32),
            hello.legacySessionId(), suite, 0, helloExtensions(agreed, answer)), out));
        if (!hello.legacySessionId().isEmpty()) out.compatibility();

        answer.ifPresent(it -> out.expose("shared secret", hello.random(), it.secret()));
        var secret = early.handshake(answer.map(Crypto.Group.Answer::secret).orElse(null));
        answer.ifPresent(it -> it.secret().close());
        var transcript = out.transcript().now();
        var client = secret.clientTraffic(transcript);
        var server = secret.serverTraffic(transcript);
        out.expose("CLIENT_HANDSHAKE_TRAFFIC_SECRET", hello.random(), client);
        out.expose("SERVER_HANDSHAKE_TRAFFIC_SECRET", hello.random(), server);
        out.keys(Way.OUT, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, server));
        changeInbound(agreed, earlyTraffic, client, out);
        RecordLimits.agree(Side.SERVER, true, hello.extensions(), agreed.answers(), out);

        out.say(TLS13, new EncryptedExtensions(agreed.answers()));
        var keys = new Keys(secret, client, server);
        return agreed.own().isPresent() ? authenticate(agreed, agreed.own().get(), keys, out)
            : finish(agreed, keys, out);
    }

    /** Shows a client whose hidden hello was opened that it was. RFC 9849 section 7.2. */
    private static ServerHello confirmed(Negotiated agreed, ServerHello answer, Output out) {
        if (EncryptedClientHello.fate(Side.SERVER, agreed.hello().extensions()) != EchFate.ACCEPTED) return answer;
        return Confirmation.with(answer, Confirmation.ofHello(agreed.party().crypto(), agreed.suite().hash(),
            agreed.hello(), out.transcript().with(Confirmation.blank(answer))));
    }

    private static ExtensionBlock helloExtensions(Negotiated agreed, Optional<Crypto.Group.Answer> answer) {
        var extensions =
            ExtensionBlock.EMPTY.with(SupportedVersions.IT, Place.SERVER_HELLO_13, ProtocolVersion.TLS_1_3);
        if (answer.isPresent())
            extensions = extensions.with(KeyShare.IT, Place.SERVER_HELLO_13,
                new KeyShare.Share(new KeyShare.Entry(agreed.share().orElseThrow().group(), answer.get().share())));
        return agreed.found().psk().isEmpty() ? extensions
            : extensions.with(PreSharedKey.IT, Place.SERVER_HELLO_13, agreed.found().index());
    }

    /** Early data first, if it is accepted; if it is refused, what does not open is skipped. RFC 9846 section 4.3.10. */
    private static void changeInbound(Negotiated agreed, Optional<Secret> early, Secret client, Output out) {
        if (early.isPresent()) {
            out.expose("CLIENT_EARLY_TRAFFIC_SECRET", agreed.hello().random(), early.get());
            out.keys(Way.IN, Epoch.EARLY, new KeyMaterial.Traffic(agreed.suite(), early.get()));
            early.get().close();
            out.earlyDecided(EarlyFate.ACCEPTED, agreed.found().psk().flatMap(Psk::session).orElseThrow().earlyData());
            return;
        }
        out.keys(Way.IN, Epoch.HANDSHAKE, new KeyMaterial.Traffic(agreed.suite(), client));
        if (agreed.early() == EarlyFate.REJECTED) {
            if (!agreed.retried()) out.skipEarlyData(MOST_SKIPPED, false);
            out.earlyDecided(EarlyFate.REJECTED, 0);
        }
    }

    private record Keys(HandshakeSecret secret, Secret client, Secret server) {}

    private static Step authenticate(Negotiated agreed, OwnCredential own, Keys keys, Output out) {
        var party = agreed.party();
        if (party.config().clientAuth() != ClientAuth.NONE) out.say(TLS13, request(party.config(), Bytes.EMPTY));
        var entries = own.entries(agreed.hello().extensions());
        Chains.say(new Certificate13(Bytes.EMPTY, entries), party.config(), agreed.hello().extensions(), out);
        return own.sign(party, signature -> {
            out.say(TLS13, new CertificateVerify(own.scheme().orElseThrow(), signature));
            return finish(agreed, keys, out);
        }, Signed13.content(Side.SERVER, out.transcript().now()));
    }

    private static Step finish(Negotiated agreed, Keys keys, Output out) {
        var crypto = agreed.party().crypto();
        var suite = agreed.suite();
        var random = agreed.hello().random();
        out.say(TLS13,
            new Finished(Bytes.own(Labels.verifyData(crypto, suite.hash(), keys.server, out.transcript().now()))));
        keys.server.close();
        var main = keys.secret.main();
        var transcript = out.transcript().now();
        var server = main.serverTraffic(transcript);
        var client = main.clientTraffic(transcript);
        var exporter = main.exporter(transcript);
        out.keys(Way.OUT, Epoch.APPLICATION, new KeyMaterial.Traffic(suite, server));
        out.expose("CLIENT_TRAFFIC_SECRET_0", random, client);
        out.expose("SERVER_TRAFFIC_SECRET_0", random, server);
        out.expose("EXPORTER_SECRET", random, exporter);
        var known = new Known(agreed, main, keys.client, client, server, exporter);
        if (agreed.early() != EarlyFate.ACCEPTED) return Step.become(afterEarlyData(known));
        out.mayWrite(ProtocolVersion.TLS_1_3, Exporter.of13(crypto, suite.hash(), exporter));
        return Step.become(new WaitEndOfEarlyData(known));
    }

    /** What is waited for once no early data comes any more. */
    static Server13 afterEarlyData(Known known) {
        var agreed = known.agreed();
        var session = agreed.found().psk().flatMap(Psk::session);
        if (session.isPresent() && !session.get().peerChain().isEmpty())
            return new WaitFinished(known, new ClientProof.Remembered(session.get().peerChain()));
        boolean asked = agreed.own().isPresent() && agreed.party().config().clientAuth() != ClientAuth.NONE;
        return asked ? new WaitCertificate(known) : new WaitFinished(known, ClientProof.NOT_ASKED);
    }

    /** "Show me a certificate." RFC 9846 section 4.4.2. @param name tells this request from others after the handshake */
    static CertificateRequest13 request(TlsConfig config, Bytes name) {
        var extensions = ExtensionBlock.EMPTY.with(SignatureAlgorithms.IT, Place.CERTIFICATE_REQUEST,
            new SignatureAlgorithms.Schemes(config.schemes()));
        if (!config.certificateSchemes().isEmpty())
            extensions = extensions.with(SignatureAlgorithmsCert.IT, Place.CERTIFICATE_REQUEST,
                new SignatureAlgorithms.Schemes(config.certificateSchemes()));
        if (!config.authorities().isEmpty())
            extensions = extensions.with(CertificateAuthorities.IT, Place.CERTIFICATE_REQUEST,
                new CertificateAuthorities.Authorities(config.authorities()));
        if (config.statusRequest())
            extensions = extensions.with(StatusRequest.IT, Place.CERTIFICATE_REQUEST, StatusRequest.Request.OCSP);
        var delegated = DelegatedCredential.of(config);
        if (delegated.isPresent())
            extensions = extensions.with(DelegatedCredential.IT, Place.CERTIFICATE_REQUEST, delegated.get());
        var compressions = CompressCertificate.of(config);
        if (compressions.isPresent())
            extensions = extensions.with(CompressCertificate.IT, Place.CERTIFICATE_REQUEST, compressions.get());
        return new CertificateRequest13(name, extensions);
    }
}
