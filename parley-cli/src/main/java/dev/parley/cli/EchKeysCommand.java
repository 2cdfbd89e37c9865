package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.credential.CredentialFailure;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchPem;
import dev.parley.explain.words.Words;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley ech-keys}: makes a key for Encrypted Client Hello, its configuration, and the DNS record that publishes it. */
@Command(
    name = "ech-keys",
    description = "Makes a key for Encrypted Client Hello, and the DNS record that tells clients of it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EchKeysCommand implements Callable<Integer> {
    @Option(names = "--public-name", paramLabel = "NAME", required = true,
        description = "The name that everybody may see; the server needs a certificate for it too.")
    private String publicName;

    @Option(names = "--for", paramLabel = "NAME", split = ",",
        description = "The names that are to be hidden, for the DNS records.")
    private String[] names = {"NAME"};

    @Option(names = "--out", paramLabel = "FILE",
        description = "Where the key goes; a new file, for its owner alone. Without this: standard output.")
    private Path out;

    @Option(names = "--rotate", paramLabel = "FILE",
        description = "Puts the new key before those in this file: the old ones still open hellos, and are no longer told to clients.")
    private Path rotated;

    @Option(names = "--keep", paramLabel = "COUNT", defaultValue = "2",
        description = "How many old keys stay in the file: ${DEFAULT-VALUE} unless given.")
    private int keep;

    @Option(names = "--longest-name", paramLabel = "BYTES", defaultValue = "64",
        description = "Names up to this length look alike: ${DEFAULT-VALUE} unless given.")
    private int longest;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language of what is told: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (out != null && rotated != null) throw usage("--out and --rotate exclude each other");
        if (longest < 0 || longest > 255) throw usage("--longest-name is 0 to 255");
        var old = rotated == null ? List.<EchKey>of() : read(rotated);
        var key = make(old);
        var text = EchPem.write(key)
            + old.stream().limit(Math.max(0, keep)).map(EchPem::write).collect(Collectors.joining());
        if (out != null) create(out, text);
        else if (rotated != null) replace(rotated, text);
        else Output.print(spec.commandLine().getOut(), text);
        Output.print(spec.commandLine().getOut(), told(key));
        return ExitCode.OK;
    }

    /** Under an id that none of the others has. RFC 9849 section 4.1. */
    private EchKey make(List<EchKey> old) {
        var crypto = Cryptography.standard();
        var taken = old.stream().map(it -> it.config().contents().keyConfig().configId()).toList();
        int start = crypto.random(1).at(0);
        int id = IntStream.range(0, 256).map(i -> (start + i) % 256).filter(it -> !taken.contains(it)).findFirst()
            .orElseThrow(() -> usage("all ids are taken: keep fewer old keys"));
        try {
            return EchKey.generate(crypto, HpkeKem.X25519, HpkeSuite.USUAL, id, publicName, longest);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private String told(EchKey key) {
        var list = new EchConfigList(List.of(key.config()));
        var text = new StringBuilder(System.lineSeparator()).append(words.text("ech.config", key.config()))
            .append(System.lineSeparator()).append("  ").append(list.base64()).append(System.lineSeparator())
            .append(System.lineSeparator()).append(words.text("ech.dns")).append(System.lineSeparator());
        for (var name : names)
            text.append("  ").append(name).append(". 300 IN HTTPS 1 . alpn=\"h2,http/1.1\" ech=\"")
                .append(list.base64()).append('"').append(System.lineSeparator());
        return text.toString();
    }

    private List<EchKey> read(Path file) {
        try {
            return EchPem.keys(Files.readString(file));
        } catch (IOException | CredentialFailure e) {
            throw usage(file + " cannot be read: " + e.getMessage());
        }
    }

    private void create(Path file, String text) {
        try {
            OwnersFile.create(file, text);
        } catch (IOException e) {
            throw usage(file + " cannot be written: " + e);
        }
    }

    private void replace(Path file, String text) {
        try {
            OwnersFile.replace(file, text);
        } catch (IOException e) {
            throw usage(file + " cannot be written: " + e);
        }
    }

    private ParameterException usage(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
