package dev.parley.client13;

import dev.parley.crypto.Secret;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientHello;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.NotResumed;
import dev.parley.schedule.HandshakeSecret;
import java.util.Optional;

/**
 * What every later state of the client needs until the handshake is complete.
 *
 * @param group empty if the pre-shared key goes alone
 * @param psk the pre-shared key that the server took
 * @param clientTraffic this side's handshake traffic secret
 * @param serverTraffic the peer's
 * @param notResumed why no earlier session continues, if {@code psk} is empty
 */
record Known(Party party, ClientHello sent, CipherSuite suite, Optional<NamedGroup> group, Optional<Psk> psk,
    HandshakeSecret secret, Secret clientTraffic, Secret serverTraffic, boolean retried, EarlyFate early,
    NotResumed notResumed) {
    Known early(EarlyFate fate) {
        return new Known(party, sent, suite, group, psk, secret, clientTraffic, serverTraffic, retried, fate,
            notResumed);
    }
}
