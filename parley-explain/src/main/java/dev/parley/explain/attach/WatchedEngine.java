package dev.parley.explain.attach;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** Does what the engine within does, and lets the bytes that pass be heard. */
final class WatchedEngine extends SSLEngine {
    private final SSLEngine engine;
    private final Tap tap;
    private BiFunction<SSLEngine, List<String>, String> selector;

    WatchedEngine(SSLEngine engine, Tap tap) {
        this.engine = engine;
        this.tap = tap;
    }

    private interface Doing<T> {
        T run() throws SSLException;
    }

    private <T> T watched(Doing<T> doing) throws SSLException {
        try {
            return ScopedValue.where(Tap.CURRENT, tap).call(doing::run);
        } catch (SSLException e) {
            throw tap.explained(e);
        }
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer net) throws SSLException {
        var said = net.duplicate();
        var result = watched(() -> engine.wrap(sources, offset, length, net));
        tap.sent(said.limit(net.position()));
        return result;
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer net, ByteBuffer[] destinations, int offset, int length)
        throws SSLException {
        var heard = net.duplicate();
        var result = watched(() -> {
            try {
                return engine.unwrap(net, destinations, offset, length);
            } catch (SSLException e) {
                tap.received(heard); // it may not have taken what it chokes on
                throw e;
            }
        });
        tap.received(heard.limit(net.position()));
        if (result.bytesProduced() > 0) tap.forget();
        return result;
    }

    @Override
    public Runnable getDelegatedTask() {
        var task = engine.getDelegatedTask();
        return task == null ? null : () -> ScopedValue.where(Tap.CURRENT, tap).run(task);
    }

    @Override
    public void beginHandshake() throws SSLException {
        watched(() -> {
            engine.beginHandshake();
            return null;
        });
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLEngine, List<String>, String> choice) {
        selector = choice;
        engine.setHandshakeApplicationProtocolSelector(
            choice == null ? null : (_, protocols) -> choice.apply(this, protocols));
    }

    @Override
    public BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return selector;
    }

    // ---- the rest is the engine's

    @Override
    public SSLSession getSession() {
        return engine.getSession();
    }

    @Override
    public SSLSession getHandshakeSession() {
        return engine.getHandshakeSession();
    }

    @Override
    public String getApplicationProtocol() {
        return engine.getApplicationProtocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return engine.getHandshakeApplicationProtocol();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return engine.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return engine.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        engine.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return engine.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return engine.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        engine.setEnabledProtocols(protocols);
    }

    @Override
    public void setUseClientMode(boolean client) {
        engine.setUseClientMode(client);
    }

    @Override
    public boolean getUseClientMode() {
        return engine.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        engine.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return engine.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        engine.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return engine.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean may) {
        engine.setEnableSessionCreation(may);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return engine.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return engine.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        engine.setSSLParameters(parameters);
    }

    @Override
    public void closeInbound() throws SSLException {
        engine.closeInbound();
    }

    @Override
    public boolean isInboundDone() {
        return engine.isInboundDone();
    }

    @Override
    public void closeOutbound() {
        engine.closeOutbound();
    }

    @Override
    public boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    @Override
    public String getPeerHost() {
        return engine.getPeerHost();
    }

    @Override
    public int getPeerPort() {
        return engine.getPeerPort();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        return engine.getHandshakeStatus();
    }
}
