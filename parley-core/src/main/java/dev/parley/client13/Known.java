package dev.parley.client13;

import dev.parley.crypto.Secret;
import dev.parley.handshake.Party;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientHello;
import dev.parley.schedule.HandshakeSecret;

/**
 * What every later state of the client needs until the handshake is complete.
 *
 * @param clientTraffic this side's handshake traffic secret
 * @param serverTraffic the peer's
 */
record Known(Party party, ClientHello sent, CipherSuite suite, NamedGroup group, HandshakeSecret secret,
    Secret clientTraffic,
    Secret serverTraffic, boolean retried) {}
