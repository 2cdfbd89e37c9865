package dev.parley.jsse.it;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** Undertow, with its own layer over the engine. */
class UndertowTest extends ServerContract {
    @Override
    WebServer serve(Identity own, boolean needsClient) {
        var server = Undertow.builder().addHttpsListener(0, "127.0.0.1", own.context())
            .setIoThreads(2).setWorkerThreads(8).setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 10_000_000L)
            .setSocketOption(Options.SSL_CLIENT_AUTH_MODE,
                needsClient ? SslClientAuthMode.REQUIRED : SslClientAuthMode.NOT_REQUESTED)
            .setHandler(new BlockingHandler(UndertowTest::answer)).build();
        server.start();
        return new WebServer() {
            @Override
            public int port() {
                return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }

    private static void answer(HttpServerExchange exchange) throws Exception {
        var bytes = switch (exchange.getRequestPath()) {
            case "/who" -> Payload.who(exchange.getSourceAddress().getPort(), exchange.getProtocol().toString(),
                exchange.getConnection().getSslSession());
            case "/up" -> Payload.digestOf(exchange.getInputStream()).getBytes(StandardCharsets.UTF_8);
            default -> Payload.BYTES;
        };
        exchange.setResponseContentLength(bytes.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes));
    }
}
