package dev.parley.client13;

import static dev.parley.failure.Reason.EMPTY_CERTIFICATE;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;

import dev.parley.extension.ExtensionBlock;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.Heard;
import java.util.Optional;
import java.util.Set;

/** The server shows its certificate. RFC 9846 section 4.5.1. @param request what the server wants of the client, if it asked */
record WaitCertificate(Known known, ExtensionBlock answers, Optional<CertificateRequest13> request)
    implements Client13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Chains.legal(known.party().config());
    }

    @Override
    public Step on(Heard heard, Output out) {
        var certificate =
            Chains.certificate(heard, known.party().config()).orElseThrow(() -> unexpected(heard));
        if (!certificate.certificateRequestContext().isEmpty())
            throw FORBIDDEN_VALUE.because(
                "certificate_request_context must be empty in a server's Certificate (RFC 9846 section 4.5.1)");
        if (certificate.certificateList().isEmpty()) throw EMPTY_CERTIFICATE.because("certificate_list has no entry");
        Chains.check(certificate, known.sent().extensions(), known.party().config().limits());
        return Step.become(new WaitCertificateVerify(known, answers, certificate, request));
    }
}
