package dev.parley.credential;

import dev.parley.crypto.Keys;
import dev.parley.id.SignatureScheme;
import java.util.List;
import java.util.stream.Stream;

/** With which schemes a certificate's key can sign. */
public final class LeafSchemes {
    private LeafSchemes() {}

    /** For a handshake of this version, the preferred first. TLS 1.2 does not bind ECDSA's hash to its curve. */
    public static List<SignatureScheme> of(LeafKey leaf, boolean version13) {
        return Keys.schemes(leaf.key(), version13);
    }

    /** For any version. */
    static List<SignatureScheme> of(LeafKey leaf) {
        return Stream.concat(Keys.schemes(leaf.key(), true).stream(), Keys.schemes(leaf.key(), false).stream())
            .distinct().toList();
    }
}
