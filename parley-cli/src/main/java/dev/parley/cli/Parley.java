package dev.parley.cli;

import dev.parley.Cryptography;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code parley}: knows its subcommands, one class each, and tells a little about itself. */
@Command(
    name = "parley",
    description = "Speaks TLS, and tells what was said.",
    mixinStandardHelpOptions = true,
    versionProvider = Parley.Version.class,
    subcommands = {Demo.class, Connect.class, Serve.class, Explain.class, Diff.class, EchKeysCommand.class, Ui.class},
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.INTERNAL,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
        "0:all went well",
        "1:the handshake or the connection failed",
        "2:the command line was not understood",
        "69:no JDK 25 was found, or the build failed (said by the launcher)",
        "70:a mistake of Parley's own"
    })
public final class Parley implements Runnable {
    @Spec
    private CommandSpec spec;
    @Option(names = "--crypto", description = "Says who computes what: which cryptography is in force here.")
    private boolean crypto;

    private Parley() {}

    /** Runs the command line and ends the process with one of {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The whole command line, for tests and for whoever wants its help text. */
    public static CommandLine commandLine() {
        return commandLine(Streams.standard());
    }

    /** The same, piping these. */
    static CommandLine commandLine(Streams streams) {
        return new CommandLine(new Parley(), new Commands(streams)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Makes commands; those that pipe get the streams. */
    private record Commands(Streams streams) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == Connect.class) return type.cast(new Connect(streams));
            if (type == Serve.class) return type.cast(new Serve(streams));
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** Without a subcommand there is nothing to do, which is a matter of usage. */
    @Override
    public void run() {
        if (crypto) {
            var used = Cryptography.standard();
            spec.commandLine().getOut().println("cryptography: " + used.name());
            used.makers().forEach(line -> spec.commandLine().getOut().println("  " + line));
            return;
        }
        throw new ParameterException(spec.commandLine(), "Say what to do: name a command.");
    }

    /** The version as the jar tells it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Objects.requireNonNullElse(
                Parley.class.getPackage().getImplementationVersion(), "(unpackaged)");
            return new String[]{"parley " + version, "Java " + Runtime.version()};
        }
    }
}
