package dev.parley.jsse.it;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections of Netty: HTTP/2 has one for all requests, HTTP/1.1 one for each request at a time. */
final class NettyConnections {
    private static final int MOST = 10_000_000;
    private final SslContext tls;
    private final int port;
    private final boolean many;
    private final ConcurrentLinkedQueue<Channel> free = new ConcurrentLinkedQueue<>();

    NettyConnections(SslContext tls, int port, boolean many) {
        this.tls = tls;
        this.port = port;
        this.many = many;
    }

    CompletableFuture<byte[]> send(FullHttpRequest request) throws Exception {
        var connection = free.poll();
        if (connection == null || !connection.isActive()) connection = connect();
        var answer = new CompletableFuture<byte[]>();
        if (many) {
            free.add(connection);
            var stream = new Http2StreamChannelBootstrap(connection).handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false),
                        new HttpObjectAggregator(MOST), new Answer(answer, () -> {}));
                }
            }).open().get();
            stream.writeAndFlush(request);
        } else {
            var one = connection;
            one.pipeline().addLast(new Answer(answer, () -> free.add(one)));
            one.writeAndFlush(request);
        }
        return answer;
    }

    private Channel connect() throws Exception {
        var channel = new Bootstrap().group(NettyServer.GROUP).channel(NioSocketChannel.class)
            .handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc(), "localhost", port));
                    if (many) channel.pipeline().addLast(Http2FrameCodecBuilder.forClient().build(),
                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
                    else channel.pipeline().addLast(new HttpClientCodec(), new HttpObjectAggregator(MOST));
                }
            }).connect(InetAddress.getLoopbackAddress(), port).sync().channel();
        var handler = channel.pipeline().get(SslHandler.class);
        handler.handshakeFuture().get();
        if (!handler.applicationProtocol().equals(many ? "h2" : "http/1.1"))
            throw new IllegalStateException("agreed on " + handler.applicationProtocol());
        return channel;
    }

    private static final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<byte[]> answer;
        private final Runnable then;

        Answer(CompletableFuture<byte[]> answer, Runnable then) {
            this.answer = answer;
            this.then = then;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            context.pipeline().remove(this);
            then.run();
            answer.complete(ByteBufUtil.getBytes(response.content()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.completeExceptionally(new IOException("the connection has ended"));
        }
    }

    void close() {
        for (var channel : new ArrayDeque<>(free)) channel.close().syncUninterruptibly();
    }
}
