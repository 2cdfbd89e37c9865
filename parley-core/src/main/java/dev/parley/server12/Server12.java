package dev.parley.server12;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;

/** The server's states in TLS 1.2. */
public sealed interface Server12 extends State
    permits WaitCertificate, WaitClientKeyExchange, WaitCertificateVerify, WaitChangeCipherSpec, WaitFinished,
    Connected {
    /** What the hellos have settled. */
    Agreed12 agreed();

    @Override
    default Dialect dialect() {
        return Dialect.tls12(agreed().suite().keyExchange());
    }

    @Override
    default ChangeCipher changeCipher() {
        return ChangeCipher.REFUSED;
    }

    /** The client's hello is here, and TLS 1.2 was chosen. RFC 5246 section 7.4.1.2. */
    static Step begin(Party party, ClientHello hello, Output out) {
        return ServerFlight.say(Negotiation.of(party, hello, out), out);
    }
}
