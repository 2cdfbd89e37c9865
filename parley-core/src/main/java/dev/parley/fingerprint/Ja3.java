package dev.parley.fingerprint;

import dev.parley.extension.EcPointFormats;
import dev.parley.extension.SupportedGroups;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientHello;
import dev.parley.message.ServerHello;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fingerprints of Salesforce's JA3 (BSD licence): numbers of the hello in their order, GREASE left out, and their MD5.
 * The order counts, so a client that shuffles its extensions has another one each time.
 *
 * @param text what is hashed
 */
public record Ja3(String text) {
    /** A client's. */
    public static Ja3 of(ClientHello hello) {
        return new Ja3(String.join(",", Integer.toString(hello.legacyVersion().id()),
            dashed(hello.cipherSuites().stream().map(CipherSuite::id)), dashed(hello.extensions().types().stream()),
            dashed(SupportedGroups.in(hello.extensions()).stream().map(NamedGroup::id)),
            dashed(hello.extensions().offered(EcPointFormats.IT).map(EcPointFormats.Formats::formats).orElse(List.of())
                .stream())));
    }

    /** A server's answer: JA3S. It depends on the hello that it answers. */
    public static Ja3 of(ServerHello hello) {
        return new Ja3(
            String.join(",", Integer.toString(hello.legacyVersion().id()), Integer.toString(hello.cipherSuite().id()),
                dashed(hello.extensions().types().stream())));
    }

    private static String dashed(Stream<Integer> numbers) {
        return numbers.filter(number -> !Grease.is(number)).map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** The fingerprint itself, 32 hexadecimal digits. */
    public String hash() {
        return Digests.hex("MD5", text);
    }

    @Override
    public String toString() {
        return hash();
    }
}
