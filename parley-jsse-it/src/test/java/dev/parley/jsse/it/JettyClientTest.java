package dev.parley.jsse.it;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.Nested;

/** Jetty 12 as a client. */
class JettyClientTest {
    @Nested
    class Http1 extends ClientContract {
        @Override
        WebClient open(Identity own, int port) throws Exception {
            return http1(own.context(), port);
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
            return http2(own.context(), port);
        }

        @Override
        String version() {
            return "HTTP/2";
        }
    }

    static WebClient http1(SSLContext context, int port) throws Exception {
        var connector = connector(context);
        return new Requests(new HttpClientTransportDynamic(connector, HttpClientConnectionFactory.HTTP11), port);
    }

    static WebClient http2(SSLContext context, int port) throws Exception {
        var connector = connector(context);
        return new Requests(new HttpClientTransportDynamic(connector,
            new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector)),
            HttpClientConnectionFactory.HTTP11), port);
    }

    private static ClientConnector connector(SSLContext context) {
        var tls = new SslContextFactory.Client();
        tls.setSslContext(context);
        var connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        connector.setConnectTimeout(Duration.ofSeconds(20));
        return connector;
    }

    private static final class Requests implements WebClient {
        private final HttpClient client;
        private final int port;

        Requests(HttpClientTransportDynamic transport, int port) throws Exception {
            this.client = new HttpClient(transport);
            this.port = port;
            client.start();
        }

        @Override
        public byte[] get(String path) throws Exception {
            return answer(request(path));
        }

        @Override
        public byte[] post(String path, byte[] body) throws Exception {
            return answer(request(path).method("POST").body(new BytesRequestContent(body)));
        }

        private Request request(String path) {
            return client.newRequest("https://localhost:" + port + path);
        }

        private static byte[] answer(Request request) throws Exception {
            return new CompletableResponseListener(request, 10_000_000).send().get(40, TimeUnit.SECONDS).getContent();
        }

        @Override
        public void close() {
            try {
                client.stop();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
