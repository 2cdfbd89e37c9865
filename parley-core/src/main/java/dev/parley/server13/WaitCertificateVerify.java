package dev.parley.server13;

import dev.parley.config.Side;
import dev.parley.credential.PeerChain;
import dev.parley.credential.VerifiedChain;
import dev.parley.extension.ClientCertificateType;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerKey;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Heard;
import java.util.Set;

/** The client has shown a certificate; now it must prove that it holds the key. RFC 9846 section 4.5.2. */
record WaitCertificateVerify(Known known, Certificate13 certificate) implements Server13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(CertificateVerify.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof CertificateVerify verify)) throw unexpected(heard);
        var config = known.agreed().party().config();
        var chain = PeerChain.ofClient(certificate.chain(), config.clock().instant())
            .type(ClientCertificateType.in(known.agreed().answers()))
            .statusAsked(config.statusRequest()).statuses(Chains.staples(certificate));
        var key = PeerKey.of(config, certificate, chain, verify.algorithm());
        var signed = Signed13.content(Side.CLIENT, out.transcript().before());
        return Step.after(Chains.verify(config, chain), path -> {
            out.verified(path);
            return prove(verify, key, path, signed);
        });
    }

    private Step prove(CertificateVerify verify, PeerKey key, VerifiedChain path, byte[] signed) {
        var crypto = known.agreed().party().crypto();
        var proof = PeerProven.byKey(crypto, path, key, verify, signed);
        return Step.become(new WaitFinished(known, new ClientProof.Proven(proof, certificate.chain())));
    }
}
