package dev.parley.lab;

import java.security.KeyPair;
import java.util.EnumMap;
import java.util.Map;

/** Where an authority takes its keys from. Thread-safe. */
@FunctionalInterface
public interface LabKeys {
    /** A fresh key for every certificate. */
    LabKeys FRESH = KeyKind::generate;

    KeyPair take(KeyKind kind);

    /** For tests that want to be quick: of each kind three pairs, handed out in turn again and again. */
    static LabKeys reused() {
        return new Reused();
    }

    /** Three: an authority, one beneath it and an end-entity have different keys. */
    final class Reused implements LabKeys {
        private static final int PAIRS = 3;

        private final Map<KeyKind, KeyPair[]> pairs = new EnumMap<>(KeyKind.class);
        private final Map<KeyKind, Integer> next = new EnumMap<>(KeyKind.class);

        private Reused() {}

        @Override
        public synchronized KeyPair take(KeyKind kind) {
            var ring = pairs.computeIfAbsent(kind, _ -> new KeyPair[PAIRS]);
            int place = next.merge(kind, 1, Integer::sum) % PAIRS;
            if (ring[place] == null) ring[place] = kind.generate();
            return ring[place];
        }
    }
}
