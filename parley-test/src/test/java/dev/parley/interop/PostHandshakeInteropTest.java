package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Tls;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** OpenSSL asks us who we are when the handshake is complete, and answers when we ask. RFC 9846 section 4.7.2. */
class PostHandshakeInteropTest extends Acquaintance {
    @Test
    void opensslAsksUs() throws Exception {
        var own = Papers.credential(papers().client(KeyKind.P256));
        var client = Tls.client(it -> it.versions(ProtocolVersion.TLS_1_3).trust(Papers.trust()).credentials(own)
            .postHandshakeAuth(true));
        visitOpenSsl(client, List.of("-tls1_3", "-verify", "1", "-CAfile", papers().authorityFile().toString(),
            "-verify_return_error"), (link, peer) -> {
                assertThat(link.facts().localChain()).isEqualTo(own.chain()); // -verify asks in the handshake, too
                link.output().write(WORDS);
                peer.hear(Pattern.compile("123454321"));
                peer.input().write("c\n".getBytes(StandardCharsets.US_ASCII));
                peer.input().flush();
                peer.hear(Pattern.compile("SSL_verify_client_post_handshake|verify depth|cert"));
                peer.input().write(WORDS);
                peer.input().flush();
                Talk.hear(WORDS, link.input());
                link.output().write("1234321\n".getBytes(StandardCharsets.US_ASCII));
                peer.hear(Pattern.compile("1234321\\n"));
            });
    }

    @Test
    void opensslAnswersUs() throws Exception {
        var own = Papers.credential(papers().server(KeyKind.P256));
        var theirs = papers().files(papers().client(KeyKind.P256));
        var server = Tls.server(it -> it.versions(ProtocolVersion.TLS_1_3).credentials(own).trust(Papers.trust()));
        openSslVisits(server, List.of("-enable_pha", "-cert", theirs.chain().toString(), "-cert_chain",
            theirs.above().toString(), "-key", theirs.key().toString()), (link, program) -> {
                hear(link, program);
                assertThat(link.facts().peerChain()).isEmpty();
                link.requestCertificate(true);
                program.input().write(WORDS);
                program.input().flush();
                var heard = new StringBuilder();
                while (link.facts().peerChain().isEmpty() && heard.length() < 100) {
                    program.input().write(WORDS);
                    program.input().flush();
                    heard.append(new String(link.input().readNBytes(WORDS.length), StandardCharsets.US_ASCII));
                }
                assertThat(link.facts().peerChain()).hasSize(2);
                assertThat(link.facts().clientScheme()).isPresent();
            });
    }
}
