package dev.parley.credential;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * So many answers that are dear to find and do not change, kept for whoever asks again. What is forgotten when it is full
 * is left to chance: a peer that sends ever new questions makes the others pay, but only what they paid without it.
 * Thread-safe, without a lock that all share.
 */
final class Remembered<K, V> {
    private final Map<K, V> answers = new ConcurrentHashMap<>();
    private final int most;

    /** @param most how many, or a few more where threads meet */
    Remembered(int most) {
        this.most = most;
    }

    /** What is known, or {@code null}. */
    V get(K question) {
        return answers.get(question);
    }

    void put(K question, V answer) {
        if (answers.size() >= most) {
            var any = answers.keySet().iterator();
            if (any.hasNext()) answers.remove(any.next());
        }
        answers.put(question, answer);
    }

    void forget(K question) {
        answers.remove(question);
    }

    int size() {
        return answers.size();
    }
}
