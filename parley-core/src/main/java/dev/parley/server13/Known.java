package dev.parley.server13;

import dev.parley.crypto.Secret;
import dev.parley.schedule.MainSecret;

/**
 * What every later state of the server needs until the handshake is complete.
 *
 * @param clientHandshake the client's handshake traffic secret, for its Finished
 * @param client the client's application traffic secret
 * @param server this side's
 */
record Known(Negotiated agreed, MainSecret main, Secret clientHandshake, Secret client, Secret server,
    Secret exporter) {}
