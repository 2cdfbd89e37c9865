package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ContentType;
import dev.parley.message.ServerKeyExchange;
import dev.parley.observe.EarlyFate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a handshake cost the client, counted from its story.
 *
 * @param toSpeak round trips before the client could say the first byte of its own; empty if it never did
 * @param toAnswer round trips before the first byte of the server's answer was there; empty if there was none
 * @param messages of the handshake, of both sides
 * @param bytesOfClient of its records that are no application data, headers and all
 * @param bytesOfServer likewise
 * @param signatures made by either side
 * @param untilSpoke from the first hello until the client's first byte
 * @param untilAnswer from the first hello until the server's first byte
 * @param resumed does it continue an earlier session?
 * @param early was the client's first data early data that the server took?
 * @param isFalseStart did the client speak before it had the server's Finished? RFC 7918
 */
public record Cost(Optional<Integer> toSpeak, Optional<Integer> toAnswer, long messages, int bytesOfClient,
    int bytesOfServer, long signatures, Optional<Duration> untilSpoke, Optional<Duration> untilAnswer,
    boolean resumed, boolean early, boolean isFalseStart) {
    public static Cost of(Story story) {
        // What the client has heard is what it had to wait for, so its own account counts, if there is one.
        var own = story.has(Witness.CLIENT) ? story.entries().stream().filter(it -> it.seen().by() == Witness.CLIENT)
            .toList() : story.entries();
        var spoke = first(own, Side.CLIENT);
        var answered = first(own, Side.SERVER);
        boolean agreed = own.stream().anyMatch(Entry.Agreed.class::isInstance);
        boolean early =
            spoke.isPresent() && story.facts().map(it -> it.earlyData() == EarlyFate.ACCEPTED).orElse(false);
        boolean falseStart = agreed && spoke.isPresent() && spoke.get().epoch() == dev.parley.observe.Epoch.APPLICATION
            && own.stream().takeWhile(it -> !it.equals(spoke.get())).noneMatch(Entry.Agreed.class::isInstance);
        return new Cost(spoke.map(it -> roundTrips(own, it)), answered.map(it -> roundTrips(own, it)),
            story.said(Entry.Message.class).count(), bytes(story, Side.CLIENT), bytes(story, Side.SERVER),
            signatures(story), spoke.map(it -> since(own, it)), answered.map(it -> since(own, it)),
            story.facts().map(it -> it.resumed()).orElse(false), early, falseStart);
    }

    private static Optional<Entry.Data> first(List<Entry> own, Side sender) {
        return own.stream().filter(Entry.Data.class::isInstance).map(Entry.Data.class::cast)
            .filter(it -> it.sender() == sender && it.length() > 0).findFirst();
    }

    /** How often the client had to wait for the server before this. */
    private static int roundTrips(List<Entry> own, Entry.Data until) {
        int trips = 0;
        var speaker = Side.CLIENT;
        for (var entry : own) {
            if (entry instanceof Entry.Passing passing && speaks(passing)) {
                if (passing.sender() == Side.SERVER && speaker == Side.CLIENT) trips++;
                speaker = passing.sender();
            }
            if (entry.equals(until)) return trips;
        }
        return trips;
    }

    /** What is said for middleboxes waits for nothing. */
    private static boolean speaks(Entry.Passing passing) {
        return passing instanceof Entry.Message || passing instanceof Entry.Data
            || passing instanceof Entry.ChangeCipher change && change.counts();
    }

    private static Duration since(List<Entry> own, Entry entry) {
        return entry.seen().at().minus(own.getFirst().seen().at());
    }

    private static int bytes(Story story, Side sender) {
        return story.said(Entry.Packed.class)
            .filter(it -> it.sender() == sender && !it.inner().equals(ContentType.APPLICATION_DATA))
            .mapToInt(it -> it.raw().length()).sum();
    }

    private static long signatures(Story story) {
        return story.said(Entry.Message.class).map(Entry.Message::message)
            .filter(it -> it instanceof CertificateVerify || it instanceof ServerKeyExchange).count();
    }
}
