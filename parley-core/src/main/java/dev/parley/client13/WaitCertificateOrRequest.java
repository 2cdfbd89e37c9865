package dev.parley.client13;

import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Heard;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The server shows its certificate; before that it may ask for the client's. RFC 9846 section 4.4.2. */
record WaitCertificateOrRequest(Known known, ExtensionBlock answers) implements Client13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        var legal = new HashSet<>(Chains.legal(known.party().config()));
        legal.add(CertificateRequest13.class);
        return Set.copyOf(legal);
    }

    @Override
    public Step on(Heard heard, Output out) {
        return switch (heard) {
            case CertificateRequest13 request ->
                Step.become(new WaitCertificate(known, answers, Optional.of(checked(request))));
            case Certificate13 _,CompressedCertificate _ when Chains.legal(known.party().config())
                .contains(heard.getClass()) ->
                new WaitCertificate(known, answers, Optional.empty()).on(heard, out);
            default -> throw unexpected(heard);
        };
    }

    private static CertificateRequest13 checked(CertificateRequest13 request) {
        if (!request.certificateRequestContext().isEmpty())
            throw FORBIDDEN_VALUE
                .because("certificate_request_context must be empty during the handshake (RFC 9846 section 4.4.2)");
        request.extensions().checkPlaces(Place.CERTIFICATE_REQUEST);
        if (!request.extensions().has(SignatureAlgorithms.IT))
            throw MISSING_REQUIRED_EXTENSION
                .because("CertificateRequest without signature_algorithms (RFC 9846 section 4.4.2)");
        return request;
    }
}
