package dev.parley.jsse;

import java.net.Socket;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** What a socket can be asked and told, apart from moving bytes. */
abstract class SocketSettings extends DelegatingSocket {
    final Endpoint<SSLSocket> endpoint;

    SocketSettings(Setup setup, Socket raw, String host, int port) {
        super(raw);
        this.endpoint = new Endpoint<>(setup, this, new Face.OfSocket(this), host, port);
    }

    @Override
    public SSLSession getHandshakeSession() {
        return endpoint.handshakeSession();
    }

    @Override
    public String getApplicationProtocol() {
        return endpoint.protocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return endpoint.handshakeProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLSocket, List<String>, String> selector) {
        endpoint.wishes.protocolSelector = selector;
    }

    @Override
    public BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return endpoint.wishes.protocolSelector;
    }

    @Override
    public SSLParameters getSSLParameters() {
        return endpoint.wishes.parameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        endpoint.wishes.take(parameters);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return endpoint.setup().defaults().supportedSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return endpoint.wishes.suites.clone();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        endpoint.wishes.suites = Vocabulary.checkedSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return Vocabulary.names(Vocabulary.SPOKEN);
    }

    @Override
    public String[] getEnabledProtocols() {
        return endpoint.wishes.protocols.clone();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        endpoint.wishes.protocols = Vocabulary.checkedVersions(protocols);
    }

    @Override
    public void setUseClientMode(boolean client) {
        endpoint.role(client);
    }

    @Override
    public boolean getUseClientMode() {
        return endpoint.client;
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        endpoint.wishes.need(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return endpoint.wishes.needsClient;
    }

    @Override
    public void setWantClientAuth(boolean want) {
        endpoint.wishes.want(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return endpoint.wishes.wantsClient;
    }

    @Override
    public void setEnableSessionCreation(boolean on) {
        endpoint.wishes.createsSessions = on;
    }

    @Override
    public boolean getEnableSessionCreation() {
        return endpoint.wishes.createsSessions;
    }
}
