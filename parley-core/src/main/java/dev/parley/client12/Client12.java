package dev.parley.client12;

import static dev.parley.failure.Reason.EXTENDED_MAIN_SECRET_CHANGED;
import static dev.parley.failure.Reason.EXTENDED_MAIN_SECRET_REQUIRED;
import static dev.parley.failure.Reason.WRONG_RESUMPTION;

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
import dev.parley.id.Authentication;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.ServerHello;
import dev.parley.observe.NotResumed;
import dev.parley.session.Session;
import java.util.Optional;

/** The client's states in TLS 1.2. */
public sealed interface Client12 extends State
    permits WaitCertificate, WaitServerKeyExchange, WaitServerHelloDone, WaitPskExchange, WaitNewSessionTicket,
    WaitChangeCipherSpec,
    WaitFinished, Connected {
    /** What the hellos have settled. */
    Agreed12 agreed();

    @Override
    default Dialect dialect() {
        return agreed().dialect(Side.SERVER);
    }

    @Override
    default ChangeCipher changeCipher() {
        return ChangeCipher.REFUSED;
    }

    /**
     * ServerHello chose TLS 1.2. RFC 5246 section 7.4.1.3.
     *
     * @param offered the session that the client would continue
     * @param notResumed why none goes on, if the server does not take it
     */
    static Step begin(Party party, ClientHello sent, ServerHello hello, Optional<Session> offered,
        NotResumed notResumed, Output out) {
        Extensions.accept(Place.SERVER_HELLO_12, sent.extensions(), hello.extensions());
        if (party.config().requireExtendedMainSecret() && !hello.extensions().has(ExtendedMainSecret.IT))
            throw EXTENDED_MAIN_SECRET_REQUIRED.because("the server does not answer extended_master_secret");
        RecordLimits.agree(Side.CLIENT, false, sent.extensions(), hello.extensions(), out);
        out.transcript().use(hello.cipherSuite().hash());
        boolean resumes =
            !hello.legacySessionIdEcho().isEmpty() && hello.legacySessionIdEcho().equals(sent.legacySessionId());
        if (!resumes && hello.cipherSuite().authentication() == Authentication.PSK)
            return Step.become(new WaitPskExchange(
                new Agreed12(party, sent, hello, Optional.empty(), Optional.of(notResumed)), Optional.empty()));
        if (!resumes)
            return Step.become(
                new WaitCertificate(new Agreed12(party, sent, hello, Optional.empty(), Optional.of(notResumed))));
        var session =
            offered.orElseThrow(() -> WRONG_RESUMPTION.because("the server continues a session that was not offered"));
        checkResumption(session, hello);
        out.transcript().release();
        return Step.become(
            Resumption12.begin(new Agreed12(party, sent, hello, Optional.of(session), Optional.empty()), session, out));
    }

    /** RFC 5246 section 7.4.1.3, RFC 7627 section 5.3. */
    private static void checkResumption(Session session, ServerHello hello) {
        if (!session.suite().equals(hello.cipherSuite()))
            throw WRONG_RESUMPTION.because("the session has %s, the server continues it with %s", session.suite(),
                hello.cipherSuite());
        if (session.extendedMainSecret() != hello.extensions().has(ExtendedMainSecret.IT))
            throw EXTENDED_MAIN_SECRET_CHANGED.because("the session was made %s it",
                session.extendedMainSecret() ? "with" : "without");
    }
}
