package dev.parley.server13;

import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.EndOfEarlyData;
import dev.parley.message.Heard;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import java.util.Set;

/** Early data was accepted; it ends here. RFC 9846 section 4.6. */
record WaitEndOfEarlyData(Known known) implements Server13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(EndOfEarlyData.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof EndOfEarlyData)) throw unexpected(heard);
        out.keys(Way.IN, Epoch.HANDSHAKE, new KeyMaterial.Traffic(known.agreed().suite(), known.clientHandshake()));
        return Step.become(ServerFlight.afterEarlyData(known));
    }
}
