package dev.parley.explain.attach;

import dev.parley.config.Side;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** What may be asked of an engine or a socket that is watched. */
interface Party {
    Side side();

    SSLParameters parameters();

    /** Whom a client wants to reach. */
    Optional<String> host();

    /** Whose name must stand in the certificate: only where the program wants it to. */
    default Optional<String> hostToCheck() {
        var check = parameters().getEndpointIdentificationAlgorithm();
        return check == null || check.isEmpty() ? Optional.empty() : host();
    }

    default List<String> suites() {
        return List.of(parameters().getCipherSuites());
    }

    default List<String> protocols() {
        return List.of(parameters().getProtocols());
    }

    static Party of(SSLEngine engine) {
        return new Party() {
            @Override
            public Side side() {
                return engine.getUseClientMode() ? Side.CLIENT : Side.SERVER;
            }

            @Override
            public SSLParameters parameters() {
                return engine.getSSLParameters();
            }

            @Override
            public Optional<String> host() {
                return Optional.ofNullable(engine.getPeerHost());
            }
        };
    }

    /** @param host as the program gave it, before any address was looked up */
    static Party of(SSLSocket socket, Optional<String> host) {
        return new Party() {
            @Override
            public Side side() {
                return socket.getUseClientMode() ? Side.CLIENT : Side.SERVER;
            }

            @Override
            public SSLParameters parameters() {
                return socket.getSSLParameters();
            }

            @Override
            public Optional<String> host() {
                return host;
            }
        };
    }
}
