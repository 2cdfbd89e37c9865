package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same programs on the JDK's own provider and on Parley: states, statuses, exceptions' types, session attributes. */
@Timeout(120)
class DifferentialTest {
    interface Program {
        void run(Provider provider, String version, Diary diary) throws Exception;
    }

    /** Lines in which Parley differs, by their beginning, and why. The page docs/jsse.md says the same. */
    private static final Map<String, String> ALLOWED = Map.of(
        "application buffer of the",
        "the JDK takes off what the cipher of the session adds, and 16 KB are in order for both",
        "engine refuses, no group in common",
        "the JDK says unexpected_message; RFC 9846 section 4.2.1 wants handshake_failure",
        "closed input shut", "of a closed socket, the JDK answers by version",
        "supported protocols", "versions before TLS 1.2 are not there",
        "enabled suites begin with", "AES-128-GCM and the client's order of TLS 1.3 differ",
        "packet that is too small for the JDK", "Parley wants room for the record at hand, not for the longest",
        "engine resumed: server host", "of an engine made without a host, the JDK says null at first and nothing later",
        "values of the first connection", "they stay with their connection: sessions are kept as bytes, not as objects",
        "ids of a client", "sessions are kept by peer, and a ticket of TLS 1.3 has no id");

    @Test
    void differencesAreThoseOfTheDocumentation() throws Exception {
        var page = Path.of(System.getProperty("parley.root"), "docs", "jsse.md");
        var table = Files.readString(page).lines().filter(it -> it.startsWith("| `differs: "))
            .map(it -> it.substring("| `differs: ".length(), it.length() - " |".length()).split("` \\| ", 2))
            .collect(Collectors.toMap(it -> it[0], it -> it[1]));
        assertThat(table).isEqualTo(ALLOWED);
    }

    static Stream<Arguments> programs() {
        var all = new ArrayList<Arguments>();
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            EnginePrograms.ALL.forEach((name, program) -> all.add(Arguments.of(name, version, program)));
            ResumedPrograms.ALL.forEach((name, program) -> all.add(Arguments.of(name, version, program)));
            SocketPrograms.ALL.forEach((name, program) -> all.add(Arguments.of(name, version, program)));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("programs")
    void seesTheSame(String name, String version, Program program) throws Exception {
        var jdk = lines(Lab.JDK, version, program);
        var parley = lines(Lab.PARLEY, version, program);
        var differences = new ArrayList<String>();
        for (int i = 0; i < Math.max(jdk.size(), parley.size()); i++) {
            var theirs = i < jdk.size() ? jdk.get(i) : "nothing";
            var ours = i < parley.size() ? parley.get(i) : "nothing";
            if (!theirs.equals(ours) && !isAllowed(name, ours))
                differences.add("JDK: %s, Parley: %s".formatted(theirs, ours));
        }
        assertThat(differences).as(name).isEmpty();
    }

    private static boolean isAllowed(String name, String line) {
        return ALLOWED.keySet().stream().anyMatch(it -> line.startsWith(it) || (name + ": " + line).startsWith(it));
    }

    private static List<String> lines(Provider provider, String version, Program program) throws Exception {
        var diary = new Diary();
        program.run(provider, version, diary);
        assertThat(diary.lines).isNotEmpty();
        return diary.lines;
    }
}
