package dev.parley.server12;

import dev.parley.config.Side;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.session.ServerSessions;

/** The server's states in TLS 1.2. */
public sealed interface Server12 extends State
    permits WaitCertificate, WaitClientKeyExchange, WaitCertificateVerify, WaitChangeCipherSpec, WaitFinished,
    Connected {
    /** What the hellos have settled. */
    Agreed12 agreed();

    @Override
    default Dialect dialect() {
        return agreed().dialect(Side.CLIENT);
    }

    @Override
    default ChangeCipher changeCipher() {
        return ChangeCipher.REFUSED;
    }

    /** The client's hello is here, and TLS 1.2 was chosen. RFC 5246 section 7.4.1.2. */
    static Step begin(Party party, ClientHello hello, Output out) {
        Negotiation.check(party, hello);
        boolean slow = party.config().serverSessions().map(ServerSessions::isRemote).orElse(false);
        var search = new SessionSearch(party, hello);
        return Step.after(slow, search::search, found -> found.session().isPresent()
            ? ResumedFlight.say(party, hello, found, out)
            : ServerFlight.say(Negotiation.of(party, hello, out), found.why().orElseThrow(), out));
    }
}
