package dev.parley.client12;

import static dev.parley.failure.Reason.EXTENDED_MAIN_SECRET_REQUIRED;

import dev.parley.config.Side;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.ServerHello;

/** The client's states in TLS 1.2. */
public sealed interface Client12 extends State
    permits WaitCertificate, WaitServerKeyExchange, WaitServerHelloDone, WaitChangeCipherSpec, WaitFinished, Connected {
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

    /** ServerHello chose TLS 1.2. RFC 5246 section 7.4.1.3. */
    static Step begin(Party party, ClientHello sent, ServerHello hello, Output out) {
        Extensions.accept(Place.SERVER_HELLO_12, sent.extensions(), hello.extensions());
        if (party.config().requireExtendedMainSecret() && !hello.extensions().has(ExtendedMainSecret.IT))
            throw EXTENDED_MAIN_SECRET_REQUIRED.because("the server does not answer extended_master_secret");
        RecordLimits.agree(Side.CLIENT, false, sent.extensions(), hello.extensions(), out);
        out.transcript().use(hello.cipherSuite().hash());
        return Step.become(new WaitCertificate(new Agreed12(party, sent, hello)));
    }
}
