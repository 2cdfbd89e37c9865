package dev.parley.explain.text;

import dev.parley.explain.json.StoryDiff.Difference;
import dev.parley.explain.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says in words what differs between two handshakes.
 *
 * @param first what the first one is called
 * @param second what the second is called
 */
public record DiffText(Words words, String first, String second) {
    /** In one line. */
    public String of(Difference it) {
        var side = words.text("side." + it.sender().toUpperCase(Locale.ROOT));
        if (it.field().isEmpty())
            return words.text("diff.only", side, it.message(), it.first().isEmpty() ? second : first);
        var parts = new ArrayList<String>();
        if (it.isOrder()) parts.add(words.text("diff.order", first, list(it.first()), second, list(it.second())));
        if (!it.onlyInFirst().isEmpty()) parts.add(words.text("diff.side", first, list(it.onlyInFirst())));
        if (!it.onlyInSecond().isEmpty()) parts.add(words.text("diff.side", second, list(it.onlyInSecond())));
        if (it.isDisjoint() && it.first().size() + it.second().size() > 2) parts.add(words.text("diff.disjoint"));
        var where = side + words.text("note.separator") + it.message() + words.text("note.separator")
            + words.find("field." + it.field()).orElse(it.field());
        return words.text("story.check", where, String.join("; ", parts));
    }

    private String list(List<String> values) {
        return String.join(words.text("list.separator"), values);
    }
}
