package dev.parley.cli;

import dev.parley.Cryptography;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    /** In the order of the help. */
    private static final List<Class<?>> COMMANDS = List.of(Demo.class, Connect.class, Serve.class, Explain.class,
        Diff.class, EchKeysCommand.class, Delegate.class, Ui.class);

    /** Options that tell about Parley itself: reading what the commands can do would only take time. */
    private static final Set<String> TELLING = Set.of("--version", "-V", "--crypto");

    /** Runs the command line and ends the process with one of {@link ExitCode}. */
    public static void main(String[] args) {
        var commands = args.length == 1 && TELLING.contains(args[0]) ? List.<Class<?>>of() : COMMANDS;
        System.exit(commandLine(Streams.standard(), commands).execute(args));
    }

    /** The whole command line, for tests and for whoever wants its help text. */
    public static CommandLine commandLine() {
        return commandLine(Streams.standard());
    }

    /** The same, piping these. */
    static CommandLine commandLine(Streams streams) {
        return commandLine(streams, COMMANDS);
    }

    private static CommandLine commandLine(Streams streams, List<Class<?>> commands) {
        var line = new CommandLine(new Parley(), new Commands(streams));
        commands.forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true);
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
