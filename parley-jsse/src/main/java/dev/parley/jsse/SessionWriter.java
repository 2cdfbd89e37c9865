package dev.parley.jsse;

import dev.parley.credential.CertificateCompression;
import dev.parley.extension.PostHandshakeAuth;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.extension.StatusRequest;
import dev.parley.extension.Alpn;
import dev.parley.extension.ExtensionBlock;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Exporter;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateStatus;
import dev.parley.message.ClientHello;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.Decision;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;

/** Writes down what the handshake says, so that managers and selectors can see it while it goes on. */
final class SessionWriter implements Observer {
    private final Session session;
    private final Exporter exporter;
    /** The application protocol, once it is chosen; {@code ""} for none. */
    volatile String protocol;
    /** Server: may the client be asked for a certificate once the handshake is complete? */
    volatile boolean offersLater;
    private volatile boolean asking;

    SessionWriter(Session session, Exporter exporter) {
        this.session = session;
        this.exporter = exporter;
    }

    @Override
    public boolean wantsRecords() {
        return false;
    }

    @Override
    public void decision(Decision decision) {
        switch (decision.kind()) {
            case VERSION -> Vocabulary.SPOKEN.stream().filter(it -> it.name().equals(decision.chosen())).findFirst()
                .ifPresent(it -> session.version = it);
            case CIPHER_SUITE -> CipherSuite.named(decision.chosen()).ifPresent(it -> session.suite = it);
            default -> {}
        }
    }

    @Override
    public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, dev.parley.wire.Bytes bytes) {
        switch (message) {
            case ClientHello hello when way == Way.IN -> {
                session.greeted(dialect, bytes);
                client(hello.extensions());
            }
            case CertificateRequest13 request when way == Way.OUT ->
                asking = !request.certificateRequestContext().isEmpty();
            case ServerHello hello -> {
                if (way == Way.IN) session.greeted(dialect, bytes);
                session.suite = hello.cipherSuite();
                session.version = hello.version();
                if (!hello.version().equals(ProtocolVersion.TLS_1_3)) protocol(hello.extensions());
            }
            case EncryptedExtensions answers -> protocol(answers.extensions());
            case CertificateRequest13 request when way == Way.IN -> schemes(request.extensions());
            case CertificateRequest12 request when way == Way.IN ->
                session.peerSchemes = request.supportedSignatureAlgorithms();
            case Certificate13 shown when way == Way.IN -> stapled(shown);
            case CompressedCertificate shown when way == Way.IN ->
                stapled(shown.decompressed(CertificateCompression.installed(), Integer.MAX_VALUE));
            case CertificateStatus status when way == Way.IN ->
                session.statuses = List.of(status.status().response().toArray());
            default -> {}
        }
    }

    /** What was hidden counts, and not the hello around it. RFC 9849. */
    @Override
    public void hidden(Way way, ClientHello hello, dev.parley.wire.Bytes bytes) {
        if (way == Way.IN) client(hello.extensions());
    }

    @Override
    public void established(Facts facts) {
        session.established(facts, exporter);
    }

    @Override
    public void authenticated(Facts facts) {
        session.authenticated(facts);
        asking = false;
    }

    /** Server: was the client asked since the handshake, and has it not answered yet? */
    boolean isAsking() {
        return asking;
    }

    /** A session of a failed connection is not to be continued. RFC 5246 section 7.2.2. */
    @Override
    public void failure(HandshakeFailure failure) {
        session.invalidate();
    }

    private void client(ExtensionBlock hello) {
        schemes(hello);
        offersLater = hello.has(PostHandshakeAuth.IT);
        hello.offered(ServerName.IT).ifPresent(it -> session.serverNames = names(it));
    }

    private void schemes(ExtensionBlock asked) {
        var forCertificates = SignatureAlgorithmsCert.in(asked);
        session.peerSchemes = forCertificates.isEmpty() ? SignatureAlgorithms.in(asked) : forCertificates;
    }

    private static List<SNIServerName> names(ServerName.Names asked) {
        var names = new ArrayList<SNIServerName>();
        for (var name : asked.names()) {
            try {
                names.add(name.type() == 0 ? new SNIHostName(name.name().toArray())
                    : new OtherName(name.type(), name.name().toArray()));
            } catch (IllegalArgumentException _) {
                continue; // the handshake judges whether it is malformed
            }
        }
        return List.copyOf(names);
    }

    private static final class OtherName extends SNIServerName {
        OtherName(int type, byte[] encoded) {
            super(type, encoded);
        }
    }

    private void protocol(ExtensionBlock answers) {
        protocol = Alpn.in(answers).map(dev.parley.wire.Bytes::latin1).orElse("");
    }

    private void stapled(Certificate13 shown) {
        var responses = new ArrayList<byte[]>();
        for (var entry : shown.certificateList())
            entry.extensions().find(StatusRequest.IT, StatusRequest.Status.class)
                .ifPresent(it -> responses.add(it.response().toArray()));
        session.statuses = List.copyOf(responses);
    }
}
