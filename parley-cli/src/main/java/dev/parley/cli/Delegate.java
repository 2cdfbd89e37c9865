package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Delegation;
import dev.parley.credential.DelegationPem;
import dev.parley.credential.PeerChain;
import dev.parley.explain.words.Words;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley delegate}: makes a key for a few days, and signs it with that of a certificate. RFC 9345. */
@Command(
    name = "delegate",
    description = "Makes a key of a few days that stands for a certificate's own (a delegated credential).",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Delegate implements Callable<Integer> {
    @Option(names = "--cert", paramLabel = "FILE", required = true,
        description = "The certificate, PEM; it must have the extension DelegationUsage.")
    private Path certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "Its key, PEM; the same file if not given.")
    private Path key;

    @Option(names = "--client", description = "For a client, which shows it to servers; for a server unless given.")
    private boolean client;

    @Option(names = "--days", paramLabel = "DAYS", defaultValue = "7",
        description = "How long it counts, 1 to 7 days: ${DEFAULT-VALUE} unless given, less if the certificate ends.")
    private int days;

    @Option(names = "--out", paramLabel = "FILE",
        description = "Where both go: for its owner alone, in one move, so that a server may read it meanwhile. Without this: standard output.")
    private Path out;

    @Option(names = "--lang", paramLabel = "LANG", converter = Converters.Language.class,
        description = "The language of what is told: en or zh.")
    private Words words = Converters.Language.ofUser();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (days < 1 || days > Delegation.LONGEST.toDays())
            throw usage("--days is 1 to " + Delegation.LONGEST.toDays());
        var holder = holder();
        var pair = KeyKind.P256.generate();
        var now = Instant.now();
        var delegation = delegation(holder, pair.getPublic(), now);
        var text = DelegationPem.write(delegation, pair.getPrivate());
        if (out == null) Output.print(spec.commandLine().getOut(), text);
        else write(text);
        Output.print(spec.commandLine().getErr(), words.text("delegate.made", holder.describe(),
            delegation.until(holder.certificates().getFirst())) + System.lineSeparator());
        return ExitCode.OK;
    }

    private Credential holder() {
        try {
            return Credential.pem(certificate, key != null ? key : certificate);
        } catch (CredentialFailure e) {
            throw usage(e.getMessage());
        }
    }

    private Delegation delegation(Credential holder, java.security.PublicKey itsKey, Instant now) {
        try {
            return Delegation.issue(Cryptography.standard(), holder,
                client ? PeerChain.Side.CLIENT : PeerChain.Side.SERVER, itsKey,
                SignatureScheme.ECDSA_SECP256R1_SHA256, now, now.plus(Duration.ofDays(days)));
        } catch (CredentialFailure e) {
            throw usage(certificate + ": " + e.getMessage());
        }
    }

    private void write(String text) {
        try {
            OwnersFile.replace(out, text);
        } catch (IOException e) {
            throw usage(out + " cannot be written: " + e);
        }
    }

    private ParameterException usage(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
