package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.jsse.ParleyParameters;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tomcat asks a client for its certificate when it comes to a part of the site that only known clients may see: in TLS 1.3
 * after the handshake (RFC 9846 section 4.7.2), which Tomcat does by beginning another one.
 */
@Timeout(60)
class TomcatAsksLaterTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void install() {
        Lab.install();
    }

    @AfterAll
    static void remove() {
        Lab.remove();
    }

    /** The first line and the body of each answer, over one connection. */
    private static List<String> visit(Identity own, int port, boolean offers, String... paths) throws Exception {
        var answers = new ArrayList<String>();
        try (var socket = (SSLSocket) own.context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(),
            port)) {
            socket.setSSLParameters(new ParleyParameters().postHandshakeAuth(offers));
            for (var path : paths) {
                socket.getOutputStream().write(request(path));
                answers.add(answer(socket.getInputStream()));
            }
        }
        return answers;
    }

    private static byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) throw new IOException("the server ended: " + head);
            head.append((char) next);
        }
        int length = Arrays.stream(head.toString().split("\r\n")).filter(it -> it.startsWith("Content-Length: "))
            .mapToInt(it -> Integer.parseInt(it.substring(16))).findFirst().orElse(0);
        return head.substring(0, head.indexOf("\r\n")) + " "
            + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Test
    void clientIsAskedWhenItComesToTheSecretPart() throws Exception {
        try (var server = TomcatTest.serve(Lab.SERVER, false, true)) {
            var answers = visit(Lab.CLIENT, server.port(), true, "/who", "/secret/who", "/who");
            assertThat(answers.get(0)).startsWith("HTTP/1.1 200").endsWith(" -");
            assertThat(answers.get(1)).startsWith("HTTP/1.1 200").endsWith("CN=Ada");
            assertThat(answers.get(2)).startsWith("HTTP/1.1 200").endsWith("CN=Ada");
        }
    }

    @Test
    void whoCannotBeAskedStaysOutside() throws Exception {
        try (var server = TomcatTest.serve(Lab.SERVER, false, true)) {
            assertThat(visit(Lab.CLIENT, server.port(), false, "/secret/who").getFirst()).startsWith("HTTP/1.1 401");
            assertThat(visit(Lab.NOBODY, server.port(), false, "/secret/who").getFirst()).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void opensslIsAskedToo() throws Exception {
        var openssl = Program.find("openssl", Arrays.stream(System.getenv("PATH").split(":")).map(Path::of).toList());
        var chain = Files.writeString(folder.resolve("own.pem"),
            Lab.CLIENT.certificate().pemChain() + Lab.CLIENT.certificate().pemKey());
        try (var server = TomcatTest.serve(Lab.SERVER, false, true)) {
            var process = new ProcessBuilder(openssl.toString(), "s_client", "-connect", "127.0.0.1:" + server.port(),
                "-tls1_3", "-enable_pha", "-quiet", "-cert", chain.toString(), "-key", chain.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            try {
                for (var path : List.of("/who", "/secret/who")) {
                    process.getOutputStream().write(request(path));
                    process.getOutputStream().flush();
                    assertThat(answer(process.getInputStream())).startsWith("HTTP/1.1 200")
                        .endsWith(path.equals("/who") ? " -" : "CN=Ada");
                }
            } finally {
                process.destroy();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
