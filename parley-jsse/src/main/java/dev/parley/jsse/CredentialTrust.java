package dev.parley.jsse;

import dev.parley.credential.PeerChain;
import dev.parley.credential.PkixTrust;
import dev.parley.credential.Trust;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CertificateType;
import dev.parley.wire.Bytes;
import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** Parley's trust manager, for Parley and for whoever else asks it. */
final class CredentialTrust extends X509ExtendedTrustManager {
    private final Supplier<Trust> source;
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(null, 0));

    private record Seen(Trust trust, long generation) {}

    CredentialTrust(Supplier<Trust> source) {
        this.source = source;
    }

    /** The one of this moment. */
    Trust trust() {
        return source.get();
    }

    /** Changes whenever the source gives another trust. */
    @SuppressWarnings("ReferenceEquality") // another object is another trust
    long generation() {
        var now = source.get();
        return seen.updateAndGet(old -> old.trust == now ? old : new Seen(now, old.generation + 1)).generation;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(PeerChain.Side.CLIENT, chain, authType, Optional.empty());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(PeerChain.Side.SERVER, chain, authType, Optional.empty());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
        check(PeerChain.Side.CLIENT, chain, authType, Optional.empty());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
        check(PeerChain.Side.SERVER, chain, authType, socket instanceof SSLSocket it
            ? host(it.getSSLParameters(), it.getHandshakeSession()) : Optional.empty());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
        check(PeerChain.Side.CLIENT, chain, authType, Optional.empty());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
        check(PeerChain.Side.SERVER, chain, authType, engine == null ? Optional.empty()
            : host(engine.getSSLParameters(), engine.getHandshakeSession()));
    }

    private static Optional<String> host(SSLParameters parameters, SSLSession handshake) throws CertificateException {
        var how = parameters.getEndpointIdentificationAlgorithm();
        if (how == null || how.isEmpty()) return Optional.empty();
        if (handshake == null) throw new CertificateException("No handshake session");
        if (handshake.getPeerHost() == null) throw new CertificateException("the host is to be checked, but not known");
        return Optional.of(handshake.getPeerHost());
    }

    private void check(PeerChain.Side side, X509Certificate[] chain, String authType, Optional<String> host)
        throws CertificateException {
        if (chain == null || chain.length == 0)
            throw new IllegalArgumentException("null or zero-length certificate chain");
        if (authType == null || authType.isEmpty())
            throw new IllegalArgumentException("null or zero-length authentication type");
        var encoded = new ArrayList<Bytes>();
        for (var certificate : chain) encoded.add(encoded(certificate));
        try {
            trust().check(new PeerChain(side, encoded, host, authType, Instant.now(), CertificateType.X509, false,
                List.of(), List.of()));
        } catch (HandshakeFailure failure) {
            throw Failures.refusal(failure);
        }
    }

    private static Bytes encoded(X509Certificate certificate) throws CertificateEncodingException {
        return Bytes.own(certificate.getEncoded());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return switch (trust()) {
            case PkixTrust pkix -> pkix.anchors().certificates().toArray(X509Certificate[]::new);
            case BuiltTrust built -> built.issuers();
            default -> new X509Certificate[0];
        };
    }
}
