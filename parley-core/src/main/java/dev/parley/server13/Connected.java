package dev.parley.server13;

import static dev.parley.message.Dialect.TLS13;

import dev.parley.crypto.Secret;
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
import java.util.Objects;
import java.util.Set;

/** The handshake is complete. Key updates may still come. RFC 9846 section 4.7. */
record Connected(Party party, Facts facts, ClientProof peer, FinishedProven finished, Secret client, Secret server,
    Secret resumption) implements Server13 {
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
        return Set.of(KeyUpdate.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof KeyUpdate update)) throw unexpected(heard);
        var next = updateIn(out);
        return Step.become(update.updateRequested() ? next.updateOut(false, out) : next);
    }

    @Override
    public Step request(Request request, Output out) {
        return switch (request) {
            case Request.UpdateKeys(boolean peerToo) -> Step.become(updateOut(peerToo, out));
        };
    }

    private Connected updateIn(Output out) {
        var next = Labels.next(party.crypto(), facts.suite().hash(), client);
        client.close();
        out.keys(Way.IN, Epoch.APPLICATION, new KeyMaterial.Traffic(facts.suite(), next));
        return new Connected(party, facts, peer, finished, next, server, resumption);
    }

    private Connected updateOut(boolean peerToo, Output out) {
        out.say(TLS13, new KeyUpdate(peerToo));
        var next = Labels.next(party.crypto(), facts.suite().hash(), server);
        server.close();
        out.keys(Way.OUT, Epoch.APPLICATION, new KeyMaterial.Traffic(facts.suite(), next));
        return new Connected(party, facts, peer, finished, client, next, resumption);
    }
}
