package dev.parley.server13;

import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.inner.Opened;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import java.util.Optional;

/** The server's states in TLS 1.3. */
public sealed interface Server13 extends State
    permits WaitSecondClientHello, WaitEndOfEarlyData, WaitCertificate, WaitCertificateVerify, WaitFinished, Connected,
    PostCertificate, PostFinished {
    @Override
    default Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    default ChangeCipher changeCipher() {
        return ChangeCipher.IGNORED;
    }

    /** The client's hello is here, and TLS 1.3 was chosen. RFC 9846 section 4.2.2. @param opened if it had been hidden in another */
    static Step begin(Party party, ClientHello hello, Optional<Opened> opened, Output out) {
        return Negotiation.begin(party, hello, opened, Optional.empty(), out);
    }
}
