package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.credential.Trust;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Progress;
import dev.parley.explain.decode.CaptureDecoder;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.explain.json.StoryDiff;
import dev.parley.explain.json.StoryJson;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.StoryTeller;
import dev.parley.explain.text.DiffText;
import dev.parley.explain.words.Words;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code parley diff}: what differs between two handshakes, message by message and field by field. */
@Command(
    name = "diff",
    description = "Compares two handshakes, field by field: captures, what explain --json wrote, or servers.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Diff implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "A", description = "A file, with #N for its TCP stream N; or HOST:PORT.")
    private String first;

    @Parameters(paramLabel = "B", description = "The same.")
    private String second;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Override
    public Integer call() throws IOException {
        var one = story(first);
        var two = story(second);
        var text = new StringBuilder();
        if (!String.valueOf(one.get("version")).equals(String.valueOf(two.get("version"))))
            line(text, words.text("diff.version", one.get("version"), two.get("version")));
        var said = new DiffText(words, "A", "B");
        for (var difference : StoryDiff.of(one, two).differences()) line(text, said.of(difference));
        boolean same = text.isEmpty();
        if (same) line(text, words.text("diff.same"));
        Output.print(spec.commandLine().getOut(), text.toString());
        return same ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    // ---- where stories come from

    private Map<String, Object> story(String from) throws IOException {
        int hash = from.lastIndexOf('#');
        var file = Path.of(hash > 0 ? from.substring(0, hash) : from);
        if (!Files.isRegularFile(file)) return new StoryJson(words).of(live(from));
        var stream = hash > 0 ? Optional.of(number(from.substring(hash + 1))) : Optional.<Integer>empty();
        var found = isJson(file) ? json(file, stream) : capture(file, stream);
        return found.orElseThrow(() -> usage(words.text("diff.no_story", from)));
    }

    private int number(String text) {
        if (!text.matches("[0-9]{1,9}")) throw usage("'" + text + "' is no number of a stream");
        return Integer.parseInt(text);
    }

    private ParameterException usage(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private static boolean isJson(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.read() == '{';
        }
    }

    @SuppressWarnings("unchecked")
    private Optional<Map<String, Object>> json(Path file, Optional<Integer> stream) throws IOException {
        try {
            var all = (Map<String, Object>) JsonMapper.shared().readValue(Files.readAllBytes(file), Map.class);
            if (!(all.get("items") instanceof List<?> items))
                return Optional.of(all).filter(it -> it.containsKey("entries"));
            return items.stream().map(it -> (Map<String, Object>) it).filter(it -> it.containsKey("entries"))
                .filter(it -> stream.isEmpty() || stream.get().equals(it.get("stream"))).findFirst();
        } catch (JacksonException e) {
            throw usage(file + " is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The first connection that speaks TLS, or the one that is asked for. */
    private Optional<Map<String, Object>> capture(Path file, Optional<Integer> stream) throws IOException {
        var found = new AtomicReference<Story>();
        new CaptureDecoder(Cryptography.standard(), new KeyLog(), Optional.empty(), connection -> new CaptureTeller() {
            @Override
            public void over() {
                var story = story();
                boolean wanted = stream.isPresent() ? stream.get() == connection.stream()
                    : story.all(Entry.Message.class).findAny().isPresent();
                if (wanted) found.compareAndSet(null, story);
            }
        }).decode(file, Progress.IGNORED);
        return Optional.ofNullable(found.get()).map(new StoryJson(words)::of);
    }

    /** Says hello and goodbye. Nothing secret is said, so any certificate will do. */
    private Story live(String address) {
        var to = new Address.Converter().convert(address);
        var chronicle = new Chronicle();
        var tls = Tls.client(it -> it.trust(Trust.insecure()).grease(false))
            .observing(() -> StoryTeller.of(Side.CLIENT, chronicle));
        try (var link = tls.connect(to.host(), new InetSocketAddress(to.host(), to.port()), PATIENCE)) {
            link.output().close();
        } catch (IOException e) {
            if (chronicle.story().entries().isEmpty())
                throw usage(words.text("connect.transport", address, e.getMessage()));
        }
        return chronicle.story();
    }
}
