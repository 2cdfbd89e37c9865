package dev.parley.server13;

import static dev.parley.message.Dialect.TLS13;

import dev.parley.crypto.Secret;
import dev.parley.handshake.Chains;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Request;
import dev.parley.handshake.Step;
import dev.parley.message.Heard;
import dev.parley.message.KeyUpdate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Way;
import dev.parley.schedule.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The handshake is complete. Key updates may still come, and certificates that were asked for. RFC 9846 section 4.7. */
record Connected(Party party, Facts facts, ClientProof peer, FinishedProven finished, Secret client, Secret server,
    Asked asked) implements Server13 {
    Connected {
        Objects.requireNonNull(peer);
        Objects.requireNonNull(finished);
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
        if (asked.open().isEmpty()) return Set.of(KeyUpdate.class);
        var legal = new HashSet<>(Chains.legal(party.config()));
        legal.add(KeyUpdate.class);
        return Set.copyOf(legal);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!legal().contains(heard.getClass())) throw unexpected(heard);
        if (!(heard instanceof KeyUpdate update)) return Step.become(PostCertificate.shown(this, heard));
        var next = updateIn(out);
        return Step.become(update.updateRequested() ? next.updateOut(false, out) : next);
    }

    @Override
    public Step request(Request request, Output out) {
        return switch (request) {
            case Request.UpdateKeys(boolean peerToo) -> Step.become(updateOut(peerToo, out));
            case Request.Certificate(boolean required) -> Step.become(ask(required, out));
        };
    }

    /** Asks the client who it is. RFC 9846 section 4.7.2. */
    Connected ask(boolean required, Output out) {
        if (asked.handshake().isEmpty())
            throw new IllegalStateException("the client has not offered to show a certificate later");
        var one = new Asked.One(ServerFlight.request(party.config(), party.crypto().random(32)), required);
        var next = with(facts, peer, asked.with(one));
        out.sayTogether(TLS13, List.of(one.request()));
        return next;
    }

    Connected with(Facts otherFacts, ClientProof otherPeer, Asked others) {
        return new Connected(party, otherFacts, otherPeer, finished, client, server, others);
    }

    private Connected updateIn(Output out) {
        var next = Labels.next(party.crypto(), facts.suite().hash(), client);
        client.close();
        out.keys(Way.IN, Epoch.APPLICATION, new KeyMaterial.Traffic(facts.suite(), next));
        return new Connected(party, facts, peer, finished, next, server, asked);
    }

    Connected updateOut(boolean peerToo, Output out) {
        out.say(TLS13, new KeyUpdate(peerToo));
        var next = Labels.next(party.crypto(), facts.suite().hash(), server);
        server.close();
        out.keys(Way.OUT, Epoch.APPLICATION, new KeyMaterial.Traffic(facts.suite(), next));
        return new Connected(party, facts, peer, finished, client, next, asked);
    }
}
