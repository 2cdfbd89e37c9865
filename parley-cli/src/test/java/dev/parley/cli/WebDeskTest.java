package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.words.Words;
import dev.parley.web.WebDesk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server behind {@code parley ui}. */
@Timeout(60)
class WebDeskTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http = HttpClient.newHttpClient();
    private WebDesk desk;

    @BeforeEach
    void open() throws IOException {
        desk = WebDesk.open(0, new Ui.Doing(Words.ENGLISH), Words.ENGLISH);
    }

    @AfterEach
    void close() {
        desk.close();
        http.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(desk.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
            HttpRequest.newBuilder(desk.address().resolve(path)).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    }

    private JsonNode made(String path) throws IOException, InterruptedException {
        var answer = post(path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void showsThePageOnlyUnderItsToken() throws Exception {
        var page = get("");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("id=\"boot\"", "connect-src 'self'");
        for (var path : new String[]{"/", "/0123456789abcdef0123456789abcdef/", "/stories/0"})
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }

    /** A page from elsewhere that has its name point here is not answered, even if it knew the token. */
    @Test
    void answersToItsOwnNameOnly() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), desk.address().getPort())) {
            socket.getOutputStream().write(("GET " + desk.address().getPath() + " HTTP/1.1\r\nHost: evil.example\r\n"
                + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void runsADemonstrationAndTellsItInBothLanguages() throws Exception {
        long id = made("run/fail-expired").get("id").asLong();
        var english = JSON.readTree(get("stories/" + id + "?lang=en").body());
        var chinese = JSON.readTree(get("stories/" + id + "?lang=zh").body());
        assertThat(english.get("failure").get("title").asString()).contains("CERTIFICATE_IS_EXPIRED");
        assertThat(chinese.get("language").asString()).isEqualTo("zh");
        assertThat(chinese.get("failure").get("title").asString()).contains("CERTIFICATE_IS_EXPIRED")
            .isNotEqualTo(english.get("failure").get("title").asString());
        assertThat(get("stories/" + id + "/html?lang=zh").body()).startsWith("<!doctype html>").contains("lang=\"zh\"");
    }

    @Test
    void tellsOfNewStoriesAsTheyCome() throws Exception {
        var request = HttpRequest.newBuilder(desk.address().resolve("events")).build();
        var stream = http.send(request, BodyHandlers.ofInputStream()).body();
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            assertThat(next(lines)).isEmpty();
            long id = made("run/tls13").get("id").asLong();
            JsonNode list;
            do
                list = next(lines);
            while (list.isEmpty() || list.get(0).get("live").asBoolean());
            assertThat(list.get(0).get("id").asLong()).isEqualTo(id);
            assertThat(list.get(0).get("failed").asBoolean()).isFalse();
        }
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        String line;
        do
            line = lines.readLine();
        while (line.isEmpty());
        return JSON.readTree(line.substring("data: ".length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/nonsense", "connect"})
    void saysWhyItCannot(String path) throws Exception {
        var answer = post(path, "not an address:99999");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).get("error").asString()).isNotBlank();
    }

    /** What {@code --capture} writes holds its own secrets. */
    @Test
    void opensACapture(@TempDir Path folder) throws Exception {
        var file = folder.resolve("demo.pcapng");
        assertThat(Ran.demo("--capture", file.toString()).code()).isZero();
        var answer = http.send(HttpRequest.newBuilder(desk.address().resolve("captures?name=demo.pcapng"))
            .POST(BodyPublishers.ofFile(file)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var story =
            JSON.readTree(get("stories/" + JSON.readTree(answer.body()).get("id").asLong() + "?lang=en").body());
        assertThat(story.get("version").asString()).isEqualTo("TLS 1.3");
        assertThat(story.get("messages").valueStream().map(it -> it.get("name").asString())).contains("Certificate",
            "Finished");
    }

    @Test
    void saysWhatIsNoCapture() throws Exception {
        var answer = post("captures?name=letter.txt", "Dear all");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).get("error").asString()).contains("letter.txt");
    }

    @Test
    void knowsNoStoryThatIsNotThere() throws Exception {
        for (var path : new String[]{"stories/7", "stories/", "stories/x", "nothing"})
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(URI.create(desk.address().toString()).getHost()).isEqualTo("127.0.0.1");
    }
}
