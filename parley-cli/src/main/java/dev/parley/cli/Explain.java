package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Pem;
import dev.parley.explain.capture.CaptureEvent;
import dev.parley.explain.capture.Connection;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Progress;
import dev.parley.explain.capture.Summary;
import dev.parley.explain.decode.CaptureDecoder;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley explain}: the stories in a capture. */
@Command(
    name = "explain",
    description = "Tells the TLS connections in a capture: pcap or pcapng, packed with gzip or not.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Explain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The capture.")
    private Path file;

    @Option(names = "--keys", paramLabel = "FILE",
        description = "A key log (SSLKEYLOGFILE) with the connections' secrets. Those in the capture are used anyway.")
    private Path[] keyLogs = {};

    @Option(names = "--rsa-key", paramLabel = "FILE",
        description = "The server's private key, PEM: opens connections of TLS 1.2 with RSA key exchange.")
    private Path rsaKey;

    @Option(names = "--stream", paramLabel = "N",
        description = "Only this TCP connection, as Wireshark counts: tcp.stream.")
    private Integer stream;

    @Option(names = "--list", description = "One line for each connection.")
    private boolean list;

    @Option(names = "--json", description = "As JSON; docs/json.md says what is in it.")
    private boolean json;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language of the story: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Option(names = {"-v", "--verbose"}, description = "Every field and every byte.")
    private boolean verbose;

    @Mixin
    private HtmlFile html;

    @Override
    public Integer call() throws IOException {
        html.check();
        if (json && list) throw usage("--json and --list exclude each other");
        if (!Files.isReadable(file) || Files.isDirectory(file)) throw usage(file + " cannot be read");
        var out = spec.commandLine().getOut();
        try (StoryWriter writer = json ? new JsonStories(out, file, words) : new TextStories(out, words, list, verbose);
            var bar = ProgressBar.of(file, spec.commandLine().getErr())) {
            var audience = new Listeners(writer);
            var summary = new CaptureDecoder(Cryptography.standard(), keys(), key(), audience).decode(file, bar);
            writer.end(summary);
            if (audience.first != null) html.write(audience.first, words);
            return code(summary, audience);
        }
    }

    private int code(Summary summary, Listeners audience) {
        if (stream != null && !audience.found) return failed("explain.no_stream", stream, summary.connections());
        if (summary.packets() == 0) return failed("explain.empty", file);
        return ExitCode.OK;
    }

    private int failed(String key, Object... values) {
        Output.print(spec.commandLine().getErr(), "parley: " + words.text(key, values) + System.lineSeparator());
        return ExitCode.FAILED;
    }

    private ParameterException usage(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    private KeyLog keys() {
        var keys = new KeyLog();
        for (var log : keyLogs) {
            try {
                int before = keys.lines().size();
                keys.add(dev.parley.wire.Bytes.own(Files.readAllBytes(log)));
                if (keys.lines().size() == before) throw usage(log + " holds no secrets: it is no key log");
            } catch (IOException e) {
                throw usage(log + " cannot be read: " + e.getMessage());
            }
        }
        return keys;
    }

    private Optional<PrivateKey> key() {
        if (rsaKey == null) return Optional.empty();
        try {
            var key = Pem.privateKey(Files.readString(rsaKey));
            if (!key.getAlgorithm().equals("RSA")) throw usage(rsaKey + " holds no RSA key, but " + key.getAlgorithm());
            return Optional.of(key);
        } catch (IOException | CredentialFailure e) {
            throw usage(rsaKey + " cannot be used: " + e.getMessage());
        }
    }

    /** A teller for each connection that is wanted. What is told is written when the connection is over, and forgotten. */
    private final class Listeners implements CaptureDecoder.Audience {
        private final StoryWriter writer;
        private boolean found;
        /** The first that speaks TLS, if a page of it is wanted. */
        private Story first;

        Listeners(StoryWriter writer) {
            this.writer = writer;
        }

        @Override
        public CaptureDecoder.Listener to(Connection connection) {
            if (stream != null && connection.stream() != stream) return new CaptureDecoder.Listener() {};
            found = true;
            return new Teller(connection, this);
        }

        void over(Connection connection, Optional<Instant> begin, Story story) {
            writer.story(connection, begin, story);
            boolean isTls = story.all(Entry.Message.class).findAny().isPresent();
            if (html.isWanted() && first == null && isTls) first = story;
        }

        @Override
        public void note(CaptureEvent.Note note) {
            writer.note(note);
        }
    }

    /** Hands its story over at the end. */
    private static final class Teller extends CaptureTeller {
        private final Connection connection;
        private final Listeners audience;

        Teller(Connection connection, Listeners audience) {
            this.connection = connection;
            this.audience = audience;
        }

        @Override
        public void over() {
            audience.over(connection, begin(), story());
        }
    }

    /** Where the stories of a capture go, one by one. */
    interface StoryWriter extends AutoCloseable {
        void story(Connection connection, Optional<Instant> begin, Story story);

        void note(CaptureEvent.Note note);

        void end(Summary summary);

        @Override
        void close();
    }
}
