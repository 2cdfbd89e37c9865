package dev.parley.cli;

import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.web.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --html}: a story as a page in one file, which can be mailed to a colleague. */
final class HtmlFile {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--html", paramLabel = "FILE",
        description = "Writes the story as a page in one file, in both languages, with all secrets that are told.")
    private Path file;

    boolean isWanted() {
        return file != null;
    }

    /** What cannot be written is a mistake of usage, best found before anything is tried. */
    void check() {
        var folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder))
            throw new ParameterException(spec.commandLine(), file + " cannot be written: there is no " + folder);
    }

    /** Writes it, if it is wanted. @param first the language that it opens in */
    void write(Story story, Words first) throws IOException {
        if (file != null) Files.writeString(file, HtmlPage.of(story, first));
    }

    /** Both visits of a client, the first one first. */
    void write(Visits visits, Words first) throws IOException {
        if (file != null) Files.writeString(file, HtmlPage.of(List.of(
            new HtmlPage.Visit(words -> words.text("demo.visit.first"), visits.first()),
            new HtmlPage.Visit(words -> words.text("demo.visit.second"), visits.second())), first));
    }
}
