package dev.parley.explain.story;

import dev.parley.Cryptography;
import dev.parley.config.Side;
import dev.parley.credential.LeafKey;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.explain.story.Check.Finding;
import dev.parley.explain.story.Check.Part;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.id.SignatureScheme;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who judges what one side proves: the other side, with what it saw itself, or else a bystander. For one thread. */
final class Judge {
    final Crypto crypto = Cryptography.jdk();
    final Side prover;
    final Story seen;
    final Spoken spoken;
    final Story whole;

    private Judge(Story whole, Story seen, Side prover) {
        this.whole = whole;
        this.seen = seen;
        this.prover = prover;
        this.spoken = Spoken.of(seen, crypto);
    }

    static Judge of(Story story, Side prover) {
        var witness = Witness.of(prover.other());
        if (!story.has(witness)) return new Judge(story, story, prover);
        var own = story.entries().stream().filter(it -> it.seen().by() == witness).toList();
        return new Judge(story, new Story(own, story.leftOut()), prover);
    }

    /** What the prover said, in order, each with its place among all. */
    List<Entry.Message> proofs() {
        return spoken.messages().stream().filter(it -> it.sender() == prover).toList();
    }

    /** A secret as the judge has it, or else as anybody has. */
    Optional<Bytes> told(String label) {
        return Told.first(seen, label).or(() -> Told.first(whole, label));
    }

    Optional<CipherSuite> suite() {
        return spoken.serverHello().map(ServerHello::cipherSuite).filter(it -> it.parts().isPresent());
    }

    /** What is missing may be the reason why something does not fit. */
    private boolean isIncomplete() {
        return seen.leftOut() > 0 || seen.entries().stream().anyMatch(it -> it instanceof Entry.Missing
            || it instanceof Entry.Undecoded || it instanceof Entry.Unread || it instanceof Entry.OldHello);
    }

    Finding orIncomplete(Finding bad) {
        return isIncomplete() ? Finding.INCOMPLETE : bad;
    }

    Finding compare(Bytes computed, Bytes received) {
        return computed.equals(received) ? Finding.SAME_VALUE : orIncomplete(Finding.OTHER_VALUE);
    }

    /** The public key of a certificate, or one that stands there without. */
    static Optional<LeafKey> key(Bytes certificate) {
        return read(() -> LeafKey.isInfo(certificate) ? LeafKey.ofInfo(certificate) : LeafKey.of(certificate));
    }

    static Optional<LeafKey> read(Supplier<LeafKey> key) {
        try {
            return Optional.of(key.get());
        } catch (HandshakeFailure _) {
            return Optional.empty();
        }
    }

    /** A signature by the first of these keys, of which there is none if no certificate was seen. */
    Signed signed(Optional<Optional<LeafKey>> key, SignatureScheme scheme, Bytes signature) {
        return new Signed(key, scheme, signature);
    }

    /** @param key empty if none was seen; empty within if it cannot be read */
    final class Signed {
        private final Optional<Optional<LeafKey>> key;
        private final SignatureScheme scheme;
        private final Bytes signature;
        final List<Part> parts = new ArrayList<>();

        private Signed(Optional<Optional<LeafKey>> key, SignatureScheme scheme, Bytes signature) {
            this.key = key;
            this.scheme = scheme;
            this.signature = signature;
        }

        /** @param content in words; the parts are told before */
        Check check(Check.Kind kind, String content, String source, List<Bytes> signed) {
            key.flatMap(it -> it).ifPresent(it -> parts.add(Part.told("public_key", it.info())));
            parts.add(Part.told("signature", signature));
            var name = scheme.equals(ServerKeyExchange.UNSAID) ? "MD5 + SHA-1" : scheme.name();
            return new Check(kind, prover, "Verify(%s, public_key, %s, signature)".formatted(name, content), source,
                parts, finding(signed));
        }

        private Finding finding(List<Bytes> signed) {
            if (scheme.equals(ServerKeyExchange.UNSAID)) return Finding.OLD_SIGNATURE;
            if (!crypto.schemes().contains(scheme)) return Finding.UNKNOWN_SCHEME;
            if (key.isEmpty()) return Finding.NO_CERTIFICATE;
            if (key.get().isEmpty()) return Finding.UNREADABLE_KEY;
            var parts = signed.stream().map(Bytes::toArray).toArray(byte[][]::new);
            return crypto.verify(scheme, key.get().get().key(), signature, parts) ? Finding.SIGNATURE_FITS
                : orIncomplete(Finding.SIGNATURE_DOES_NOT_FIT);
        }
    }

    static Part computed(String name, String formula, Secret secret) {
        return new Part(name, formula, Told.bytes(secret));
    }
}
