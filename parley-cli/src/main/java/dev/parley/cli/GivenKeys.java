package dev.parley.cli;

import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Pem;
import dev.parley.explain.capture.KeyLog;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys that the user of the page has given, for all captures opened from then on. In memory only. Thread-safe. */
final class GivenKeys {
    private final List<Bytes> logs = new ArrayList<>();
    private PrivateKey rsa;

    /**
     * Takes a key log, or a server's private RSA key as PEM.
     *
     * @return how many secrets and keys there are now
     * @throws CredentialFailure if it is neither
     */
    synchronized long take(Path file) throws IOException {
        var bytes = Bytes.own(Files.readAllBytes(file));
        if (!new KeyLog().add(bytes).lines().isEmpty()) logs.add(bytes);
        else rsa = rsaKey(new String(bytes.toArray(), StandardCharsets.UTF_8));
        return (long) log().lines().size() + (rsa == null ? 0 : 1);
    }

    private static PrivateKey rsaKey(String pem) {
        var key = Pem.privateKey(pem);
        if (!key.getAlgorithm().equals("RSA")) throw new CredentialFailure("the key is " + key.getAlgorithm(), null);
        return key;
    }

    /** Each time a new one: whoever reads a capture adds to it. */
    synchronized KeyLog log() {
        var all = new KeyLog();
        logs.forEach(all::add);
        return all;
    }

    synchronized Optional<PrivateKey> rsa() {
        return Optional.ofNullable(rsa);
    }
}
