package dev.parley.client12;

import static dev.parley.failure.Reason.EMPTY_CERTIFICATE;

import dev.parley.config.Side;
import dev.parley.credential.PeerChain;
import dev.parley.extension.SignedCertificateTimestamp;
import dev.parley.extension.StatusRequest;
import dev.parley.extension.StatusRequestV2;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.id.KeyExchange;
import dev.parley.message.Certificate12;
import dev.parley.message.Heard;
import java.util.Optional;
import java.util.Set;

/** The server shows its certificate. RFC 5246 section 7.4.2. */
record WaitCertificate(Agreed12 agreed) implements Client12 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Certificate12.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Certificate12 certificate)) throw unexpected(heard);
        var config = agreed.party().config();
        if (certificate.certificateList().isEmpty()) throw EMPTY_CERTIFICATE.because("certificate_list has no entry");
        Chains.checkLength(certificate.certificateList(), config.limits());
        var suite = agreed.suite();
        var chain = PeerChain.server(certificate.certificateList(), agreed.party().peerName(), config.clock().instant())
            .type(agreed.certificateType(Side.SERVER))
            .timestamps(SignedCertificateTimestamp.in(agreed.answers()))
            .statusAsked(StatusRequest.isIn(agreed.client().extensions())
                || StatusRequestV2.isIn(agreed.client().extensions()))
            .authType(
                suite.keyExchange() == KeyExchange.RSA ? "RSA" : suite.keyExchange() + "_" + suite.authentication());
        var leaf = chain.leaf();
        Chains.checkFitsSuite(leaf, suite);
        return Step.become(suite.keyExchange() == KeyExchange.RSA
            ? new WaitServerHelloDone(new Shown(agreed, chain, leaf, false), Optional.empty(), Optional.empty())
            : new WaitServerKeyExchange(new Shown(agreed, chain, leaf, false)));
    }
}
