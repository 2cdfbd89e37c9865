package dev.parley.server13;

import static dev.parley.failure.Reason.CLIENT_CERTIFICATE_REQUIRED;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;

import dev.parley.config.ClientAuth;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.Heard;
import dev.parley.wire.Bytes;
import java.util.Set;

/** The server asked for a certificate; the client may show none, by an empty list. RFC 9846 section 4.5.1. */
record WaitCertificate(Known known) implements Server13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Chains.legal(known.agreed().party().config());
    }

    @Override
    public Step on(Heard heard, Output out) {
        var certificate =
            Chains.certificate(heard, known.agreed().party().config()).orElseThrow(() -> unexpected(heard));
        var config = known.agreed().party().config();
        if (!certificate.certificateRequestContext().isEmpty())
            throw FORBIDDEN_VALUE
                .because("certificate_request_context is not that of the request (RFC 9846 section 4.5.1)");
        Chains.check(certificate, ServerFlight.request(config, Bytes.EMPTY).extensions(), config.limits());
        if (!certificate.certificateList().isEmpty()) return Step.become(new WaitCertificateVerify(known, certificate));
        if (config.clientAuth() == ClientAuth.NEED)
            throw CLIENT_CERTIFICATE_REQUIRED.because("the client's list is empty");
        return Step.become(new WaitFinished(known, ClientProof.DECLINED));
    }
}
