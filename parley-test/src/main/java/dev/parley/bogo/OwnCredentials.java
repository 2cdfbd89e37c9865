package dev.parley.bogo;

import static dev.parley.bogo.Flag.CERT_FILE;
import static dev.parley.bogo.Flag.DECLINE_OCSP_CALLBACK;
import static dev.parley.bogo.Flag.FAIL_OCSP_CALLBACK;
import static dev.parley.bogo.Flag.DELEGATED_CREDENTIAL;
import static dev.parley.bogo.Flag.KEY_FILE;
import static dev.parley.bogo.Flag.NEW_RPK_CREDENTIAL;
import static dev.parley.bogo.Flag.OCSP_RESPONSE;
import static dev.parley.bogo.Flag.SERVER;
import static dev.parley.bogo.Flag.SIGNED_CERT_TIMESTAMPS;
import static dev.parley.bogo.Flag.SIGNING_PREFS;
import static dev.parley.failure.Reason.OWN_KEY_FAILED;

import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Credentials;
import dev.parley.credential.Delegation;
import dev.parley.credential.Pem;
import dev.parley.credential.Staples;
import dev.parley.id.SignatureScheme;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.WireFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The credentials that a test gives this side: those with a number, in its order, and the one without behind them. */
record OwnCredentials(List<Optional<Credential>> numbered, Optional<Credential> first, boolean server)
    implements Credentials {
    static OwnCredentials of(Flags flags) {
        var numbered = new ArrayList<Optional<Credential>>();
        for (var one : flags.credentials()) numbered.add(read(one, flags));
        return new OwnCredentials(List.copyOf(numbered), read(flags, flags), flags.has(SERVER));
    }

    /** Nothing if there is none, or if it may sign with nothing that its key can do. */
    private static Optional<Credential> read(Flags flags, Flags all) {
        if (!flags.has(KEY_FILE)) return Optional.empty();
        if (flags.has(NEW_RPK_CREDENTIAL)) return signing(RawKeyFlags.credential(flags), flags);
        if (!flags.has(CERT_FILE)) return Optional.empty();
        var plain = flags.base64(DELEGATED_CREDENTIAL).map(it -> delegated(flags, it))
            .orElseGet(() -> Credential.pem(file(flags, CERT_FILE), file(flags, KEY_FILE)));
        return signing(stamped(flags.base64(OCSP_RESPONSE).map(it -> plain.withStaples(staples(it, all)))
            .orElse(plain), flags), flags);
    }

    private static Optional<Credential> signing(Credential whole, Flags flags) {
        if (!flags.has(SIGNING_PREFS)) return Optional.of(whole);
        var possible = new ArrayList<>(whole.schemes(true));
        possible.addAll(whole.schemes(false));
        var wanted = Setup.schemes(flags, SIGNING_PREFS);
        return wanted.stream().anyMatch(possible::contains) ? Optional.of(whole.withSchemes(wanted))
            : Optional.empty();
    }

    /** BoringSSL's callback may decline, or fail. */
    private static Staples staples(Bytes response, Flags all) {
        if (all.has(DECLINE_OCSP_CALLBACK)) return Staples.NONE;
        return () -> {
            if (all.has(FAIL_OCSP_CALLBACK)) throw OWN_KEY_FAILED.because("the test wants it so");
            return List.of(response);
        };
    }

    private static Credential stamped(Credential plain, Flags flags) {
        try {
            return flags.base64(SIGNED_CERT_TIMESTAMPS).map(it -> plain.withTimestamps(TIMESTAMPS.parse(it)))
                .orElse(plain);
        } catch (WireFailure failure) {
            throw new CredentialFailure("the list of timestamps does not parse", failure);
        }
    }

    /** How the runner writes several timestamps. */
    static final Codec<List<Bytes>> TIMESTAMPS = Codec.vector(Codec.opaque(1, 0xFFFF), 1, 0xFFFF);

    private static Credential delegated(Flags flags, Bytes delegation) {
        try {
            return Credential.delegated(Pem.encodedCertificates(Files.readString(file(flags, CERT_FILE))),
                Delegation.WIRE.parse(delegation),
                Pem.privateKey(Files.readString(file(flags, KEY_FILE))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Flags flags, Flag flag) {
        return Path.of(flags.text(flag).orElseThrow());
    }

    @Override
    public List<Credential> current() {
        var all = new ArrayList<Credential>();
        numbered.forEach(one -> one.ifPresent(all::add));
        first.ifPresent(all::add);
        return all;
    }

    /** Was it the credential of this number that this side showed? {@code -1} is the one without, or none. */
    boolean isNumber(int number, Facts facts) {
        var chain = facts.localChain();
        if (number < 0)
            return chain.isEmpty() || first.map(Credential::chain).filter(chain::equals).isPresent();
        return numbered.get(number).filter(it -> it.chain().equals(chain))
            .filter(it -> scheme(facts).map(scheme -> signs(it, scheme)).orElse(true)).isPresent();
    }

    private Optional<SignatureScheme> scheme(Facts facts) {
        return server ? facts.serverScheme() : facts.clientScheme();
    }

    private static boolean signs(Credential credential, SignatureScheme scheme) {
        return credential.schemes(true).contains(scheme) || credential.schemes(false).contains(scheme);
    }
}
