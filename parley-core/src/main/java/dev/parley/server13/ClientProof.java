package dev.parley.server13;

import dev.parley.handshake.PeerProven;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Objects;

/** What is known of who the client is. */
sealed interface ClientProof {
    /** The server did not ask. */
    ClientProof NOT_ASKED = new Anonymous();
    /** The server asked, would live with none, and the client showed none. */
    ClientProof DECLINED = new Anonymous();

    record Anonymous() implements ClientProof {}

    /** It has the key of an earlier session, in which it had shown this chain. */
    record Remembered(List<Bytes> chain) implements ClientProof {}

    /** It showed a certificate and proved that it holds the key. */
    record Proven(PeerProven.ByCertificate proof, List<Bytes> chain) implements ClientProof {
        public Proven {
            Objects.requireNonNull(proof);
        }
    }
}
