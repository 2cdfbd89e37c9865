package dev.parley.jsse;

import dev.parley.ChannelBinding;
import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import dev.parley.fingerprint.Fingerprints;
import dev.parley.handshake.Exporter;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Dialect;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.security.Principal;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;

/**
 * A session: first of the handshake, filled by {@link SessionWriter} as the handshake goes on, then of the connection.
 * Thread-safe: it is written by the thread that drives the handshake and may be read by any.
 */
final class Session extends ExtendedSSLSession implements ParleySession {
    /** The longest record that TLS 1.2 allows without oversize, as the JDK counts. */
    static final int PACKET = 16_709;
    private static final int HEADER = 5;

    private final SessionStore store;
    private volatile Runnable forget = () -> {};
    private final String host;
    private final int port;
    private final long created = System.currentTimeMillis();
    private final SessionValues values = new SessionValues();
    private volatile byte[] id;
    private volatile boolean valid;
    private volatile X509Certificate[] local;
    private volatile List<Bytes> localChain = List.of();

    volatile ProtocolVersion version;
    volatile CipherSuite suite;
    volatile List<SignatureScheme> ownSchemes = List.of();
    volatile List<SignatureScheme> peerSchemes = List.of();
    volatile List<SNIServerName> serverNames = List.of();
    volatile List<byte[]> statuses = List.of();
    volatile X509Certificate[] peer;
    private volatile PeerHello hello;
    private volatile Facts facts;
    private volatile Exporter exporter;

    /** @param valid false for one that stands for none */
    Session(SessionStore store, String host, int port, boolean valid) {
        this.store = store;
        this.host = host;
        this.port = port;
        this.valid = valid;
    }

    /** Has the handshake said anything of it yet? */
    boolean isSeen() {
        return version != null || !peerSchemes.isEmpty();
    }

    /** The handshake is complete. */
    void established(Facts agreed, Exporter itsExporter) {
        version = agreed.version();
        suite = agreed.suite();
        exporter = itsExporter;
        if (peer == null && !agreed.peerChain().isEmpty()) peer = parsed(agreed.peerChain()); // of the session continued
        localChain = agreed.resumed() ? store.shown.recall(shownBy(agreed)) : agreed.localChain();
        if (!agreed.resumed()) store.shown.note(shownBy(agreed), agreed.localChain());
        facts = agreed;
    }

    /** The client has shown who it is after the handshake, or this side has. RFC 9846 section 4.7.2. */
    void authenticated(Facts agreed) {
        if (agreed.side() == Side.SERVER && !agreed.peerChain().isEmpty()) peer = parsed(agreed.peerChain());
        localChain = agreed.localChain();
        local = null;
        facts = agreed;
    }

    /** What the certificates of this side are chosen by. */
    private Object shownBy(Facts agreed) {
        return agreed.side() == Side.CLIENT ? host + ":" + port : List.of(serverNames, peerSchemes);
    }

    @Override
    public Optional<Facts> facts() {
        return Optional.ofNullable(facts);
    }

    /** The peer has said hello. The first time counts: after a HelloRetryRequest the other hello is as the server wants it. */
    void greeted(Dialect dialect, Bytes message) {
        if (hello == null) hello = new PeerHello(dialect, message);
    }

    @Override
    public Fingerprints fingerprints() {
        var said = hello;
        return said == null ? Fingerprints.NONE : said.fingerprints();
    }

    @Override
    public byte[] getId() {
        if (version == null) return new byte[0];
        if (id == null) id = facts == null || facts.sessionId().isEmpty() ? fresh() : facts.sessionId().toArray();
        return id.clone();
    }

    private static byte[] fresh() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    @Override
    public SSLSessionContext getSessionContext() {
        return version == null ? null : store;
    }

    @Override
    public long getCreationTime() {
        return created;
    }

    @Override
    public long getLastAccessedTime() {
        return created;
    }

