package dev.parley.explain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.words.Words;
import org.junit.jupiter.api.Test;

/** Widths and line breaks of a terminal. */
class ColumnsTest {
    @Test
    void chineseIsTwoColumnsWideAndEscapesHaveNone() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("握手 x")).isEqualTo(6);
        assertThat(Columns.of("\033[1;36mabc\033[0m")).isEqualTo(3);
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
    }

    @Test
    void linesBreakAtSpaces() {
        assertThat(Columns.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(Columns.wrap("", 8)).containsExactly("");
    }

    @Test
    void chineseBreaksAnywhereButNotBeforeClosingMarks() {
        assertThat(Columns.wrap("服务器选定版本。", 14)).containsExactly("服务器选定版", "本。");
        assertThat(Columns.wrap("看（服务器）吧", 8)).containsExactly("看（服务", "器）吧");
    }

    @Test
    void whatIsTooLongIsCut() {
        assertThat(Columns.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Columns.wrap("x abcdefghij y", 4)).containsExactly("x", "abcd", "efgh", "ij y");
    }

    @Test
    void noLineIsWiderThanAskedForInEitherLanguage() {
        for (var words : new Words[]{Words.ENGLISH, Words.CHINESE})
            for (var row : dev.parley.explain.story.Row.values())
                for (int width : new int[]{20, 33, 60})
                    assertThat(Columns.wrap(words.row(row), width)).allMatch(line -> Columns.of(line) <= width + 2);
    }
}
