package dev.parley.crypto;

import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Cryptography that makes key pairs for key exchanges ahead, on a thread of its own, so that handshakes need not wait for
 * them. Off unless a configuration names it: {@code settings.crypto(KeysAhead.of(Cryptography.standard(), 64,
 * NamedGroup.X25519))}.
 *
 * <p>What waits is bounded, and each pair is handed out once. No connection waits for another: whoever finds none makes
 * one. Servers use pairs of Diffie-Hellman's groups; the answers of ML-KEM cannot be made before the question is there.
 *
 * <p>One daemon thread makes them, for all connections. It rests while every group has all its pairs, is woken when one has
 * less than half, and ends with {@link #close}. A pair that waits has no past: who steals it can read the one handshake it
 * will be used for, and none before. It is not to be used where the process is copied while it runs, by a snapshot of the
 * virtual machine for one: both copies would have the same pairs.
 *
 * <p>Thread-safe.
 */
public final class KeysAhead extends DelegatingCrypto implements AutoCloseable {
    private final int most;
    private final Map<NamedGroup, Waiting> waiting;
    private final Thread maker;
    private volatile boolean closed;

    /** The pairs of one group. */
    private static final class Waiting {
        private final Queue<Group.Offer> offers = new ConcurrentLinkedQueue<>();
        /** How many there are; never fewer than in the queue, so that no more are made than are allowed. */
        private final AtomicInteger count = new AtomicInteger();
    }

    private KeysAhead(Crypto real, int most, List<NamedGroup> groups) {
        super(real);
        this.most = most;
        this.waiting = groups.stream().collect(Collectors.toUnmodifiableMap(it -> it, it -> new Waiting()));
        this.maker = Thread.ofPlatform().daemon().name("parley-keys-ahead").unstarted(this::make);
    }

    /**
     * Begins to make pairs at once.
     *
     * @param most how many of each group wait at most
     * @param groups those whose pairs are made ahead; of {@link Crypto#groups}
     * @throws IllegalArgumentException if {@code most} is not positive, or a group is not there or named twice
     */
    public static KeysAhead of(Crypto crypto, int most, NamedGroup... groups) {
        if (most <= 0) throw new IllegalArgumentException("none would be made ahead: " + most);
        for (var group : groups)
            if (!crypto.groups().contains(group)) throw new IllegalArgumentException("no such group here: " + group);
        if (Set.copyOf(List.of(groups)).size() != groups.length) throw new IllegalArgumentException("named twice");
        var ahead = new KeysAhead(crypto, most, List.of(groups));
        ahead.maker.start();
        return ahead;
    }

    /** How many pairs of the group wait now. */
    public int waiting(NamedGroup group) {
        var pairs = waiting.get(group);
        return pairs == null ? 0 : pairs.count.get();
    }

    private void make() {
        while (!closed) {
            boolean made = false;
            for (var each : waiting.entrySet()) made |= makeOne(real.group(each.getKey()), each.getValue());
            if (!made) LockSupport.park(this); // a wake that came before lets it go on at once
        }
        forget();
    }

    private boolean makeOne(Group group, Waiting pairs) {
        if (closed || pairs.count.get() >= most) return false;
        pairs.count.incrementAndGet();
        try {
            pairs.offers.add(group.offer());
            return true;
        } catch (RuntimeException _) {
            pairs.count.decrementAndGet(); // whoever wants one is told why, when it makes its own
            return false;
        }
    }

    private Group.Offer take(NamedGroup group, Waiting pairs) {
        var ready = closed ? null : pairs.offers.poll();
        if (ready == null) return real.group(group).offer();
        if (pairs.count.decrementAndGet() < (most + 1) / 2) LockSupport.unpark(maker);
        return ready;
    }

    @Override
    public Group group(NamedGroup group) {
        var pairs = waiting.get(group);
        return pairs == null ? real.group(group) : new Ahead(group, pairs);
    }

    private final class Ahead implements Group {
        private final NamedGroup group;
        private final Waiting pairs;

        Ahead(NamedGroup group, Waiting pairs) {
            this.group = group;
            this.pairs = pairs;
        }

        @Override
        public Offer offer() {
            return take(group, pairs);
        }

        @Override
        public Answer answer(Bytes share) {
            if (!ALIKE.contains(group.kind())) return real.group(group).answer(share);
            try (var own = take(group, pairs)) {
                return new Answer(own.share(), own.finish(share));
            }
        }
    }

    /** Where both moves are alike: a pair made for one will do for the other. */
    private static final Set<NamedGroup.Kind> ALIKE =
        EnumSet.of(NamedGroup.Kind.NIST, NamedGroup.Kind.MONTGOMERY, NamedGroup.Kind.FINITE_FIELD);

    private void forget() {
        for (var pairs : waiting.values())
            for (var offer = pairs.offers.poll(); offer != null; offer = pairs.offers.poll()) {
                pairs.count.decrementAndGet();
                offer.close();
            }
    }

    /** Forgets all pairs that wait, and ends the thread. Connections go on, and make their own. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(maker);
        boolean interrupted = false;
        while (maker.isAlive()) {
            try {
                maker.join();
            } catch (InterruptedException _) {
                interrupted = true; // what waits is forgotten all the same
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
