package dev.parley.carrier;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.util.HashMap;
import java.util.Map;

/**
 * Hashes what was really sent in the place of what a state wanted to send, so that a rogue's signatures and Finished are
 * right for its own lies.
 */
final class EditedTranscript extends DelegatingCrypto {
    private final Map<Bytes, Bytes> edits = new HashMap<>();

    EditedTranscript(Crypto real) {
        super(real);
    }

    void edit(Bytes wanted, Bytes sent) {
        edits.put(wanted, sent);
    }

    @Override
    public Hash hash(HashAlgorithm algorithm) {
        return new Edited(real.hash(algorithm));
    }

    private final class Edited implements Hash {
        private final Hash hash;

        Edited(Hash hash) {
            this.hash = hash;
        }

        @Override
        public void add(Bytes bytes) {
            hash.add(edits.getOrDefault(bytes, bytes));
        }

        @Override
        public void add(byte[] bytes, int offset, int length) {
            hash.add(bytes, offset, length);
        }

        @Override
        public byte[] soFar() {
            return hash.soFar();
        }

        @Override
        public Hash copy() {
            return new Edited(hash.copy());
        }
    }
}
