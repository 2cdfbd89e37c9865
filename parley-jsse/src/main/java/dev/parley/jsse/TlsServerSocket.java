package dev.parley.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An {@code SSLServerSocket}: what it accepts are sockets with its own wishes, whose handshake is still to come. */
final class TlsServerSocket extends SSLServerSocket {
    private final Setup setup;
    private final Wishes<SSLSocket> wishes;
    private volatile boolean client;

    TlsServerSocket(Setup setup) throws IOException {
        this.setup = setup;
        this.wishes = new Wishes<>(setup.defaults(), false);
    }

    TlsServerSocket(Setup setup, int port, int backlog, InetAddress address) throws IOException {
        super(port, backlog, address);
        this.setup = setup;
        this.wishes = new Wishes<>(setup.defaults(), false);
    }

    @Override
    public Socket accept() throws IOException {
        var raw = super.accept();
        var socket =
            new TlsSocket(setup, raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true, null);
        socket.setUseClientMode(client);
        socket.endpoint.wishes.take(wishes.parameters());
        socket.endpoint.wishes.createsSessions = wishes.createsSessions;
        return socket;
    }

    @Override
    public SSLParameters getSSLParameters() {
        return wishes.parameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        wishes.take(parameters);
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return wishes.suites.clone();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        wishes.suites = Vocabulary.checkedSuites(suites);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return setup.defaults().supportedSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return Vocabulary.names(Vocabulary.SPOKEN);
    }

    @Override
    public String[] getEnabledProtocols() {
        return wishes.protocols.clone();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        wishes.protocols = Vocabulary.checkedVersions(protocols);
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        wishes.need(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return wishes.needsClient;
    }

    @Override
    public void setWantClientAuth(boolean want) {
        wishes.want(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return wishes.wantsClient;
    }

    @Override
    public void setUseClientMode(boolean asClient) {
        if (asClient != client) wishes.turn(setup.defaults(), asClient);
        client = asClient;
    }

    @Override
    public boolean getUseClientMode() {
        return client;
    }

    @Override
    public void setEnableSessionCreation(boolean on) {
        wishes.createsSessions = on;
    }

    @Override
    public boolean getEnableSessionCreation() {
        return wishes.createsSessions;
    }
}
