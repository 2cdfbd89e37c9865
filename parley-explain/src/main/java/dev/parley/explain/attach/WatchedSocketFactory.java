package dev.parley.explain.attach;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Puts the provider's sockets on sockets that are heard. */
final class WatchedSocketFactory extends SSLSocketFactory {
    private final Explain how;
    private final SSLSocketFactory factory;

    WatchedSocketFactory(Explain how, SSLSocketFactory factory) {
        this.how = how;
        this.factory = factory;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new WatchedSocket(how, new HeardSocket(new Socket()), layer(true),
            (SSLSocket) factory.createSocket());
    }

    private WatchedSocket.Layer layer(boolean closesBelow) {
        return (plain, host) -> (SSLSocket) factory.createSocket(plain, host.orElse(null), plain.getPort(),
            closesBelow);
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean closesBelow) throws IOException {
        WatchedSocket.Layer layer =
            (plain, _) -> (SSLSocket) factory.createSocket(plain, host, port, closesBelow);
        return new WatchedSocket(how, new HeardSocket(below), layer, Optional.ofNullable(host));
    }

    /** A server's, of which some bytes have been read already. */
    @Override
    public Socket createSocket(Socket below, InputStream consumed, boolean closesBelow) throws IOException {
        return accepted(below, consumed, closesBelow);
    }

    SSLSocket accepted(Socket below, InputStream consumed, boolean closesBelow) throws IOException {
        WatchedSocket.Layer layer = (plain, _) -> (SSLSocket) factory.createSocket(plain,
            consumed == null ? null : plain.hearing(consumed), closesBelow);
        return new WatchedSocket(how, new HeardSocket(below), layer, Optional.empty());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(new Socket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(new Socket(host, port, local, localPort), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(new Socket(address, port), name(address), port, true);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(new Socket(address, port, local, localPort), name(address), port, true);
    }

    /** Without asking anybody. */
    private static String name(InetAddress address) {
        return new InetSocketAddress(address, 0).getHostString();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }
}
