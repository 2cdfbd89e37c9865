package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client13.Client13;
import dev.parley.message.Handshake;
import dev.parley.message.Heard;
import dev.parley.server13.Server13;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The states of TLS 1.3 and what they wait for, compared with the two diagrams in RFC 9846's appendix A. Which state of
 * ours is which of the RFC's stands in the packages' documentation.
 */
class DiagramTest {
    private static final Path MAIN = Path.of(System.getProperty("parley.root", "..")).toAbsolutePath().normalize()
        .resolve("parley-core/src/main/java");

    @BeforeEach
    void specificationsAreThere() {
        Specifications.need();
    }

    @Test
    void clientWaitsForWhatTheDiagramSays() throws IOException {
        var diagram = diagram("\n## Client\n");
        diagram.get("WAIT_SH").addAll(diagram.remove("START")); // the edge back, drawn between the two
        compare(diagram, "client13", Client13.class, Map.of("WaitServerHello", "WAIT_SH"),
            Set.of("NewSessionTicket", "KeyUpdate", "CertificateRequest"));
    }

    @Test
    void serverWaitsForWhatTheDiagramSays() throws IOException {
        var diagram = diagram("\n## Server\n");
        for (var passing : List.of("RECVD_CH", "NEGOTIATED", "WAIT_FLIGHT2"))
            assertThat(diagram.remove(passing)).as("what %s waits for", passing).isEmpty();
        compare(diagram, "server13", Server13.class, Map.of("WaitClientHello", "START"),
            Set.of("KeyUpdate", "Certificate"));
    }

    private static void compare(Map<String, Set<String>> diagram, String family, Class<?> sealed,
        Map<String, String> hello, Set<String> afterwards) throws IOException {
        var names = named(family);
        assertThat(names.keySet()).as("states in the package's documentation")
            .containsExactlyInAnyOrderElementsOf(Messages.cases(sealed).map(Class::getSimpleName)
                .filter(it -> !it.startsWith("Post")).toList()); // of section 4.7.2, which the diagram leaves out
        names.putAll(hello);
        assertThat(new HashSet<>(names.values())).as("states in the diagram").isEqualTo(diagram.keySet());

        diagram.get("CONNECTED").addAll(afterwards); // section 4.7; not in the diagram
        EveryStateTest.legal().forEach((state, legal) -> {
            boolean isOne = state.getPackageName().endsWith(family) && !state.getSimpleName().startsWith("Post")
                || hello.containsKey(state.getSimpleName());
            if (isOne) assertThat(simple(legal)).as(state.getSimpleName())
                .isEqualTo(diagram.get(names.get(state.getSimpleName())));
        });
    }

    private static Set<String> simple(Set<Class<? extends Heard>> legal) {
        var names = new TreeSet<String>();
        for (var message : legal)
            names.add(message.getSimpleName().replaceAll("1[23]$", "")
                .replace("CompressedCertificate", "Certificate")); // RFC 8879 section 4: in its place
        return names;
    }

    private static final Pattern NAMED =
        Pattern.compile("\\{@link dev\\.parley\\.\\w+\\.(\\w+)}\\s+([A-Z][A-Z_0-9]+)\\b(?!, [A-Z])");

    /** Our name of a state, and the RFC's. */
    private static Map<String, String> named(String family) throws IOException {
        var page = Files.readString(MAIN.resolve("dev/parley/" + family + "/package-info.java"));
        var names = new LinkedHashMap<String, String>();
        NAMED.matcher(page).results().forEach(found -> names.put(found.group(1), found.group(2)));
        return names;
    }

    private static final Pattern STATE = Pattern.compile("\\b[A-Z]{2,}(?:_[A-Z0-9]+)*\\b");
    private static final Set<String> MESSAGES = messages();

    private static Set<String> messages() {
        var names = new HashSet<String>();
        Messages.cases(Handshake.class).forEach(it -> names.add(it.getSimpleName().replaceAll("1[23]$", "")));
        return names;
    }

    /** Each state, and the messages written beside the arrows that leave it downwards, but for those it sends. */
    private static Map<String, Set<String>> diagram(String heading) {
        var text = Specifications.text(9846).orElseThrow();
        int from = text.indexOf("~~~~\n", text.indexOf(heading, text.indexOf("\n# State Machine"))) + 5;
        var diagram = new LinkedHashMap<String, Set<String>>();
        var arrows = new TreeSet<String>();
        for (var line : text.substring(from, text.indexOf("~~~~", from)).split("\n")) {
            var plain = line.replaceAll("\\[?Send [^|]*", "").replaceAll("RTT|PSK", "");
            var state = STATE.matcher(plain);
            if (state.find()) {
                arrows = new TreeSet<>();
                diagram.put(state.group(), arrows);
            } else {
                Stream.of(plain.split("\\W+")).filter(MESSAGES::contains).forEach(arrows::add);
            }
        }
        return diagram;
    }
}
