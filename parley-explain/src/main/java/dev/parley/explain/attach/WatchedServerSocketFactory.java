package dev.parley.explain.attach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

/** Makes listening sockets whose connections are heard. */
final class WatchedServerSocketFactory extends SSLServerSocketFactory {
    private static final int BACKLOG = 50;

    private final Explain how;
    private final SSLContext watched;
    private final SSLServerSocketFactory factory;

    WatchedServerSocketFactory(Explain how, SSLContext watched) {
        this.how = how;
        this.watched = watched;
        this.factory = watched.getServerSocketFactory();
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new WatchedServerSocket(new WatchedSocketFactory(how, watched.getSocketFactory()),
            (SSLServerSocket) factory.createServerSocket());
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, BACKLOG, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        var socket = createServerSocket();
        socket.bind(new InetSocketAddress(address, port), backlog);
        return socket;
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
