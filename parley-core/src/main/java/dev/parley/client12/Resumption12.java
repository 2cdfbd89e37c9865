package dev.parley.client12;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerProven;
import dev.parley.session.Session;
import java.util.Optional;

/** An earlier session goes on: no certificate, no key exchange, and the server finishes first. RFC 5246 section 7.3. */
final class Resumption12 {
    private Resumption12() {}

    static Client12 begin(Agreed12 agreed, Session session, Output out) {
        var keys = Keys12.ofMain(agreed, agreed.party().crypto().keep(session.secret().copy()), out);
        var answered =
            new Answered(keys, new PeerProven.ByEarlierKey(session.peerChain()), session.peerChain(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return Answered.next(answered);
    }
}
