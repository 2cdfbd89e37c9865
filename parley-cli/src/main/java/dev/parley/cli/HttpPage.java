package dev.parley.cli;

import dev.parley.Link;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.text.Palette;
import dev.parley.explain.text.StoryText;
import dev.parley.explain.words.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Answers one HTTP/1.1 request with the story of the connection that it came over. RFC 9112. */
final class HttpPage {
    private static final int LONGEST_HEAD = 1 << 14;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int COLUMNS = 100;

    private final Link link;
    private final Chronicle chronicle;

    HttpPage(Link link, Chronicle chronicle) {
        this.link = link;
        this.chronicle = chronicle;
    }

    void answer() throws IOException {
        link.patience(PATIENCE);
        var head = head();
        if (head.isEmpty()) return;
        var method = head.split(" ", 2)[0];
        if (!method.equals("GET") && !method.equals("HEAD"))
            write("405 Method Not Allowed", "Allow: GET, HEAD\r\n", "Only GET.\n", "text/plain", true);
        else write("200 OK", "", page(words(head)), "text/html", method.equals("GET"));
        link.output().close();
    }

    /** The request line and the headers; the rest is of no interest. */
    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        for (int last = 0, next; head.size() < LONGEST_HEAD && (next = link.input().read()) >= 0;) {
            head.write(next);
            last = next == '\n' ? last + 1 : next == '\r' ? last : 0;
            if (last == 2) return head.toString(StandardCharsets.ISO_8859_1);
        }
        return "";
    }

    private static final Pattern CHINESE = Pattern.compile("(?im)^accept-language:\\s*zh");

    private static Words words(String head) {
        return CHINESE.matcher(head).find() ? Words.CHINESE : Words.ENGLISH;
    }

    private String page(Words words) {
        var story = chronicle.story();
        var text = new StoryText(words, Palette.PLAIN, COLUMNS, false);
        return """
            <!doctype html>
            <html lang="%s"><meta charset="utf-8"><title>Parley</title>
            <style>body{margin:2em;font:16px system-ui}pre{font:13px/1.25 ui-monospace,monospace}</style>
            <h1>%s</h1>
            <pre>%s</pre>
            </html>
            """.formatted(words.locale().getLanguage(), escaped(link.facts().toString()), escaped(text.render(story)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void write(String status, String headers, String body, String type, boolean withBody) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 %s\r\nContent-Type: %s; charset=utf-8\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
            .formatted(status, type.toLowerCase(Locale.ROOT), bytes.length, headers);
        link.output().write(head.getBytes(StandardCharsets.US_ASCII));
        if (withBody) link.output().write(bytes);
    }
}
