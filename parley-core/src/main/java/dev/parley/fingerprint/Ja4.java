package dev.parley.fingerprint;

import dev.parley.extension.Alpn;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client's fingerprint by FoxIO's JA4 (the client's is under the BSD licence): what is offered, sorted, so that
 * shuffling does not change it. {@code t13d1516h2_8daaf6152771_e5627efa2ab1} reads: over TCP, TLS 1.3, with a server name,
 * 15 suites, 16 extensions, h2 first; a hash of the suites; a hash of extensions and signature algorithms.
 *
 * @param summary the first part
 * @param suites the second part before it is hashed
 * @param rest the third part before it is hashed
 */
public record Ja4(String summary, String suites, String rest) {
    /** @param transport {@code t} for TCP, {@code q} for QUIC, {@code d} for DTLS */
    public static Ja4 of(ClientHello hello, char transport) {
        var suites = hello.cipherSuites().stream().map(CipherSuite::id).filter(id -> !Grease.is(id)).toList();
        var extensions = hello.extensions().types().stream().filter(id -> !Grease.is(id)).toList();
        var summary =
            "%c%s%c%02d%02d%s".formatted(transport, version(hello), hello.extensions().has(ServerName.IT) ? 'd' : 'i',
                Math.min(99, suites.size()), Math.min(99, extensions.size()), protocol(hello));
        return new Ja4(summary, hex(suites.stream().sorted()), rest(hello, extensions));
    }

    private static String rest(ClientHello hello, List<Integer> extensions) {
        var listed = hex(extensions.stream()
            .filter(id -> id != ServerName.IT.spec().type() && id != Alpn.IT.spec().type()).sorted());
        var schemes = hex(SignatureAlgorithms.in(hello.extensions()).stream().map(scheme -> scheme.id())
            .filter(id -> !Grease.is(id)));
        return schemes.isEmpty() ? listed : listed + "_" + schemes;
    }

    private static String version(ClientHello hello) {
        var highest = hello.versions().stream().filter(version -> !Grease.is(version.id()))
            .max(ProtocolVersion::compareTo).orElse(hello.legacyVersion());
        return switch (highest.id()) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            case 0xFEFF -> "d1";
            case 0xFEFD -> "d2";
            case 0xFEFC -> "d3";
            default -> "00";
        };
    }

    /** The first and the last character of the first protocol. */
    private static String protocol(ClientHello hello) {
        Optional<Bytes> first =
            hello.extensions().offered(Alpn.IT).flatMap(names -> names.names().stream().findFirst());
        if (first.isEmpty() || first.get().isEmpty()) return "00";
        var name = first.get();
        if (name.at(0) > 127) return "99";
        return "" + (char) name.at(0) + (char) name.at(name.length() - 1);
    }

    private static String hex(Stream<Integer> numbers) {
        return numbers.map("%04x"::formatted).collect(Collectors.joining(","));
    }

    private static String hash(String text) {
        return text.isEmpty() ? "000000000000" : Digests.hex("SHA-256", text).substring(0, 12);
    }

    /** The fingerprint itself. */
    @Override
    public String toString() {
        return summary + "_" + hash(suites) + "_" + hash(rest);
    }

    /** Nothing hashed: JA4_r. */
    public String raw() {
        return summary + "_" + suites + "_" + rest;
    }
}
