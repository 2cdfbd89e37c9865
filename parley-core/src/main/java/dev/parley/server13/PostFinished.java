package dev.parley.server13;

import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.Output;
import dev.parley.handshake.Request;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The client's digest of the handshake and of its answer must be right; then the server knows who it is. RFC 9846 section 4.7.2. */
record PostFinished(Connected connected, Asked.One answered, ClientProof client, Transcript transcript)
    implements Server13 {
    PostFinished {
        Objects.requireNonNull(client);
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
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var expected = Labels.verifyData(connected.party().crypto(), connected.facts().suite().hash(),
            connected.client(), transcript.now());
        FinishedProven.check(expected, finished);
        Optional<SignatureScheme> scheme = Optional.empty();
        List<Bytes> chain = List.of();
        List<X509Certificate> path = List.of();
        Optional<Instant> delegatedUntil = Optional.empty();
        if (client instanceof ClientProof.Proven(var proof, var shown)) {
            scheme = Optional.of(proof.scheme());
            chain = shown;
            path = proof.chain().path();
            delegatedUntil = proof.delegatedUntil();
        }
        var facts = connected.facts().authenticated(scheme, chain, path, delegatedUntil);
        out.authenticated(facts);
        return Step.become(connected.with(facts, client, connected.asked().without(answered)));
    }

    /** This side may go on meanwhile. */
    @Override
    public Step request(Request request, Output out) {
        return connected.request(request, out) instanceof Step.Become(Connected next)
            ? Step.become(new PostFinished(next, answered, client, transcript)) : Step.become(this);
    }
}
