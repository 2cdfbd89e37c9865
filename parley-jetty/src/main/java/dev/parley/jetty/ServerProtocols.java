package dev.parley.jetty;

import dev.parley.jsse.ParleySession;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Lets Jetty's server choose among the protocols that a client offers (RFC 7301 section 3.2). Found as a service. */
public final class ServerProtocols implements ALPNProcessor.Server {
    @Override
    public boolean appliesTo(SSLEngine engine) {
        return engine.getSession() instanceof ParleySession;
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        var choosing = (ALPNServerConnection) connection;
        engine.setHandshakeApplicationProtocolSelector((itself, offered) -> {
            choosing.select(offered);
            return choosing.getProtocol();
        });
        ((SslConnection.SslEndPoint) choosing.getEndPoint()).getSslConnection().addHandshakeListener(
            new SslHandshakeListener() {
                @Override
                public void handshakeSucceeded(Event event) {
                    if (choosing.getProtocol() == null) choosing.unsupported(); // the client has offered none
                }
            });
    }
}
