package dev.parley.cli;

import dev.parley.config.TlsSettings;
import dev.parley.credential.CredentialFailure;
import dev.parley.explain.capture.Recorder;
import dev.parley.explain.story.Story;
import dev.parley.explain.text.StoryText;
import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.session.ExternalPsk;
import dev.parley.observe.KeyLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that {@code connect} and {@code serve} share. */
final class Common {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--tls", paramLabel = "VERSION", split = ",", converter = Converters.Version.class,
        description = "The versions allowed: 1.3, 1.2 or both (which is the default).")
    private ProtocolVersion[] versions;

    @Option(names = "--alpn", paramLabel = "PROTOCOL", split = ",",
        description = "The application protocols, the preferred first: h2,http/1.1.")
    private String[] protocols;

    @Option(names = "--psk", paramLabel = "NAME:HEX", converter = Converters.Psk.class,
        description = "A key that both sides were given, 16 bytes or more, under this name: in hexadecimal, or a \"text\".")
    private ExternalPsk psk;

    @Option(names = "--suite", paramLabel = "SUITE", split = ",", converter = Converters.Suite.class,
        description = "Only these cipher suites, the preferred first: TLS_AES_128_CCM_SHA256, …")
    private CipherSuite[] suites;

    @Option(names = "--keylog", paramLabel = "FILE",
        description = "Appends the secrets to a key log, for Wireshark. Whoever has it can read what was said.")
    private Path keyLog;

    @Option(names = "--keylog-env", description = "The same, to the file that SSLKEYLOGFILE names.")
    private boolean keyLogFromEnvironment;

    @Option(names = "--capture", paramLabel = "FILE",
        description = "Writes what passes to a capture (pcapng) that Wireshark opens decrypted. Whoever has it can read it.")
    private Path capture;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language of what is told: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Option(names = {"-q", "--quiet"}, description = "Tells nothing but failures.")
    private boolean quiet;

    @Option(names = {"-v", "--verbose"}, description = "Tells the whole story of each connection.")
    private boolean verbose;

    void apply(TlsSettings settings) {
        if (versions != null) settings.versions(versions);
        if (protocols != null) settings.protocols(protocols);
        if (psk != null) settings.externalPsks(psk);
        if (suites != null) settings.suites(suites);
    }

    boolean hasProtocols() {
        return protocols != null;
    }

    Optional<KeyLog> keyLog() {
        if (keyLog == null && !keyLogFromEnvironment) return Optional.empty();
        try {
            return keyLog != null ? Optional.of(KeyLog.to(keyLog)) : KeyLog.fromEnvironment();
        } catch (UncheckedIOException e) {
            throw usage(e.getMessage());
        }
    }

    /** Nobody, if nobody asked for a capture. The caller closes it. */
    Optional<Recorder> recorder() {
        return Optional.ofNullable(capture).map(file -> recorder(file, spec));
    }

    boolean isRecorded() {
        return capture != null;
    }

    static Recorder recorder(Path file, CommandSpec spec) {
        try {
            return Recorder.to(file);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + " cannot be written: " + e.getMessage());
        }
    }

    /** What the files and settings say may be wrong: then nothing is tried. */
    <T> T checked(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (CredentialFailure | IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    ParameterException usage(String what) {
        return new ParameterException(spec.commandLine(), what);
    }

    Words words() {
        return words;
    }

    boolean isQuiet() {
        return quiet;
    }

    /** Tells on standard error how a connection ended, or with {@code -v} all of it. */
    void tell(Story story) {
        boolean failed = story.failure().isPresent();
        if (quiet && !failed) return;
        var terminal = Terminal.standard();
        var text = new StoryText(words, terminal.palette(), terminal.width(), false);
        say(verbose ? text.render(story) : text.renderEnd(story));
    }

    /** Tells the story once it is over, with {@code -v}; else its beginning was told already. */
    void tellAll(Story story) {
        if (verbose) tell(story);
    }

    void say(String text) {
        var err = err();
        synchronized (err) { // whole texts only, of many connections
            Output.print(err, text);
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
