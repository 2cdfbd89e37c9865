package dev.parley.server12;

import dev.parley.handshake.PeerProven;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Objects;

/** What is known of who the client is. */
sealed interface ClientProof {
    static ClientProof none() {
        return new Anonymous();
    }

    /** Of a session that goes on: what the client had shown in it. */
    static ClientProof remembered(List<Bytes> chain) {
        return chain.isEmpty() ? none() : new Remembered(chain);
    }

    /** It has the main secret of an earlier session, in which it had shown this chain. */
    record Remembered(List<Bytes> chain) implements ClientProof {}

    /** It was not asked, or showed no certificate. */
    record Anonymous() implements ClientProof {}

    /** It showed a certificate and proved that it holds the key. */
    record Proven(PeerProven.ByCertificate proof, ClientShown shown) implements ClientProof {
        public Proven {
            Objects.requireNonNull(proof);
        }
    }
}
