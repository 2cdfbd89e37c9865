package dev.parley.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The page of {@code parley ui}: a server on loopback only, whose address holds a token that nobody else knows. What has
 * another name for a host, or no token, is not answered: so no other page in the browser can reach it. Thread-safe.
 */
public final class WebDesk implements AutoCloseable {
    /** What the page can have done. Each answers the number of the story to look at. */
    public interface Actions {
        /** Demonstrations by group; the labels of both are the page's. */
        List<Group> groups();

        /** Runs a demonstration. */
        long run(String action, Shelf shelf) throws IOException;

        /** Opens a capture. @param file is deleted afterwards; @param name as the user knows it */
        long open(Path file, String name, Shelf shelf) throws IOException;

        /**
         * Takes keys, for captures that are opened later: a key log, or a server's private key.
         *
         * @param file is deleted afterwards; @param name as the user knows it
         * @return how many secrets and keys there are now
         */
        long keys(Path file, String name) throws IOException;

        /** Connects to a server. @param address such as {@code example.org:443} */
        long connect(String address, Shelf shelf) throws IOException;
    }

    /** @param group a label of the page */
    public record Group(String group, List<Action> actions) {}

    /** A demonstration. @param titles by language */
    public record Action(String name, Map<String, String> titles) {}

    /** An action that cannot be done, and why, in words for the user. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String root;
    private final Set<String> hosts;
    private final Actions actions;
    private final Words words;
    private final Shelf shelf = new Shelf();

    private WebDesk(HttpServer server, Actions actions, Words words) {
        this.server = server;
        this.actions = actions;
        this.words = words;
        var token = new byte[16];
        new SecureRandom().nextBytes(token);
        this.root = "/" + HexFormat.of().formatHex(token) + "/";
        int port = server.getAddress().getPort();
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** @param port 0 for any that is free; @param words of the first language. @throws IOException if it cannot listen */
    public static WebDesk open(int port, Actions actions, Words words) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var desk = new WebDesk(server, actions, words);
        server.setExecutor(desk.threads);
        server.createContext("/", desk::answer);
        server.start();
        return desk;
    }

    /** What to open in the browser. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + root);
    }

    public Shelf shelf() {
        return shelf;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- answers

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (hosts.contains(exchange.getRequestHeaders().getFirst("Host")) && path.startsWith(root))
                answer(exchange, path.substring(root.length()));
            else notFound(exchange);
        }
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        try {
            route(exchange, path);
        } catch (Refused refused) {
            say(exchange, 422, "application/json",
                HtmlPage.JSON.writeValueAsString(Map.of("error", refused.getMessage())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the desk is being closed
        }
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        say(exchange, 404, "text/plain", "not found");
    }

    private void route(HttpExchange exchange, String path) throws IOException, InterruptedException {
        boolean posts = exchange.getRequestMethod().equals("POST");
        if (!posts && path.isEmpty()) say(exchange, 200, "text/html", page());
        else if (!posts && path.equals("events")) events(exchange);
        else if (!posts && path.startsWith("stories/")) story(exchange, path.substring(8));
        else if (posts && path.startsWith("run/")) made(exchange, actions.run(path.substring(4), shelf));
        else if (posts && path.equals("connect")) made(exchange, actions.connect(body(exchange), shelf));
        else if (posts && path.equals("captures"))
            made(exchange, sent(exchange, (file, name) -> actions.open(file, name, shelf)));
        else if (posts && path.equals("keys"))
            say(exchange, 200, "application/json",
                HtmlPage.JSON.writeValueAsString(Map.of("keys", sent(exchange, actions::keys))));
        else notFound(exchange);
    }

    private String page() {
        var boot = new LinkedHashMap<String, Object>();
        boot.put("language", words.locale().getLanguage());
        boot.put("labels", Labels.all());
        boot.put("actions", actions.groups());
        var scripts = new ArrayList<>(Resources.scripts());
        scripts.add(Resources.text("live.js"));
        return HtmlPage.page(boot, scripts, words, "'self'");
    }

    private void story(HttpExchange exchange, String path) throws IOException {
        var number = path.replace("/html", "");
        var found = number.matches("\\d{1,18}") ? shelf.story(Long.parseLong(number)) : Optional.<Story>empty();
        var language = "lang=zh".equals(exchange.getRequestURI().getQuery()) ? Words.CHINESE : Words.ENGLISH;
        if (found.isEmpty()) notFound(exchange);
        else if (path.endsWith("/html")) say(exchange, 200, "text/html", HtmlPage.of(found.get(), language));
        else say(exchange, 200, "application/json",
            HtmlPage.JSON.writeValueAsString(PageStory.of(found.get(), language)));
    }

    /** The list of stories, and again whenever it changes. */
    private void events(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        long known = -1;
        try (var out = exchange.getResponseBody()) {
            while (true) {
                var contents = shelf.after(known);
                known = contents.revision();
                var line = "data: " + HtmlPage.JSON.writeValueAsString(contents.stories()) + "\n\n";
                out.write(line.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private interface Taking {
        long take(Path file, String name) throws IOException;
    }

    /** A file that the user has chosen. */
    private static long sent(HttpExchange exchange, Taking taking) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var name = query != null && query.startsWith("name=") ? query.substring(5) : "file";
        var file = Files.createTempFile("parley", ".sent");
        try {
            Files.copy(exchange.getRequestBody(), file, StandardCopyOption.REPLACE_EXISTING);
            return taking.take(file, name);
        } finally {
            Files.delete(file);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(1024), StandardCharsets.UTF_8).strip();
    }

    private static void made(HttpExchange exchange, long id) throws IOException {
        say(exchange, 200, "application/json", HtmlPage.JSON.writeValueAsString(Map.of("id", id)));
    }

    private static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
