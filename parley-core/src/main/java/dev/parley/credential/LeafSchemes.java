package dev.parley.credential;

import dev.parley.id.SignatureScheme;
import java.util.List;

/** Which signature schemes a public key can be used with, on either side. RFC 9846 section 4.3.3. */
public final class LeafSchemes {
    private LeafSchemes() {}

    /** For a handshake of this version, the preferred first. TLS 1.2 does not bind ECDSA's hash to its curve. */
    public static List<SignatureScheme> of(LeafKey leaf, boolean version13) {
        throw new UnsupportedOperationException();
    }
}
