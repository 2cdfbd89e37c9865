package dev.parley.server12;

import dev.parley.config.Side;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.ChangeCipherSpec;
import dev.parley.message.Heard;
import dev.parley.observe.Way;
import java.util.Objects;
import java.util.Set;

/** The client will use its new keys from here on. RFC 5246 section 7.1. */
record WaitChangeCipherSpec(Exchanged done, ClientProof client) implements Server12 {
    WaitChangeCipherSpec {
        Objects.requireNonNull(client);
    }

    @Override
    public Agreed12 agreed() {
        return done.keys().agreed();
    }

    @Override
    public ChangeCipher changeCipher() {
        return ChangeCipher.HEARD;
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(ChangeCipherSpec.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof ChangeCipherSpec)) throw unexpected(heard);
        done.keys().change(Way.IN, Side.CLIENT, out);
        return Step.become(new WaitFinished(done, client));
    }
}
