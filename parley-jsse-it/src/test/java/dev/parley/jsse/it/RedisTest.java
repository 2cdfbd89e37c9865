package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lettuce, a client of Redis that stands on Netty, with a redis-server that listens to TLS only. */
@Timeout(60)
class RedisTest {
    private record Redis(Program program, int port) implements AutoCloseable {
        static Redis start(Identity shown, boolean needsClient) throws Exception {
            var binary = Program.find("redis-server",
                Arrays.stream(System.getenv("PATH").split(":")).map(Path::of).toList());
            var folder = Files.createTempDirectory("parley-redis");
            var certificate = Files.writeString(folder.resolve("server.pem"), shown.certificate().pemChain());
            var key = Files.writeString(folder.resolve("server.key"), shown.certificate().pemKey());
            var authority = Files.writeString(folder.resolve("authority.pem"), Lab.SERVER.certificate().pemAuthority());
            int port = Program.freePort();
            return new Redis(new Program(folder, List.of(binary.toString(), "--port", "0", "--tls-port", "" + port,
                "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString(),
                "--tls-cert-file", certificate.toString(), "--tls-key-file", key.toString(),
                "--tls-ca-cert-file", authority.toString(), "--tls-auth-clients", needsClient ? "yes" : "no"))
                .start("Ready to accept connections"),
                port);
        }

        @Override
        public void close() throws IOException {
            program.close();
        }
    }

    private record Client(RedisClient client, StatefulRedisConnection<byte[], byte[]> connection)
        implements AutoCloseable {
        static Client connect(Identity own, Redis to) {
            var client = RedisClient.create(RedisURI.builder().withHost("localhost").withPort(to.port)
                .withSsl(true).withVerifyPeer(SslVerifyMode.FULL).build());
            var tls = SslOptions.builder().jdkSslProvider().trustManager(own.trust())
                .sslContext(it -> it.sslContextProvider(Lab.PROVIDER));
            if (own.certificate() != null) tls.keyManager(own.keys());
            client.setOptions(ClientOptions.builder().sslOptions(tls.build()).autoReconnect(false)
                .protocolVersion(ProtocolVersion.RESP3).build());
            try {
                return new Client(client, client.connect(ByteArrayCodec.INSTANCE));
            } catch (RuntimeException failure) {
                client.shutdown();
                throw failure;
            }
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void verifiesTheServerAndKeepsTheConnection() throws Exception {
        try (var redis = Redis.start(Lab.SERVER, false); var client = Client.connect(Lab.NOBODY, redis)) {
            var commands = client.connection.sync();
            long id = commands.clientId();
            for (int i = 1; i <= 20; i++) assertThat(commands.incr(bytes("count"))).isEqualTo(i);
            assertThat(commands.clientId()).isEqualTo(id);
        }
    }

    @Test
    void sendsAndReceivesMuchAtOnce() throws Exception {
        try (var redis = Redis.start(Lab.SERVER, false); var client = Client.connect(Lab.NOBODY, redis)) {
            var commands = client.connection.async();
            commands.set(bytes("down"), Payload.BYTES).get();
            for (int i = 0; i < 3; i++) {
                var up = commands.set(bytes("up" + i), Payload.BYTES);
                var down = commands.get(bytes("down"));
                assertThat(up.get()).isEqualTo("OK");
                assertThat(down.get()).isEqualTo(Payload.BYTES);
            }
            assertThat(commands.get(bytes("up1")).get()).isEqualTo(Payload.BYTES);
        }
    }

    @Test
    void refusesAStrangeServerAndAnotherHost() throws Exception {
        for (var shown : List.of(Lab.STRANGE_SERVER, Lab.OTHER_HOST))
            try (var redis = Redis.start(shown, false)) {
                assertThatThrownBy(() -> Client.connect(Lab.NOBODY, redis))
                    .isInstanceOf(RedisConnectionException.class).satisfies(
                        it -> assertThat(ClientContract.causes(it)).hasAtLeastOneElementOfType(SSLException.class));
            }
    }

    @Test
    void provesItselfToAServerThatAsks() throws Exception {
        try (var redis = Redis.start(Lab.SERVER, true)) {
            try (var client = Client.connect(Lab.CLIENT, redis)) {
                assertThat(client.connection.sync().ping()).isEqualTo("PONG");
            }
            for (var own : List.of(Lab.NOBODY, Lab.STRANGE_CLIENT))
                assertThatThrownBy(() -> Client.connect(own, redis)).isInstanceOf(RedisConnectionException.class);
        }
    }
}
