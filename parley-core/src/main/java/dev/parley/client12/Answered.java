package dev.parley.client12;

import dev.parley.handshake.Keys12;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.PeerProven;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The client has said all it has to say. @param scheme how the server signed the key exchange; @param own what the client showed */
record Answered(Keys12 keys, PeerProven proof, List<Bytes> chain, Optional<NamedGroup> group,
    Optional<SignatureScheme> scheme,
    Optional<OwnCredential> own) {
    Answered {
        Objects.requireNonNull(proof);
    }
}
