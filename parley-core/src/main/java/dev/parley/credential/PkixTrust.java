package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.util.List;

/**
 * Trust by paths to known authorities. RFC 5280 section 6.
 *
 * @param minimumRsaBits shorter RSA keys are too weak. RFC 9325 section 4.5
 */
public record PkixTrust(Anchors anchors, int minimumRsaBits) implements Trust {

    /** The same with another limit, in bits. */
    public PkixTrust minimumRsaBits(int bits) {
        return new PkixTrust(anchors, bits);
    }

    @Override
    public VerifiedChain check(PeerChain chain) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Bytes> authorities() {
        throw new UnsupportedOperationException();
    }
}
