package dev.parley.client13;

import dev.parley.config.Side;
import dev.parley.credential.PeerChain;
import dev.parley.credential.VerifiedChain;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.ServerCertificateType;
import dev.parley.extension.SignedCertificateTimestamp;
import dev.parley.extension.StatusRequest;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerKey;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Heard;
import java.util.Optional;
import java.util.Set;

/** The server has shown a certificate; now it must prove that it holds the key. RFC 9846 section 4.5.2. */
record WaitCertificateVerify(Known known, ExtensionBlock answers, Certificate13 certificate,
    Optional<CertificateRequest13> request)
    implements
    Client13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(CertificateVerify.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof CertificateVerify verify)) throw unexpected(heard);
        var chain =
            PeerChain.server(certificate.chain(), known.party().peerName(), known.party().config().clock().instant())
                .type(ServerCertificateType.in(answers))
                .statusAsked(StatusRequest.isIn(known.sent().extensions())).statuses(Chains.staples(certificate))
                .timestamps(SignedCertificateTimestamp.in(certificate.certificateList().getFirst().extensions()));
        var key = PeerKey.of(known.party().config(), certificate, chain, verify.algorithm());
        var signed = Signed13.content(Side.SERVER, out.transcript().before());
        return Step.after(Chains.verify(known.party().config(), chain), path -> {
            out.verified(path);
            return prove(verify, key, path, signed);
        });
    }

    private Step prove(CertificateVerify verify, PeerKey key, VerifiedChain path, byte[] signed) {
        var proof = PeerProven.byKey(known.party().crypto(), path, key, verify, signed);
        return Step.become(new WaitFinished(known, answers, certificate.chain(), proof, request));
    }
}
