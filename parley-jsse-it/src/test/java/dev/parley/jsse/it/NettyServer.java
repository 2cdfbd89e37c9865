package dev.parley.jsse.it;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** HTTP/1.1 and HTTP/2 by Netty. */
record NettyServer(Channel listening) implements WebServer {
    /** For all tests: its threads end with the JVM. */
    static final EventLoopGroup GROUP = new MultiThreadIoEventLoopGroup(2,
        new DefaultThreadFactory("netty", true), NioIoHandler.newFactory());

    static ApplicationProtocolConfig protocols(String... names) {
        return new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT, names);
    }

    static NettyServer start(Identity own, boolean needsClient) throws InterruptedException, SSLException {
        return start(
            SslContextBuilder.forServer(own.keys()).sslProvider(SslProvider.JDK).sslContextProvider(Lab.PROVIDER)
                .trustManager(own.trust()).clientAuth(needsClient ? ClientAuth.REQUIRE : ClientAuth.NONE)
                .applicationProtocolConfig(protocols("h2", "http/1.1")).build());
    }

    private static NettyServer start(SslContext tls) throws InterruptedException {
        var channel = new ServerBootstrap().group(GROUP).channel(NioServerSocketChannel.class)
            .childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()), new ByProtocol());
                }
            }).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
        return new NettyServer(channel);
    }

    private static final class ByProtocol extends ApplicationProtocolNegotiationHandler {
        ByProtocol() {
            super("http/1.1");
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            var pipeline = context.pipeline();
            if (!protocol.equals("h2")) {
                pipeline.addLast(new HttpServerCodec(), new HttpServerKeepAliveHandler(), new Answering("HTTP/1.1"));
                return;
            }
            pipeline.addLast(Http2FrameCodecBuilder.forServer().build(),
                new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(true),
                            new Answering("HTTP/2"));
                    }
                }));
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
            context.close(); // refused clients are a part of the test
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static final class Answering extends SimpleChannelInboundHandler<HttpObject> {
        private final String version;
        private String path;
        private Payload.Digest digest;

        Answering(String version) {
            this.version = version;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
            if (message instanceof HttpRequest request) {
                path = request.uri();
                digest = Payload.digest();
                if (HttpUtil.is100ContinueExpected(request))
                    context
                        .writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
            if (message instanceof HttpContent content) digest.with(content.content().nioBuffer());
            if (message instanceof LastHttpContent) answer(context);
        }

        private void answer(ChannelHandlerContext context) {
            var bytes = switch (path) {
                case "/who" -> who(context);
                case "/up" -> digest.text().getBytes(StandardCharsets.UTF_8);
                default -> Payload.BYTES;
            };
            var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(bytes));
            HttpUtil.setContentLength(response, bytes.length);
            context.writeAndFlush(response);
        }

        private byte[] who(ChannelHandlerContext context) {
            var connection = version.equals("HTTP/2") ? context.channel().parent() : context.channel();
            var address = (InetSocketAddress) connection.remoteAddress();
            ChannelPipeline pipeline = connection.pipeline();
            return Payload.who(address.getPort(), version, pipeline.get(SslHandler.class).engine().getSession());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
    }
}
