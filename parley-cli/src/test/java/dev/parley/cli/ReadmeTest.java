package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what the command tells. */
class ReadmeTest {
    private static final Pattern PICTURE =
        Pattern.compile("`\\./parley (demo [^`]*)` tells it:\\s+```\\n(.*?)```", Pattern.DOTALL);

    @Test
    void pictureIsTrue() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var found = PICTURE.matcher(readme);
        assertThat(found.find()).as("a picture and its command").isTrue();
        var command = (found.group(1) + " --lang en").split(" ");
        assertThat(timeless(found.group(2))).isEqualTo(timeless(Ran.of(command).out()));
    }

    /** Without what is different each time: times, randoms, and the blanks that make up for their length. */
    private static String timeless(String text) {
        return text.replaceAll("[│\\s]+", " ").replaceAll(" · took [0-9.]+ m?s", "").replaceAll("\\+[0-9.]+ m?s", "+T")
            .replaceAll("random( [0-9a-f]+)+", "random R").replace("·", "").replaceAll("[─\\s]+", " ").strip();
    }
}
