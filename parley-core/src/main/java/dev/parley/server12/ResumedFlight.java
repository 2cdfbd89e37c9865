package dev.parley.server12;

import dev.parley.config.Side;
import dev.parley.extension.SessionTicket;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.ServerHello;
import java.util.Optional;

/** An earlier session goes on: the server says hello and finishes first, without certificate or key exchange. RFC 5246 section 7.3. */
final class ResumedFlight {
    private ResumedFlight() {}

    static Step say(Party party, ClientHello hello, SessionSearch.Found found, Output out) {
        var session = found.session().orElseThrow();
        boolean renews = found.sealedOld() && hello.extensions().has(SessionTicket.IT);
        var answers = ServerFlight.answers(party, hello, session.suite(), renews, true);
        var serverHello = new ServerHello(ProtocolVersion.TLS_1_2, ServerFlight.random(party), hello.legacySessionId(),
            session.suite(), 0,
            answers);
        out.transcript().use(session.suite().hash());
        out.transcript().release();
        var agreed = new Agreed12(party, hello, serverHello, Optional.of(session), Optional.empty());
        RecordLimits.agree(Side.SERVER, false, hello.extensions(), answers, out);
        out.say(dev.parley.message.Dialect.tls12(session.suite().keyExchange()), serverHello);
        var keys = Keys12.ofMain(agreed, party.crypto().keep(session.secret().copy()), out);
        var done = new Exchanged(keys, Optional.empty(), Optional.empty());
        return GiveSession.then(done, session.peerChain(), session.until(), out, () -> {
            var said = keys.sayFinished(Side.SERVER, out);
            return Step.become(new WaitChangeCipherSpec(new Exchanged(keys, Optional.empty(), Optional.of(said)),
                ClientProof.remembered(session.peerChain())));
        });
    }
}
