package dev.parley.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

/** Makes listening sockets, bound or not. */
final class ServerSocketMaker extends SSLServerSocketFactory {
    private static final int BACKLOG = 50;

    private final Setup setup;

    ServerSocketMaker(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return setup.defaults().suites(false);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return setup.defaults().supportedSuites();
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new TlsServerSocket(setup);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new TlsServerSocket(setup, port, BACKLOG, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return new TlsServerSocket(setup, port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new TlsServerSocket(setup, port, backlog, address);
    }
}
