package dev.parley.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

final class SocketMaker extends SSLSocketFactory {
    private final Setup setup;
    SocketMaker(Setup setup) { this.setup = setup; }
    @Override
    public String[] getDefaultCipherSuites() { return setup.defaults().suites(true); }
    @Override
    public String[] getSupportedCipherSuites() { return setup.defaults().supportedSuites(); }
    @Override
    public Socket createSocket(Socket s, String host, int port, boolean autoClose) throws IOException {
        throw new IOException();
    }
    @Override
    public Socket createSocket(String host, int port) throws IOException { throw new IOException(); }
    @Override
    public Socket createSocket(String host, int port, InetAddress l, int lp) throws IOException {
        throw new IOException();
    }
    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException { throw new IOException(); }
    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress l, int lp) throws IOException {
        throw new IOException();
    }
}
