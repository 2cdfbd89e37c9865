package dev.parley.client12;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Step;
import dev.parley.id.AlertDescription;
import dev.parley.message.Heard;
import dev.parley.message.HelloRequest;
import java.util.Objects;
import java.util.Set;

/** The handshake is complete. A wish for another one is declined. RFC 5246 section 7.2.2. */
record Connected(Keys12 keys, PeerProven peer, FinishedProven finished) implements Client12 {
    Connected {
        Objects.requireNonNull(peer);
        Objects.requireNonNull(finished);
    }

    @Override
    public Agreed12 agreed() {
        return keys.agreed();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(HelloRequest.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof HelloRequest)) throw unexpected(heard);
        out.warn(AlertDescription.NO_RENEGOTIATION);
        return Step.become(this);
    }
}
