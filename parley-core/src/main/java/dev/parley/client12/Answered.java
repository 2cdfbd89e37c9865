package dev.parley.client12;

import dev.parley.handshake.Keys12;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.PeerProven;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.message.NewSessionTicket12;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The client has said all it has to say.
 *
 * @param scheme how the server signed the key exchange
 * @param own what the client showed
 * @param said this side's Finished, if it came first
 */
record Answered(Keys12 keys, PeerProven proof, List<Bytes> chain, Optional<NamedGroup> group,
    Optional<SignatureScheme> scheme, Optional<OwnCredential> own, Optional<NewSessionTicket12> ticket,
    Optional<Bytes> said) {
    Answered {
        Objects.requireNonNull(proof);
    }

    /** What is waited for now: a ticket, if one was announced. */
    static Client12 next(Answered answered) {
        return answered.keys.agreed().givesTicket() ? new WaitNewSessionTicket(answered)
            : new WaitChangeCipherSpec(answered);
    }

    Answered proof(PeerProven other) {
        return new Answered(keys, other, chain, group, scheme, own, ticket, said);
    }

    Answered ticket(NewSessionTicket12 given) {
        return new Answered(keys, proof, chain, group, scheme, own, Optional.of(given), said);
    }

    Answered said(Bytes finished) {
        return new Answered(keys, proof, chain, group, scheme, own, ticket, Optional.of(finished));
    }

    boolean isResumed() {
        return keys.agreed().session().isPresent();
    }
}
