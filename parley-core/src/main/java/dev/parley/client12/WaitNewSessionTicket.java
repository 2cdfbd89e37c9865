package dev.parley.client12;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.Heard;
import dev.parley.message.NewSessionTicket12;
import java.util.Set;

/** The server announced a ticket, so it must send one before it finishes. RFC 5077 section 3.3. */
record WaitNewSessionTicket(Answered answered) implements Client12 {
    @Override
    public Agreed12 agreed() {
        return answered.keys().agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(NewSessionTicket12.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof NewSessionTicket12 ticket)) throw unexpected(heard);
        return Step.become(new WaitChangeCipherSpec(answered.ticket(ticket)));
    }
}
