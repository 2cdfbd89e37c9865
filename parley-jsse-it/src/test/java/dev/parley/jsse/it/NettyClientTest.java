package dev.parley.jsse.it;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Nested;

/** Netty as a client, set up by its own builder with the provider. */
class NettyClientTest {
    @Nested
    class Http1 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) throws Exception {
            return Requests.of(own, port, "http/1.1");
        }

        @Override
        String version() {
            return "HTTP/1.1";
        }
    }

    @Nested
    class Http2 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) throws Exception {
            return Requests.of(own, port, "h2");
        }

        @Override
        String version() {
            return "HTTP/2";
        }
    }

    /** Over a context that others use too. */
    static WebClient over(SSLContext context, int port, String protocol) {
        return Requests.over(context, port, protocol);
    }

    private record Requests(NettyConnections connections) implements WebClient {
        static Requests over(SSLContext context, int port, String protocol) {
            var tls = new JdkSslContext(context, true, null, IdentityCipherSuiteFilter.INSTANCE,
                NettyServer.protocols(protocol), ClientAuth.NONE, null, false);
            return new Requests(new NettyConnections(tls, port, protocol.equals("h2")));
        }

        static Requests of(Identity own, int port, String protocol) throws Exception {
            var tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK).sslContextProvider(Lab.PROVIDER)
                .trustManager(own.trust()).keyManager(own.keys()).endpointIdentificationAlgorithm("HTTPS")
                .applicationProtocolConfig(NettyServer.protocols(protocol)).build();
            return new Requests(new NettyConnections(tls, port, protocol.equals("h2")));
        }

        @Override
        public byte[] get(String path) throws Exception {
            return answer(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path));
        }

        @Override
        public byte[] post(String path, byte[] body) throws Exception {
            return answer(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path,
                Unpooled.wrappedBuffer(body)));
        }

        private byte[] answer(FullHttpRequest request) throws Exception {
            request.headers().set(HttpHeaderNames.HOST, "localhost");
            HttpUtil.setContentLength(request, request.content().readableBytes());
            return connections.send(request).get(40, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            connections.close();
        }
    }
}
