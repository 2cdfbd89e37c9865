package dev.parley.web;

import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Story;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The stories that a page can show, the newest {@value #MOST} of them; some go on while they are shown. Thread-safe. */
public final class Shelf {
    private static final int MOST = 200;

    /** A story in the list. @param revision how many times it has changed; @param live does it go on? */
    public record Listed(long id, String title, boolean live, boolean failed, long revision) {}

    /** A story that goes on. */
    public final class Place implements AutoCloseable {
        private final long id;
        private final String title;
        private final Chronicle chronicle;
        private long revision;

        private Place(long id, String title) {
            this.id = id;
            this.title = title;
            this.chronicle = new Chronicle(System::nanoTime, this::changed);
        }

        public long id() {
            return id;
        }

        /** What is written into it is shown. */
        public Chronicle chronicle() {
            return chronicle;
        }

        private void changed() {
            lock.lock();
            try {
                revision++;
                revisions++;
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** The story is at its end, but stays. */
        @Override
        public void close() {
            lock.lock();
            try {
                stories.replace(id, new Kept(id, title, chronicle.story()));
            } finally {
                lock.unlock();
            }
            changed();
        }
    }

    private record Kept(long id, String title, Story story) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<Long, Object> stories = new LinkedHashMap<>();
    private long next;
    private long revisions;

    Shelf() {}

    /** A place for a story that is about to be told. */
    public Place begin(String title) {
        lock.lock();
        try {
            var place = new Place(next++, title);
            put(place.id, place);
            return place;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a story here that is complete. @return its number */
    public long put(String title, Story story) {
        lock.lock();
        try {
            var kept = new Kept(next++, title, story);
            put(kept.id, kept);
            return kept.id;
        } finally {
            lock.unlock();
        }
    }

    private void put(long id, Object story) {
        stories.put(id, story);
        if (stories.size() > MOST) stories.remove(stories.keySet().iterator().next());
        revisions++;
        news.signalAll();
    }

    /** As far as it has come; empty if there is none of this number, any more. */
    Optional<Story> story(long id) {
        Object found;
        lock.lock();
        try {
            found = stories.get(id);
        } finally {
            lock.unlock();
        }
        return switch (found) {
            case Place place -> Optional.of(place.chronicle.story());
            case Kept kept -> Optional.of(kept.story);
            case null, default -> Optional.empty();
        };
    }

    /** What there is, oldest first. @param revision of all of them together */
    record Contents(List<Listed> stories, long revision) {}

    /** Waits until there is something newer than this revision. @throws InterruptedException if the waiting is to end */
    Contents after(long known) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (revisions <= known) news.await();
            return new Contents(list(), revisions);
        } finally {
            lock.unlock();
        }
    }

    private List<Listed> list() {
        var list = new ArrayList<Listed>();
        for (var one : stories.values()) list.add(switch (one) {
            case Place place -> new Listed(place.id, place.title, true,
                place.chronicle.story().failure().isPresent(), place.revision);
            case Kept kept -> new Listed(kept.id, kept.title, false, kept.story.failure().isPresent(), 0);
            default -> throw new IllegalStateException("nothing else is put here");
        });
        return list;
    }
}
