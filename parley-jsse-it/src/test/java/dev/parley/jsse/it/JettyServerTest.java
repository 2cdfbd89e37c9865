package dev.parley.jsse.it;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty 12 as a server, set up as its documentation says. */
class JettyServerTest extends ServerContract {
    @Override
    WebServer serve(Identity own, boolean needsClient) throws Exception {
        var tls = new SslContextFactory.Server();
        tls.setSslContext(own.context());
        tls.setNeedClientAuth(needsClient);
        var config = new HttpConfiguration();
        config.addCustomizer(new SecureRequestCustomizer());
        var alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");

        var server = new Server(new QueuedThreadPool(16, 4));
        var connector = new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, alpn.getProtocol()), alpn,
            new HTTP2ServerConnectionFactory(config), new HttpConnectionFactory(config));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Answering());
        server.start();
        return new WebServer() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    server.stop();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }
        };
    }

    private static final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var bytes = switch (request.getHttpURI().getPath()) {
                case "/who" -> who(request);
                case "/up" -> Payload.digestOf(Content.Source.asInputStream(request)).getBytes(StandardCharsets.UTF_8);
                default -> Payload.BYTES;
            };
            response.write(true, ByteBuffer.wrap(bytes), callback);
            return true;
        }

        private static byte[] who(Request request) {
            var meta = request.getConnectionMetaData();
            var tls = (EndPoint.SslSessionData) request
                .getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
            return Payload.who(Request.getRemotePort(request), meta.getHttpVersion().asString(),
                tls == null ? null : tls.sslSession());
        }
    }
}
