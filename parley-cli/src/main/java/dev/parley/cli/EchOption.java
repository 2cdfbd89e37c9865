package dev.parley.cli;

import dev.parley.config.TlsSettings;
import dev.parley.credential.CredentialFailure;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchPem;
import dev.parley.wire.WireFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What {@code --ech} says: {@code grease}, {@code off}, {@code dns}, {@code dns://SERVER:PORT}, a PEM file, or a list in base64. */
final class EchOption {
    private EchOption() {}

    /** @throws CredentialFailure if it is none of them */
    static Consumer<TlsSettings> of(String text) {
        if (text.equals("grease")) return it -> it.ech(policy -> policy.grease(true));
        if (text.equals("off")) return it -> it.ech(policy -> policy.grease(false));
        if (text.equals("dns")) return it -> it.ech(EchDns.STANDARD);
        if (text.startsWith("dns:")) return it -> it.ech(new EchDns(text));
        var list = list(text);
        return it -> it.ech(list);
    }

    private static EchConfigList list(String text) {
        try {
            var file = Path.of(text);
            if (Files.isRegularFile(file)) return EchPem.configs(Files.readString(file));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new CredentialFailure(text + " cannot be read: " + e.getMessage(), e);
        }
        try {
            return EchConfigList.ofBase64(text);
        } catch (IllegalArgumentException | WireFailure e) {
            throw new CredentialFailure("--ech wants grease, off, dns, a PEM file or a list in base64, and '" + text
                + "' is none of them", e);
        }
    }
}
