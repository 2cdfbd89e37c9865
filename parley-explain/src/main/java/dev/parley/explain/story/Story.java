package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Alert;
import dev.parley.observe.Facts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The story of one connection, as far as it has come. Immutable.
 *
 * @param entries what happened, in order
 * @param leftOut how many entries of application data were not kept, of very long connections
 */
public record Story(List<Entry> entries, int leftOut) {
    public Story {
        entries = List.copyOf(entries);
    }

    /** All entries of a kind, in order. */
    public <E extends Entry> Stream<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Does this one tell of itself? */
    public boolean has(Witness witness) {
        return entries.stream().anyMatch(entry -> entry.seen().by() == witness);
    }

    /** The sides that tell of themselves. */
    public Set<Side> tellers() {
        return entries.stream().flatMap(it -> it.seen().by().side().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The same things once each: where a sender tells what it said, what the other side heard of it is left out.
     *
     * @param kind of what passes
     */
    public <E extends Entry.Passing> Stream<E> said(Class<E> kind) {
        return all(kind).filter(it -> it.isSaid() || !has(Witness.of(it.sender())));
    }

    /** What both sides have agreed on, as either tells it. */
    public Optional<Facts> facts() {
        return all(Entry.Agreed.class).map(Entry.Agreed::facts).findFirst();
    }

    /** When the key ends that one side signed with in the place of its certificate's own; only the other one tells. RFC 9345. */
    public Optional<Instant> delegatedUntil() {
        return all(Entry.Agreed.class).flatMap(it -> it.facts().peerDelegatedUntil().stream()).findFirst();
    }

    /** Who tells why it failed: the side that found it, rather than the one that got its alert. */
    public Optional<Entry.Failed> failure() {
        return all(Entry.Failed.class).min(Comparator.comparing(Entry.Failed::isEcho));
    }

    /** Is it told by somebody between the sides alone? */
    public boolean isSeenOnly() {
        return has(Witness.BYSTANDER) && tellers().isEmpty();
    }

    /** The alert that ended it, if one did. */
    public Optional<Entry.Alerted> fatal() {
        return said(Entry.Alerted.class).filter(it -> it.alert().description().id() != 0)
            .filter(it -> it.alert().level().equals(Alert.Level.FATAL)).findFirst();
    }

    /** The version chosen, once ServerHello has been said. */
    public Optional<ProtocolVersion> version() {
        return said(Entry.Message.class).flatMap(it -> it.message() instanceof dev.parley.message.ServerHello hello
            ? Stream.of(hello.version()) : Stream.empty()).findFirst();
    }

    /** This side's last message before the entry, or the last it heard. */
    public Optional<Entry.Message> lastHeard(Side listener, Entry before) {
        return all(Entry.Message.class).takeWhile(it -> it.seen().at().compareTo(before.seen().at()) <= 0)
            .filter(it -> it.sender() != listener && it.seen().by() == Witness.of(listener))
            .reduce((_, last) -> last);
    }

    public List<Turn> turns() {
        return Turn.of(this);
    }
}
