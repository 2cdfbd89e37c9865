package dev.parley.server12;

import dev.parley.config.Side;
import dev.parley.extension.Alpn;
import dev.parley.extension.ServerName;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The client's digest of the whole handshake must be right; then the server answers with its own. RFC 5246 section 7.4.9. */
record WaitFinished(Exchanged done, ClientProof client) implements Server12 {
    WaitFinished {
        Objects.requireNonNull(client);
    }

    @Override
    public Agreed12 agreed() {
        return done.keys().agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var proven = done.keys().check(Side.CLIENT, finished, out);
        done.keys().sayFinished(Side.SERVER, out);
        out.established(facts(), done.keys().exporter());
        return Step.become(new Connected(done.keys(), client, proven));
    }

    private Facts facts() {
        Optional<SignatureScheme> clientScheme = Optional.empty();
        List<Bytes> chain = List.of();
        List<X509Certificate> path = List.of();
        if (client instanceof ClientProof.Proven(var proof, var shown)) {
            clientScheme = Optional.of(proof.scheme());
            chain = shown.chain().certificates();
            path = shown.path().path();
        }
        var chosen = done.chosen();
        return new Facts(Side.SERVER, ProtocolVersion.TLS_1_2, agreed().suite(), chosen.group(), chosen.own().scheme(),
            clientScheme,
            Alpn.in(agreed().answers()), ServerName.host(chosen.hello().extensions()), chosen.own().chain(), chain,
            path, false, false,
            agreed().extendedMainSecret(), agreed().encryptThenMac(), agreed().server().legacySessionIdEcho(),
            agreed().clientRandom());
    }
}
