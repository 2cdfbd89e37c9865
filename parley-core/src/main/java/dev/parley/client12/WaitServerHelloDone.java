package dev.parley.client12;

import dev.parley.config.Side;
import dev.parley.credential.CredentialRequest;
import dev.parley.credential.VerifiedChain;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate12;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateStatus;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.Heard;
import dev.parley.message.ServerHelloDone;
import dev.parley.message.ServerKeyExchange;
import dev.parley.observe.Decision;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The server's flight ends; before, it may ask for a certificate. Then the client answers. RFC 5246 sections 7.4.4 to 7.4.9. */
record WaitServerHelloDone(Shown shown, Optional<ServerKeyExchange.Signed> exchange,
    Optional<CertificateRequest12> request)
    implements Client12 {
    @Override
    public Agreed12 agreed() {
        return shown.agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        if (request.isPresent()) return Set.of(ServerHelloDone.class);
        return exchange.isPresent() ? Set.of(ServerHelloDone.class, CertificateRequest12.class)
            : Set.of(ServerHelloDone.class, CertificateRequest12.class, CertificateStatus.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!legal().contains(heard.getClass())) throw unexpected(heard);
        return switch (heard) {
            case CertificateStatus status ->
                Step.become(new WaitServerHelloDone(Stapled.to(shown, status), exchange, request));
            case CertificateRequest12 asked ->
                Step.become(new WaitServerHelloDone(shown, exchange, Optional.of(asked)));
            case ServerHelloDone _ ->
                Step.after(Chains.verify(agreed().party().config(), shown.chain()), path -> {
                    out.verified(path);
                    return answer(prove(path), out);
                });
            default -> throw unexpected(heard);
        };
    }

    /** The signature over the key exchange, or nothing but the ability to decrypt. */
    private PeerProven prove(VerifiedChain path) {
        if (exchange.isEmpty()) return new PeerProven.ByDecryption(path);
        var signed = exchange.get();
        return PeerProven.byKeyExchange(agreed().party().crypto(), path, shown.leaf().key(), signed.algorithm(),
            signed.signature(),
            agreed().clientRandom().toArray(), agreed().serverRandom().toArray(), signed.params().toArray());
    }

    private Step answer(PeerProven proof, Output out) {
        if (request.isEmpty()) return answer(proof, Optional.empty(), out);
        if (agreed().party().echRejected()) return answer(proof, Optional.empty(), out); // RFC 9849 section 6.1.7
        return choose(request.get(), out, own -> answer(proof, own, out));
    }

    private Step answer(PeerProven proof, Optional<OwnCredential> own, Output out) {
        if (request.isPresent())
            out.say(agreed().dialect(Side.CLIENT), new Certificate12(own.map(OwnCredential::chain).orElse(List.of())));
        var crypto = agreed().party().crypto();
        var agreement =
            exchange.map(it -> KeyAgreement12.of(it, crypto)).orElseGet(() -> KeyAgreement12.rsa(shown, crypto));
        out.say(dialect(), new ClientKeyExchange(agreement.exchangeKeys()));
        var keys = Keys12.of(agreed(), agreement.premaster(), out);
        var done = new Answered(keys, proof, shown.chain().certificates(), agreement.group(),
            exchange.map(ServerKeyExchange.Signed::algorithm), own, Optional.empty(), Optional.empty());
        if (own.isEmpty()) return finish(done, out);
        return own.get().sign(agreed().party(), signature -> verifyAndFinish(done, signature, out),
            out.transcript().bytes().toArray());
    }

    private Step verifyAndFinish(Answered done, Bytes signature, Output out) {
        out.say(dialect(), new CertificateVerify(done.own().orElseThrow().scheme().orElseThrow(), signature));
        return finish(done, out);
    }

    private static Step finish(Answered done, Output out) {
        out.transcript().release();
        var said = done.keys().sayFinished(Side.CLIENT, out);
        if (FalseStart.isAllowed(done)) out.mayWrite(ProtocolVersion.TLS_1_2, done.keys().exporter());
        return Step.become(Answered.next(done.said(said)));
    }

    private Step choose(CertificateRequest12 asked, Output out, Function<Optional<OwnCredential>, Step> then) {
        var config = agreed().party().config();
        var schemes = asked.supportedSignatureAlgorithms().stream().filter(scheme -> isOfType(scheme, asked)).toList();
        var criteria = CredentialRequest.of(false, schemes, config.clock().instant())
            .ownSchemes(config.signsWith())
            .authorities(asked.certificateAuthorities()).type(agreed().certificateType(Side.CLIENT));
        return OwnCredential.choose(agreed().party(), criteria, Decision.Kind.CLIENT_CERTIFICATE, out, then);
    }

    /** The certificate must be of a type that was asked for, too. RFC 5246 section 7.4.6, RFC 8422 section 5.5. */
    private static boolean isOfType(SignatureScheme scheme, CertificateRequest12 asked) {
        return switch (scheme.key()) {
            case RSA, RSA_PSS -> asked.certificateTypes().contains(CertificateRequest12.RSA_SIGN);
            case EC, EDWARDS -> asked.certificateTypes().contains(CertificateRequest12.ECDSA_SIGN);
            case MLDSA, UNKNOWN -> false;
        };
    }
}
