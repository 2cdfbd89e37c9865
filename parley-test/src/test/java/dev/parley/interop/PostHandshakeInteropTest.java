package dev.parley.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** OpenSSL asks us who we are when the handshake is complete, and answers when we ask. RFC 9846 section 4.7.2. */
class PostHandshakeInteropTest extends Acquaintance {
    /** {@code openssl s_server} says so on standard error, without delay: in the handshake, and later. */
    private static final Pattern VERIFIED_TWICE = Pattern.compile("(?s)(depth=0 .*){2}");

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
                var heard = hearMeanwhile(link); // a client answers while it reads
                // It takes what one read brings for one command: a line sent along with this one would be lost.
                assertThat(peer.hear(VERIFIED_TWICE)).isPresent();
                peer.input().write(WORDS);
                peer.input().flush();
                assertThat(heard.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(WORDS);
                link.output().write("1234321\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(peer.hear(Pattern.compile("1234321\\n"))).isPresent();
            });
    }

    private static CompletableFuture<byte[]> hearMeanwhile(Link link) {
        var heard = new CompletableFuture<byte[]>();
        Thread.startVirtualThread(() -> {
            try {
                heard.complete(link.input().readNBytes(WORDS.length));
            } catch (IOException | RuntimeException e) {
                heard.completeExceptionally(e);
            }
        });
        return heard;
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
