package dev.parley.credential;

import dev.parley.id.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which credential a connection gets, and why each other one does not. RFC 9846 section 4.5.1.2. */
public sealed interface Selection {
    /**
     * The choice.
     *
     * @param scheme to sign with; empty only if the request says that nothing is signed
     * @param words why it was chosen, one sentence; made only if somebody asks
     * @param compromises in what it is not what the peer would like best; the caller may refuse to live with them
     */
    record Chosen(Credential credential, Optional<SignatureScheme> scheme, Supplier<String> words,
        List<Compromise> compromises,
        List<Refusal> refusals) implements Selection {
        public Chosen {
            compromises = List.copyOf(compromises);
            refusals = List.copyOf(refusals);
        }

        /** Why it was chosen, one sentence. */
        public String why() {
            return words.get();
        }
    }

    /** Nothing fits. */
    record None(List<Refusal> refusals) implements Selection {
        public None {
            refusals = List.copyOf(refusals);
        }
    }

    /** A credential that was not chosen, and why. */
    record Refusal(Credential credential, String why) {}

    /** What is wished for, not needed; the one that weighs most comes first. */
    enum Compromise {
        /** The credential is not for the name that the client wants. RFC 6066 section 3. */
        OTHER_NAME,
        /** The certificate has expired or is not valid yet. */
        OTHER_DATE,
        /** No certificate of the chain is issued by an authority that the peer names. */
        OTHER_AUTHORITY,
        /** A certificate of the chain is signed with an algorithm that the peer does not name. */
        OTHER_SIGNATURE
    }

    List<Refusal> refusals();

    /** The credential that fits best: fewest compromises by weight, then this side's order. A pure function. */
    static Selection choose(List<Credential> credentials, CredentialRequest request) {
        return new Choice(request).among(credentials);
    }
}
