package dev.parley.explain.attach;

import dev.parley.explain.story.Story;
import dev.parley.explain.text.Palette;
import dev.parley.explain.text.StoryText;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Writes what an exception is to say. */
final class Explanation {
    private static final int WIDTH = 100;

    private Explanation() {}

    static HandshakeStory of(Explain how, Story story) {
        var text = new StoryText(how.words(), Palette.PLAIN, WIDTH, false).renderEnd(story).strip();
        return new HandshakeStory(text + kept(how, story), story);
    }

    /** A story that cannot be kept must not hide the failure that it is about. */
    private static String kept(Explain how, Story story) {
        try {
            var place = how.keeper().keep(story);
            return place.isEmpty() ? "" : "\n\n  " + how.words().text("attach.kept", place);
        } catch (IOException | RuntimeException e) {
            System.getLogger(Explain.class.getName()).log(Level.WARNING, "the story cannot be kept", e);
            return "";
        }
    }
}
