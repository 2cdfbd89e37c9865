package dev.parley.client13;

import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.message.Dialect.TLS13;

import dev.parley.config.Side;
import dev.parley.credential.CredentialRequest;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.Place;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.observe.Decision;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The server asks who the client is although the handshake is complete. The answer is made whole before any of it is said,
 * so that nothing comes between its messages. RFC 9846 section 4.7.2.
 *
 * @param transcript the handshake's, to which the request and the answer are added
 */
record PostHandshake(Connected connected, CertificateRequest13 request, Transcript transcript) {
    Step answer(Output out) {
        check();
        transcript.add(TLS13.encode(request));
        var config = connected.party().config();
        var wanted = request.extensions();
        var criteria = CredentialRequest.of(true, SignatureAlgorithms.in(wanted), config.clock().instant())
            .ownSchemes(config.signsWith()).peerCertificateSchemes(SignatureAlgorithmsCert.in(wanted))
            .peerDelegated(DelegatedCredential.in(wanted)).authorities(CertificateAuthorities.in(wanted))
            .type(connected.shows());
        return OwnCredential.choose(connected.party(), criteria, Decision.Kind.CLIENT_CERTIFICATE, out,
            own -> show(own, out));
    }

    private void check() {
        if (request.certificateRequestContext().isEmpty())
            throw FORBIDDEN_VALUE
                .because("certificate_request_context is empty after the handshake (RFC 9846 section 4.4.2)");
        request.extensions().checkPlaces(Place.CERTIFICATE_REQUEST);
        if (!request.extensions().has(SignatureAlgorithms.IT))
            throw MISSING_REQUIRED_EXTENSION
                .because("CertificateRequest without signature_algorithms (RFC 9846 section 4.4.2)");
    }

    private Step show(Optional<OwnCredential> own, Output out) {
        var said = new ArrayList<Handshake>();
        var entries = own.map(it -> it.entries(request.extensions())).orElse(List.<Certificate13.Entry>of());
        add(said, Chains.packed(new Certificate13(request.certificateRequestContext(), entries),
            connected.party().config(), request.extensions()));
        if (own.isEmpty()) return finish(said, own, out);
        return own.get().sign(connected.party(), signature -> {
            add(said, new CertificateVerify(own.get().scheme().orElseThrow(), signature));
            return finish(said, own, out);
        }, Signed13.content(Side.CLIENT, transcript.now()));
    }

    private Step finish(List<Handshake> said, Optional<OwnCredential> own, Output out) {
        said.add(new Finished(Bytes.own(Labels.verifyData(connected.party().crypto(),
            connected.facts().suite().hash(), connected.client(), transcript.now()))));
        out.sayTogether(TLS13, said);
        var facts = connected.facts().authenticated(own.flatMap(OwnCredential::scheme),
            own.map(OwnCredential::chain).orElse(List.of()), List.of(), Optional.empty());
        out.authenticated(facts);
        return Step.become(connected.with(facts));
    }

    private void add(List<Handshake> said, Handshake message) {
        said.add(message);
        transcript.add(TLS13.encode(message));
    }
}
