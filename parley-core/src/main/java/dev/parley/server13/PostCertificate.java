package dev.parley.server13;

import static dev.parley.failure.Reason.CLIENT_CERTIFICATE_REQUIRED;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;

import dev.parley.config.Side;
import dev.parley.credential.PeerChain;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerKey;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Request;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Handshake;
import dev.parley.message.Heard;
import dev.parley.message.Dialect;
import java.util.Set;

/**
 * The client has shown the certificate that it was asked for after the handshake; now it must prove that it holds the key.
 * RFC 9846 section 4.7.2.
 */
record PostCertificate(Connected connected, Asked.One answered, Certificate13 certificate, Transcript transcript)
    implements Server13 {
    /** The next state: this one, or if nothing was shown the one behind it. */
    static Server13 shown(Connected connected, Heard heard) {
        var config = connected.party().config();
        var certificate = Chains.certificate(heard, config).orElseThrow(() -> connected.unexpected(heard));
        var one = connected.asked().named(certificate.certificateRequestContext())
            .orElseThrow(() -> FORBIDDEN_VALUE
                .because("certificate_request_context is of no open request (RFC 9846 section 4.5.1)"));
        Chains.check(certificate, one.request().extensions(), config.limits());
        var transcript = connected.asked().handshake().orElseThrow().fork();
        transcript.add(Dialect.TLS13.encode(one.request()));
        transcript.add(Dialect.TLS13.encode((Handshake) heard));
        if (!certificate.certificateList().isEmpty())
            return new PostCertificate(connected, one, certificate, transcript);
        if (one.required()) throw CLIENT_CERTIFICATE_REQUIRED.because("the client's list is empty");
        return new PostFinished(connected, one, ClientProof.DECLINED, transcript);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public ChangeCipher changeCipher() {
        return ChangeCipher.REFUSED;
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(CertificateVerify.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof CertificateVerify verify)) throw unexpected(heard);
        var config = connected.party().config();
        var chain = PeerChain.ofClient(certificate.chain(), config.clock().instant()).type(connected.asked().type())
            .statusAsked(config.statusRequest()).statuses(Chains.staples(certificate));
        var key = PeerKey.of(config, certificate, chain, verify.algorithm());
        var signed = Signed13.content(Side.CLIENT, transcript.now());
        transcript.add(Dialect.TLS13.encode(verify));
        return Step.after(Chains.verify(config, chain), path -> {
            out.verified(path);
            var proof = PeerProven.byKey(connected.party().crypto(), path, key, verify, signed);
            return Step.become(new PostFinished(connected, answered,
                new ClientProof.Proven(proof, certificate.chain()), transcript));
        });
    }

    /** This side may go on meanwhile. */
    @Override
    public Step request(Request request, Output out) {
        return connected.request(request, out) instanceof Step.Become(Connected next)
            ? Step.become(new PostCertificate(next, answered, certificate, transcript))
            : Step.become(this);
    }
}
