package dev.parley.jetty;

import dev.parley.jsse.ParleySession;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.client.ALPNClientConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Offers the protocols of Jetty's client, and tells it which one the server chose. Found as a service. */
public final class ClientProtocols implements ALPNProcessor.Client {
    @Override
    public boolean appliesTo(SSLEngine engine) {
        return engine.getSession() instanceof ParleySession;
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        var offering = (ALPNClientConnection) connection;
        var parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(offering.getProtocols().toArray(String[]::new));
        engine.setSSLParameters(parameters);
        ((SslConnection.SslEndPoint) offering.getEndPoint()).getSslConnection().addHandshakeListener(
            new SslHandshakeListener() {
                @Override
                public void handshakeSucceeded(Event event) {
                    var chosen = event.getSSLEngine().getApplicationProtocol();
                    offering.selected(chosen.isEmpty() ? null : chosen);
                }
            });
    }
}
