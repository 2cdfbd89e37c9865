package dev.parley.web;

import dev.parley.explain.attach.Keeper;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages as single files: style, scripts and stories are in them, and nothing is ever requested, which a policy in the page
 * has the browser enforce. Thread-safe.
 */
public final class HtmlPage {
    static final JsonMapper JSON = JsonMapper.shared();

    private HtmlPage() {}

    /** A story with a title of its own, by language: one visit of several. */
    public record Visit(Function<Words, String> title, Story story) {}

    /** This story in all languages; the reader changes between them. @param first the language to begin with */
    public static String of(Story story, Words first) {
        return of(List.of(new Visit(_ -> "", story)), first);
    }

    /** These stories, one behind the other. */
    public static String of(List<Visit> visits, Words first) {
        var all = new LinkedHashMap<String, List<Map<String, Object>>>();
        for (var words : List.of(Words.ENGLISH, Words.CHINESE))
            all.put(words.locale().getLanguage(), visits.stream().map(it -> Map.<String, Object>of("title",
                it.title().apply(words), "story", PageStory.of(it.story(), words))).toList());
        var boot = new LinkedHashMap<String, Object>();
        boot.put("language", first.locale().getLanguage());
        boot.put("labels", Labels.all());
        boot.put("visits", all);
        return page(boot, Resources.scripts(), first, "'none'");
    }

    /**
     * Keeps each story of a failed handshake as such a page: {@code new Explain(Words.ENGLISH, HtmlPage.into(directory,
     * Words.ENGLISH)).everywhere()}.
     */
    public static Keeper into(Path directory, Words first) {
        return story -> {
            var file = Files.createTempFile(directory, "handshake-", ".html");
            Files.writeString(file, of(story, first));
            return file.toString();
        };
    }

    /** @param connects what the page may connect to, as a policy says it */
    static String page(Map<String, ?> boot, List<String> scripts, Words language, String connects) {
        var style = Resources.text("page.css");
        var policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; connect-src " + connects
            + "; style-src " + hash(style) + "; script-src "
            + scripts.stream().map(HtmlPage::hash).collect(Collectors.joining(" "));
        var meta =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n<style>" + style + "</style>";
        var code = new ArrayList<String>();
        for (var script : scripts) code.add("<script>" + script + "</script>");
        return Resources.text("page.html").replace("lang=\"en\"", "lang=\"" + language.locale().getLanguage() + "\"")
            .replace("<!--style-->", meta)
            .replace("<!--data-->", "<script type=\"application/json\" id=\"boot\">" + json(boot) + "</script>")
            .replace("<!--scripts-->", String.join("\n", code));
    }

    /** In a page, nothing in data may end the script that it stands in. */
    private static String json(Object value) {
        return JSON.writeValueAsString(value).replace("<", "\\u003c").replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029");
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