    @Override
    public void invalidate() {
        valid = false;
        forget.run();
    }

    /** What to do so that it is not continued. */
    void onInvalidate(Runnable action) {
        forget = action;
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public void putValue(String name, Object value) {
        values.put(this, name, value);
    }

    @Override
    public Object getValue(String name) {
        return values.get(name);
    }

    @Override
    public void removeValue(String name) {
        values.remove(this, name);
    }

    @Override
    public String[] getValueNames() {
        return values.names();
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        return verified().clone();
    }

    private X509Certificate[] verified() throws SSLPeerUnverifiedException {
        var chain = peer;
        if (chain == null) throw new SSLPeerUnverifiedException("peer not authenticated");
        return chain;
    }

    @Override
    public Certificate[] getLocalCertificates() {
        if (local == null && facts != null) local = parsed(localChain);
        return local == null || local.length == 0 ? null : local.clone();
    }

    private static X509Certificate[] parsed(List<Bytes> chain) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var parsed = new X509Certificate[chain.size()];
            for (int i = 0; i < parsed.length; i++)
                parsed[i] =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(chain.get(i).toArray()));
            return parsed;
        } catch (CertificateException failure) {
            throw new IllegalStateException("a certificate that was good before does not parse", failure);
        }
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return verified()[0].getSubjectX500Principal();
    }

    @Override
    public Principal getLocalPrincipal() {
        var own = getLocalCertificates();
        return own == null ? null : ((X509Certificate) own[0]).getSubjectX500Principal();
    }

    @Override
    public String getCipherSuite() {
        return suite == null ? "SSL_NULL_WITH_NULL_NULL" : suite.name();
    }

    @Override
    public String getProtocol() {
        return version == null ? "NONE" : Vocabulary.name(version);
    }

    @Override
    public String getPeerHost() {
        return host;
    }

    @Override
    public int getPeerPort() {
        return port;
    }

    @Override
    public int getPacketBufferSize() {
        return PACKET;
    }

    @Override
    public int getApplicationBufferSize() {
        return PACKET - HEADER;
    }

    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        return names(ownSchemes);
    }

    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        return names(peerSchemes);
    }

    private static String[] names(List<SignatureScheme> schemes) {
        return schemes.stream().map(Vocabulary::algorithm).toArray(String[]::new);
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        return serverNames;
    }

    @Override
    public List<byte[]> getStatusResponses() {
        return statuses.stream().map(byte[]::clone).toList();
    }

    @Override
    public SecretKey exportKeyingMaterialKey(String algorithm, String label, byte[] context, int length)
        throws SSLKeyException {
        if (algorithm.isEmpty()) throw new IllegalArgumentException("the key's algorithm is empty");
        try (var material = export(label, context, length)) {
            return material.use(bytes -> new SecretKeySpec(bytes, algorithm));
        }
    }

    @Override
    public byte[] exportKeyingMaterialData(String label, byte[] context, int length) throws SSLKeyException {
        try (var material = export(label, context, length)) {
            return material.use(byte[]::clone);
        }
    }

    @Override
    public Optional<Bytes> channelBinding(ChannelBinding kind) {
        var source = exporter;
        if (source == null) throw new IllegalStateException("the handshake is not complete");
        return kind.of(facts().orElseThrow(), source::export);
    }

    private Secret export(String label, byte[] context, int length) throws SSLKeyException {
        if (label.isEmpty()) throw new IllegalArgumentException("the label is empty");
        if (length < 1) throw new IllegalArgumentException("the length is not positive");
        var source = exporter;
        if (source == null) throw new IllegalStateException("the handshake is not complete");
        try {
            return source.export(label, context, length);
        } catch (IllegalStateException failure) {
            var wrapped = new SSLKeyException("the connection's secrets are gone");
            wrapped.initCause(failure);
            throw wrapped;
        }
    }

    @Override
    public String toString() {
        return "Session(" + created + "|" + getCipherSuite() + ")";
    }
}
