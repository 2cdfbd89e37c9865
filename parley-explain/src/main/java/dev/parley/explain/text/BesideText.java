package dev.parley.explain.text;

import dev.parley.config.Side;
import dev.parley.explain.story.Cost;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes two visits of the same client beside each other: what was said, and what the second one saved. */
final class BesideText {
    /** A round trip across an ocean. */
    private static final int FAR_MILLIS = 100;

    private final Page page;
    private final Words words;

    BesideText(Page page, Words words) {
        this.page = page;
        this.words = words;
    }

    void write(Story one, Story two) {
        var first = Cost.of(one);
        var second = Cost.of(two);
        page.title(words.text("beside.title"));
        row("", words.text("beside.first"), words.text("beside.second"));
        row(words.text("beside.kind"), kind(first), kind(second));
        flights(said(one), said(two));
        row(words.text("beside.speak"), trips(first.toSpeak()), trips(second.toSpeak()));
        row(words.text("beside.answer"), trips(first.toAnswer()), trips(second.toAnswer()));
        row(words.text("beside.messages"), String.valueOf(first.messages()), String.valueOf(second.messages()));
        row(words.text("beside.signatures"), String.valueOf(first.signatures()), String.valueOf(second.signatures()));
        row(words.text("beside.bytes"), bytes(first), bytes(second));
        row(words.text("beside.time"), time(first.untilAnswer()), time(second.untilAnswer()));
        page.line("");
        page.paragraph(saved(first, second), 2);
    }

    private void row(String name, String one, String two) {
        int label = Math.max(20, page.width() / 4);
        int half = (page.width() - label - 6) / 2;
        var names = Columns.wrap(name, label);
        var left = Columns.wrap(one, half);
        var right = Columns.wrap(two, half);
        for (int i = 0; i < Math.max(names.size(), Math.max(left.size(), right.size())); i++)
            page.line("  " + page.palette().faint(Columns.pad(at(names, i), label)) + "  "
                + Columns.pad(at(left, i), half) + "  " + at(right, i));
    }

    private static String at(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private String kind(Cost cost) {
        var kind = words.text(cost.resumed() ? "beside.kind.resumed" : "beside.kind.full");
        if (cost.early()) return words.text("with", kind, words.text("beside.kind.early"));
        return cost.isFalseStart() ? words.text("with", kind, words.text("beside.kind.false_start")) : kind;
    }

    /** One flight: who speaks, and what. */
    private record Flight(Side speaker, List<String> names) {}

    /** Up to the server's answer, which is what the client wanted. */
    private List<Flight> said(Story story) {
        var flights = new ArrayList<Flight>();
        for (var turn : story.turns()) {
            for (var entry : turn.entries()) {
                var name = name(entry);
                if (name.isEmpty()) continue;
                if (flights.isEmpty() || flights.getLast().speaker != turn.actor())
                    flights.add(new Flight(turn.actor(), new ArrayList<>()));
                if (!flights.getLast().names.contains(name.get())) flights.getLast().names.add(name.get());
                if (entry instanceof Entry.Data data && data.sender() == Side.SERVER) return flights;
            }
        }
        return flights;
    }

    private Optional<String> name(Entry entry) {
        return switch (entry) {
            case Entry.Message message -> Optional.of(message.message().name());
            case Entry.ChangeCipher change -> change.counts() ? Optional.of("ChangeCipherSpec") : Optional.empty();
            case Entry.Data data -> Optional.of(words.text(
                data.epoch() == dev.parley.observe.Epoch.EARLY ? "beside.early" : "beside.data"));
            case Entry.Alerted alerted -> Optional.of(alerted.alert().description().name());
            default -> Optional.empty();
        };
    }

    private void flights(List<Flight> one, List<Flight> two) {
        for (int i = 0; i < Math.max(one.size(), two.size()); i++)
            row(words.text("story.turn", i + 1), flight(one, i), flight(two, i));
    }

    private String flight(List<Flight> flights, int index) {
        if (index >= flights.size()) return "";
        var flight = flights.get(index);
        return (flight.speaker == Side.CLIENT ? "─▶ " : "◀─ ")
            + String.join(words.text("list.separator"), flight.names);
    }

    private String trips(Optional<Integer> trips) {
        return trips.map(String::valueOf).orElse("–");
    }

    private String bytes(Cost cost) {
        return words.bytes(cost.bytesOfClient()) + " + " + words.bytes(cost.bytesOfServer());
    }

    private String time(Optional<Duration> time) {
        return time.map(words::time).orElse("–");
    }

    private String saved(Cost first, Cost second) {
        int trips = first.toSpeak().orElse(0) - second.toSpeak().orElse(0);
        var text = new ArrayList<String>();
        text.add(trips > 0 ? words.text(trips == 1 ? "beside.saved.one" : "beside.saved", trips, FAR_MILLIS,
            trips * FAR_MILLIS) : words.text("beside.saved.none"));
        if (trips > 0 && second.early() && second.toAnswer().equals(first.toAnswer()))
            text.add(words.text("beside.saved.unanswered"));
        if (first.signatures() > second.signatures())
            text.add(words.text("beside.saved.signatures", first.signatures() - second.signatures()));
        if (first.untilAnswer().isPresent() && second.untilAnswer().isPresent()) {
            var saved = first.untilAnswer().get().minus(second.untilAnswer().get());
            if (saved.isPositive()) text.add(words.text("beside.measured", words.time(saved)));
        }
        return String.join(words.text("sentence.separator"), text);
    }
}
