package dev.parley.server12;

import dev.parley.handshake.PeerProven;
import java.util.Objects;

/** What is known of who the client is. */
sealed interface ClientProof {
    static ClientProof none() {
        return new Anonymous();
    }

    /** It was not asked, or showed no certificate. */
    record Anonymous() implements ClientProof {}

    /** It showed a certificate and proved that it holds the key. */
    record Proven(PeerProven.ByCertificate proof, ClientShown shown) implements ClientProof {
        public Proven {
            Objects.requireNonNull(proof);
        }
    }
}
