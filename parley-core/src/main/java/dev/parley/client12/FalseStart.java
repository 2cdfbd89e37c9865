package dev.parley.client12;

import dev.parley.id.BulkCipher;
import dev.parley.id.KeyExchange;

/**
 * A client may send data before the server's Finished is here, and so before it knows that nobody weakened the
 * handshake, only if what was chosen would have been good enough anyway. RFC 7918 sections 3 and 4.
 */
final class FalseStart {
    private FalseStart() {}

    static boolean isAllowed(Answered done) {
        var agreed = done.keys().agreed();
        var exchange = agreed.suite().keyExchange();
        boolean forwardSecret = exchange == KeyExchange.ECDHE || exchange == KeyExchange.DHE;
        return agreed.party().config().falseStart() && !agreed.party().echRejected() && forwardSecret
            && agreed.suite().cipher().kind() == BulkCipher.Kind.AEAD;
    }
}
