package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ChannelBinding;
import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL exports the same keying material. RFC 5705, RFC 9846 section 7.5, RFC 9266. */
class ExporterInteropTest extends Acquaintance {
    private static final Pattern MATERIAL = Pattern.compile("Keying material: ([0-9A-F]+)");
    private static final List<String> EXPORT =
        List.of("-keymatexport", "EXPORTER-Channel-Binding", "-keymatexportlen", "32");

    private static ProtocolVersion version(String name) {
        return name.equals("1_3") ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    }

    private static List<String> options(String version) {
        var all = new java.util.ArrayList<>(EXPORT);
        all.add("-tls" + version);
        return all;
    }

    /** OpenSSL exports without a context, which in TLS 1.2 is not the same as an empty one. */
    private static void compare(Link link, Program peer) throws IOException, InterruptedException {
        var theirs = peer.hear(MATERIAL).orElseThrow(() -> new IOException("no material: " + peer)).group(1);
        try (var ours = link.export("EXPORTER-Channel-Binding", null, 32)) {
            String hex = ours.use(java.util.HexFormat.of()::formatHex);
            assertThat(hex).isEqualTo(theirs.toLowerCase(Locale.ROOT));
        }
        if (link.facts().version().equals(ProtocolVersion.TLS_1_3))
            assertThat(link.channelBinding(ChannelBinding.TLS_EXPORTER).orElseThrow().hex())
                .isEqualTo(theirs.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1_3", "1_2"})
    void withOpenSslAsServer(String version) throws Exception {
        visitOpenSsl(Tls.client(it -> it.versions(version(version)).trust(Papers.trust())), options(version),
            ExporterInteropTest::compare);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1_3", "1_2"})
    void withOpenSslAsClient(String version) throws Exception {
        var own = Papers.credential(papers().server(KeyKind.P256));
        openSslVisits(Tls.server(it -> it.versions(version(version)).credentials(own)), options(version),
            ExporterInteropTest::compare);
    }
}
