package dev.parley.jsse.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.CallOptions;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSession;

/** A service of gRPC without generated code: bytes in, bytes out. */
final class GrpcService {
    private static final int MOST = 10_000_000;
    private static final Context.Key<String> CALLER = Context.key("caller");
    private static final MethodDescriptor<byte[], byte[]> WHO = method("who");
    private static final MethodDescriptor<byte[], byte[]> UP = method("up");
    private static final MethodDescriptor<byte[], byte[]> DOWN = method("down");

    private GrpcService() {}

    private static MethodDescriptor<byte[], byte[]> method(String name) {
        return MethodDescriptor.<byte[], byte[]>newBuilder().setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("lab/" + name).setRequestMarshaller(new Raw()).setResponseMarshaller(new Raw()).build();
    }

    private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A server that can be closed by try. */
    record Serving(Server server) implements AutoCloseable {
        int getPort() {
            return server.getPort();
        }

        @Override
        public void close() {
            server.shutdownNow();
        }
    }

    static Serving serve(Identity own, boolean needsClient) throws IOException {
        var tls = configured(SslContextBuilder.forServer(own.keys())).trustManager(own.trust())
            .clientAuth(needsClient ? ClientAuth.REQUIRE : ClientAuth.NONE).build();
        return new Serving(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(tls).maxInboundMessageSize(MOST).addService(ServerServiceDefinition.builder("lab")
                .addMethod(WHO, answering(_ -> CALLER.get().getBytes(UTF_8)))
                .addMethod(UP, answering(sent -> Payload.digest().with(sent).text().getBytes(UTF_8)))
                .addMethod(DOWN, answering(_ -> Payload.BYTES)).build())
            .intercept(new Calling()).build().start());
    }

    /** gRPC knows the names of some providers and picks one of those; another has to be named after it. */
    private static SslContextBuilder configured(SslContextBuilder builder) {
        return GrpcSslContexts.configure(builder, SslProvider.JDK).sslContextProvider(Lab.PROVIDER);
    }

    private static ServerCallHandler<byte[], byte[]> answering(UnaryOperator<byte[]> answer) {
        return ServerCalls.asyncUnaryCall((byte[] sent, StreamObserver<byte[]> to) -> {
            to.onNext(answer.apply(sent));
            to.onCompleted();
        });
    }

    /** Notes who calls. */
    private static final class Calling implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
            var address = (InetSocketAddress) call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
            SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
            var who = address.getPort() + " " + Payload.name(session);
            return Contexts.interceptCall(Context.current().withValue(CALLER, who), call, headers, next);
        }
    }

    /** A client. */
    static final class Calls implements AutoCloseable {
        private final ManagedChannel channel;

        Calls(Identity own, int port) throws IOException {
            var builder = configured(SslContextBuilder.forClient()).trustManager(own.trust());
            if (own.certificate() != null) builder.keyManager(own.keys());
            channel = NettyChannelBuilder.forAddress("localhost", port).sslContext(builder.build())
                .maxInboundMessageSize(MOST).build();
        }

        String who() {
            return new String(call(WHO, new byte[0]), UTF_8);
        }

        byte[] up(byte[] bytes) {
            return call(UP, bytes);
        }

        byte[] down() {
            return call(DOWN, new byte[0]);
        }

        private byte[] call(MethodDescriptor<byte[], byte[]> method, byte[] sent) {
            return ClientCalls.blockingUnaryCall(channel, method,
                CallOptions.DEFAULT.withDeadlineAfter(40, TimeUnit.SECONDS), sent);
        }

        @Override
        public void close() {
            channel.shutdownNow();
        }
    }
}
