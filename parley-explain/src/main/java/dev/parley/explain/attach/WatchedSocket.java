package dev.parley.explain.attach;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Does what the socket within does, which stands on another whose bytes are heard. Before it is connected there is only a
 * form to be filled in, since providers put sockets on connected ones alone.
 */
final class WatchedSocket extends PlainSide {
    /** Puts a socket of the provider on a connected one. */
    @FunctionalInterface
    interface Layer {
        /** @param host as the program gave it; empty for servers */
        SSLSocket on(HeardSocket plain, Optional<String> host) throws IOException;
    }

    private final Explain how;
    private final Layer layer;
    private final HeardSocket below;
    private final Map<HandshakeCompletedListener, HandshakeCompletedListener> listeners = new HashMap<>();
    private BiFunction<SSLSocket, List<String>, String> selector;
    private SSLSocket socket;
    private Tap tap;

    /** A socket that is not connected yet. @param form of the provider */
    WatchedSocket(Explain how, HeardSocket plain, Layer layer, SSLSocket form) {
        super(plain);
        this.how = how;
        this.layer = layer;
        this.below = plain;
        this.socket = form;
    }

    /** On a connected one. @param host as the program knows it */
    WatchedSocket(Explain how, HeardSocket plain, Layer layer, Optional<String> host) throws IOException {
        this(how, plain, layer, (SSLSocket) null);
        put(host);
    }

    private void put(Optional<String> host) throws IOException {
        socket = layer.on(below, host);
        tap = new Tap(how, Party.of(socket, host));
        below.tell(tap);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
        if (tap != null) throw new java.net.SocketException("already connected");
        plain.connect(address, timeout);
        var form = socket;
        put(address instanceof InetSocketAddress there ? Optional.of(there.getHostString()) : Optional.empty());
        socket.setUseClientMode(form.getUseClientMode());
        socket.setEnableSessionCreation(form.getEnableSessionCreation());
        socket.setSSLParameters(form.getSSLParameters());
        for (var listener : listeners.values()) socket.addHandshakeCompletedListener(listener);
        if (selector != null) setHandshakeApplicationProtocolSelector(selector);
        form.close();
    }

    private interface Doing<T> {
        T run() throws IOException;
    }

    private <T> T watched(Doing<T> doing) throws IOException {
        if (tap == null) return doing.run();
        try {
            return ScopedValue.where(Tap.CURRENT, tap).call(doing::run);
        } catch (SSLException e) {
            throw tap.explained(e);
        }
    }

    @Override
    public void startHandshake() throws IOException {
        watched(() -> {
            socket.startHandshake();
            return null;
        });
    }

    /** A handshake that this begins, and that fails, is not explained: there is no exception. */
    @Override
    public SSLSession getSession() {
        return tap == null ? socket.getSession() : ScopedValue.where(Tap.CURRENT, tap).call(socket::getSession);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(socket.getInputStream()) {
            @Override
            public int read() throws IOException {
                return came(watched(in::read));
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return came(watched(() -> in.read(bytes, offset, length)));
            }

            private int came(int read) {
                if (read > 0) tap.forget();
                return read;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(socket.getOutputStream()) {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[]{(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                watched(() -> {
                    out.write(bytes, offset, length);
                    return null;
                });
            }
        };
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        HandshakeCompletedListener told = event -> listener
            .handshakeCompleted(new HandshakeCompletedEvent(this, event.getSession()));
        listeners.put(listener, told);
        socket.addHandshakeCompletedListener(told);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        var told = listeners.remove(listener);
        socket.removeHandshakeCompletedListener(told == null ? listener : told);
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLSocket, List<String>, String> choice) {
        selector = choice;
        socket.setHandshakeApplicationProtocolSelector(
            choice == null ? null : (_, protocols) -> choice.apply(this, protocols));
    }

    @Override
    public BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return selector;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        plain.close();
    }

    @Override
    public boolean isClosed() {
        return tap == null ? plain.isClosed() : socket.isClosed();
    }

    @Override
    public String toString() {
        return socket.toString();
    }

    // ---- the rest is the socket's

    @Override
    public SSLSession getHandshakeSession() {
        return socket.getHandshakeSession();
    }

    @Override
    public String getApplicationProtocol() {
        return socket.getApplicationProtocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return socket.getHandshakeApplicationProtocol();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return socket.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return socket.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        socket.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return socket.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return socket.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        socket.setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean client) {
        socket.setUseClientMode(client);
    }

    @Override
    public boolean getUseClientMode() {
        return socket.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        socket.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return socket.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        socket.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return socket.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean may) {
        socket.setEnableSessionCreation(may);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return socket.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return socket.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        socket.setSSLParameters(parameters);
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }
}
