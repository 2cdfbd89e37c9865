package dev.parley.server12;

import static dev.parley.failure.Reason.RENEGOTIATION_REFUSED;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.ClientHello;
import dev.parley.message.Heard;
import java.util.Objects;
import java.util.Set;

/** The handshake is complete. Another one inside this connection is refused. RFC 9325 section 3.5. */
record Connected(Keys12 keys, ClientProof peer, FinishedProven finished) implements Server12 {
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
        return Set.of();
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (heard instanceof ClientHello)
            throw RENEGOTIATION_REFUSED.because("a ClientHello in a connection that stands");
        throw unexpected(heard);
    }
}
