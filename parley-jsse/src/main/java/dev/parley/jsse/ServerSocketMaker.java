package dev.parley.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLServerSocketFactory;

final class ServerSocketMaker extends SSLServerSocketFactory {
    private final Setup setup;
    ServerSocketMaker(Setup setup) { this.setup = setup; }
    @Override
    public String[] getDefaultCipherSuites() { return setup.defaults().suites(false); }
    @Override
    public String[] getSupportedCipherSuites() { return setup.defaults().supportedSuites(); }
    @Override
    public ServerSocket createServerSocket(int p) throws IOException { throw new IOException(); }
    @Override
    public ServerSocket createServerSocket(int p, int b) throws IOException { throw new IOException(); }
    @Override
    public ServerSocket createServerSocket(int p, int b, InetAddress a) throws IOException { throw new IOException(); }
}
