package dev.parley.client12;

import dev.parley.config.Side;
import dev.parley.credential.VerifiedChain;
import dev.parley.extension.Alpn;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.observe.Facts;
import java.util.List;
import java.util.Set;

/** The server's digest of the whole handshake must be right. RFC 5246 section 7.4.9. */
record WaitFinished(Answered answered) implements Client12 {
    @Override
    public Agreed12 agreed() {
        return answered.keys().agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(Finished.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof Finished finished)) throw unexpected(heard);
        var proven = answered.keys().check(Side.SERVER, finished, out);
        out.established(facts(), answered.keys().exporter());
        return Step.become(new Connected(answered.keys(), answered.proof(), proven));
    }

    private Facts facts() {
        return new Facts(Side.CLIENT, ProtocolVersion.TLS_1_2, agreed().suite(), answered.group(), answered.scheme(),
            answered.own().flatMap(OwnCredential::scheme), Alpn.in(agreed().answers()), agreed().party().serverName(),
            answered.own().map(OwnCredential::chain).orElse(List.of()), answered.chain(), path().path(), false, false,
            agreed().extendedMainSecret(), agreed().encryptThenMac(), agreed().server().legacySessionIdEcho(),
            agreed().clientRandom());
    }

    private VerifiedChain path() {
        return switch (answered.proof()) {
            case PeerProven.ByCertificate proof -> proof.chain();
            case PeerProven.ByDecryption proof -> proof.chain();
        };
    }
}
