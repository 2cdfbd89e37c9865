package dev.parley.explain.attach;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** Accepts plain connections, and puts sockets of the provider on them, with what was said to its form. */
final class WatchedServerSocket extends SSLServerSocket {
    private final WatchedSocketFactory sockets;
    private final SSLServerSocket form;

    /** Not bound yet. @param form a server socket of the provider, which is never bound */
    WatchedServerSocket(WatchedSocketFactory sockets, SSLServerSocket form) throws IOException {
        this.sockets = sockets;
        this.form = form;
    }

    @Override
    public Socket accept() throws IOException {
        var plain = new Socket();
        implAccept(plain);
        var socket = sockets.accepted(plain, null, true);
        socket.setUseClientMode(form.getUseClientMode());
        socket.setEnableSessionCreation(form.getEnableSessionCreation());
        socket.setSSLParameters(form.getSSLParameters());
        return socket;
    }

    @Override
    public void close() throws IOException {
        super.close();
        form.close();
    }

    // ---- the rest is the form's

    @Override
    public String[] getSupportedCipherSuites() {
        return form.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return form.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        form.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return form.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return form.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        form.setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean client) {
        form.setUseClientMode(client);
    }

    @Override
    public boolean getUseClientMode() {
        return form.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        form.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return form.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        form.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return form.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean may) {
        form.setEnableSessionCreation(may);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return form.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return form.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        form.setSSLParameters(parameters);
    }
}
