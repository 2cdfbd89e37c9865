package dev.parley.server13;

import static dev.parley.message.Dialect.TLS13;

import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.extension.SupportedVersions;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.ProtocolTold;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Finished;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.util.List;

/** Everything the server says before it waits for the client: from ServerHello to Finished. RFC 9846 section 2. */
final class ServerFlight {
    private ServerFlight() {}

    static Step say(Negotiated agreed, Output out) {
        var party = agreed.party();
        var crypto = party.crypto();
        var suite = agreed.suite();
        var hello = agreed.hello();
        ProtocolTold.tell(party.config(), hello.extensions(), agreed.answers(), out);
        out.transcript().use(suite.hash());
        out.transcript().release();
        var answer = crypto.group(agreed.share().group()).answer(agreed.share().keyExchange());
        var extensions = ExtensionBlock.EMPTY.with(SupportedVersions.IT, Place.SERVER_HELLO_13, ProtocolVersion.TLS_1_3)
            .with(KeyShare.IT, Place.SERVER_HELLO_13,
                new KeyShare.Share(new KeyShare.Entry(agreed.share().group(), answer.share())));
        out.say(TLS13,
            new ServerHello(ProtocolVersion.TLS_1_2, crypto.random(32), hello.legacySessionId(), suite, 0, extensions));
        if (!hello.legacySessionId().isEmpty()) out.compatibility();

        out.expose("shared secret", hello.random(), answer.secret());
        var secret = EarlySecret.withoutPsk(crypto, suite.hash()).handshake(answer.secret());
        answer.secret().close();
        var transcript = out.transcript().now();
        var client = secret.clientTraffic(transcript);
        var server = secret.serverTraffic(transcript);
        out.expose("CLIENT_HANDSHAKE_TRAFFIC_SECRET", hello.random(), client);
        out.expose("SERVER_HANDSHAKE_TRAFFIC_SECRET", hello.random(), server);
        out.keys(Way.OUT, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, server));
        out.keys(Way.IN, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, client));
        RecordLimits.agree(Side.SERVER, true, hello.extensions(), agreed.answers(), out);

        out.say(TLS13, new EncryptedExtensions(agreed.answers()));
        if (party.config().clientAuth() != ClientAuth.NONE) out.say(TLS13, request(agreed));
        out.say(TLS13, new Certificate13(Bytes.EMPTY,
            agreed.own().chain().stream().map(certificate -> new Certificate13.Entry(certificate, ExtensionBlock.EMPTY))
                .toList()));
        return agreed.own().sign(party, signature -> {
            out.say(TLS13, new CertificateVerify(agreed.own().scheme().orElseThrow(), signature));
            out.say(TLS13,
                new Finished(Bytes.own(Labels.verifyData(crypto, suite.hash(), server, out.transcript().now()))));
            server.close();
            return Step.become(afterFinished(new Keys(secret, client), agreed, out));
        }, Signed13.content(Side.SERVER, out.transcript().now()));
    }

    private record Keys(dev.parley.schedule.HandshakeSecret secret, dev.parley.crypto.Secret client) {}

    private static Server13 afterFinished(Keys keys, Negotiated agreed, Output out) {
        var suite = agreed.suite();
        var random = agreed.hello().random();
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
        return agreed.party().config().clientAuth() == ClientAuth.NONE ? new WaitFinished(known, ClientProof.NOT_ASKED)
            : new WaitCertificate(known);
    }

    private static CertificateRequest13 request(Negotiated agreed) {
        var config = agreed.party().config();
        var extensions = ExtensionBlock.EMPTY.with(SignatureAlgorithms.IT, Place.CERTIFICATE_REQUEST,
            new SignatureAlgorithms.Schemes(config.schemes()));
        if (!config.certificateSchemes().isEmpty())
            extensions = extensions.with(SignatureAlgorithmsCert.IT, Place.CERTIFICATE_REQUEST,
                new SignatureAlgorithms.Schemes(config.certificateSchemes()));
        if (!config.authorities().isEmpty())
            extensions = extensions.with(CertificateAuthorities.IT, Place.CERTIFICATE_REQUEST,
                new CertificateAuthorities.Authorities(config.authorities()));
        return new CertificateRequest13(Bytes.EMPTY, extensions);
    }
}
