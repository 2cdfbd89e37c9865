package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.lab.LabCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;

/** A TLS that Java programs reach through {@code javax.net.ssl}. It talks over sockets too, each server on a thread of its own. */
abstract class Jsse implements Peer {
    private static final char[] PASSWORD = "interop".toCharArray();
    private static final int PATIENCE_MILLIS = Program.PATIENCE_SECONDS * 1000;

    private final Papers papers;
    private final Provider provider;

    Jsse(Papers papers, Provider provider) {
        this.papers = papers;
        this.provider = provider;
    }

    /** Does it know {@link #updateKeys}? */
    boolean canUpdateKeys() {
        return false;
    }

    /** Makes the peer write with new keys and ask for the same. */
    void updateKeys(SSLSocket socket) throws IOException {
        throw new UnsupportedOperationException(name());
    }

    /** Sets what only this provider knows how to set. */
    void prepare(Setup setup, SSLParameters parameters, boolean client) throws PeerCannot {
        if (setup.twist() == Twist.PEER_UPDATES_KEYS && !canUpdateKeys())
            throw new PeerCannot("has no call to update keys");
        if (client && setup.twist() == Twist.MAX_FRAGMENT_LENGTH)
            throw new PeerCannot("has no setting for max_fragment_length");
        if (!client && setup.twist() == Twist.COOKIE) throw new PeerCannot("has no setting to ask for a cookie");
    }

    /** Can it be restricted to this suite? Else it is left to Parley. */
    boolean canChoose(CipherSuite suite) {
        return true;
    }

    /** Sets what has no place in {@link SSLParameters}. */
    void lastly(Setup setup, SSLSocket socket, boolean client) {}

    /** The group that it guesses first, as client, where it is to be sent back. */
    NamedGroup wrongGuess(Setup setup) {
        return setup.wrongGuess();
    }

    // ---- for clients that come back

    @Override
    public Returning returning() {
        return new JsseReturning(this, papers);
    }

    abstract Optional<String> limit(Return kind, Side role);

    /** Why there is none. */
    String withoutEarlyData() {
        return "javax.net.ssl has no call for early data";
    }

    /** Sets what only this provider knows how to set. */
    void prepare(Return kind, SSLSocket socket) {}

    /** A context that keeps its sessions for clients that come back like this. */
    SSLContext returningContext(Return kind, LabCertificate own) throws PeerCannot {
        return context(own);
    }

    // ---- as server

    @Override
    public Serving serve(Setup setup) throws PeerCannot, IOException {
        var context = context(papers.server(setup.server()));
        check(setup, context);
        prepare(setup, new SSLParameters(), false);
        return new ThreadServing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()),
            socket -> talkAsServer(setup, context, socket));
    }

    private void talkAsServer(Setup setup, SSLContext context, Socket plain) throws IOException, PeerCannot {
        plain.setSoTimeout(PATIENCE_MILLIS);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            var parameters = parameters(setup, socket, false);
            if (setup.client().isPresent() || setup.twist() == Twist.CERTIFICATE_MISSING)
                parameters.setNeedClientAuth(true);
            else if (setup.twist() == Twist.CERTIFICATE_OPTIONAL) parameters.setWantClientAuth(true);
            var asked = new AskedFor();
            parameters.setSNIMatchers(List.of(asked));
            socket.setSSLParameters(parameters);
            lastly(setup, socket, false);
            socket.startHandshake();
            checkServer(setup, socket, asked);
            var first = socket.getInputStream().readNBytes(Talk.SHORT.length);
            if (setup.twist() == Twist.PEER_UPDATES_KEYS) updateKeys(socket);
            socket.getOutputStream().write(first);
            Talk.sendBack(socket.getInputStream(), socket.getOutputStream());
        }
    }

    private static void checkServer(Setup setup, SSLSocket socket, AskedFor asked) throws IOException {
        if (!Talk.PROTOCOL.equals(socket.getApplicationProtocol()))
            throw new IOException("protocol is " + socket.getApplicationProtocol());
        if (!asked.name.equals(Talk.HOST)) throw new IOException("server name is " + asked.name);
        if (setup.client().isPresent() && socket.getSession().getPeerCertificates().length == 0)
            throw new IOException("no client certificate");
    }

    /** Takes any name, and remembers it: not every session can tell. */
    private static final class AskedFor extends SNIMatcher {
        private volatile String name = "";

        AskedFor() {
            super(StandardConstants.SNI_HOST_NAME);
        }

        @Override
        public boolean matches(SNIServerName asked) {
            name = new String(asked.getEncoded(), StandardCharsets.US_ASCII);
            return true;
        }
    }

    // ---- as client

    @Override
    public void call(Setup setup, InetSocketAddress server) throws PeerCannot, IOException, InterruptedException {
        var context = context(setup.client().map(papers::client).orElse(null));
        check(setup, context);
        var plain = new Socket();
        plain.connect(server, PATIENCE_MILLIS);
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(PATIENCE_MILLIS);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, Talk.HOST, 443, true)) {
            var parameters = parameters(setup, socket, true);
            parameters.setServerNames(List.of(new SNIHostName(Talk.HOST)));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            lastly(setup, socket, true);
            talkAsClient(setup, socket);
        } catch (IOException e) {
            if (!setup.shallFail()) throw e;
            if (!e.toString().toLowerCase(Locale.ROOT).contains("alert"))
                throw new IOException("no alert was seen", e);
        }
    }

    private void talkAsClient(Setup setup, SSLSocket socket) throws PeerCannot, IOException, InterruptedException {
        socket.startHandshake();
        if (!setup.shallFail() && !Talk.PROTOCOL.equals(socket.getApplicationProtocol()))
            throw new IOException("protocol is " + socket.getApplicationProtocol());
        Talk.echo(Talk.SHORT, socket.getInputStream(), socket.getOutputStream());
        if (setup.twist() == Twist.PEER_UPDATES_KEYS) updateKeys(socket);
        Talk.echo(Talk.LONG, socket.getInputStream(), socket.getOutputStream());
    }

    // ---- for both

    private SSLParameters parameters(Setup setup, SSLSocket socket, boolean client) throws PeerCannot {
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[]{
            setup.twist() == Twist.OTHER_PROTOCOL ? Talk.OTHER_PROTOCOL : Talk.PROTOCOL});
        if (setup.twist() == Twist.DEFAULTS) return parameters;
        parameters.setProtocols(new String[]{setup.is13() ? "TLSv1.3" : "TLSv1.2"});
        if (setup.suite().isPresent() && canChoose(setup.suite().get()))
            parameters.setCipherSuites(new String[]{setup.suite().get().name()});
        var groups = new ArrayList<NamedGroup>();
        if (client && setup.retry()) groups.add(wrongGuess(setup));
        setup.group().ifPresent(groups::add);
        if (!groups.isEmpty())
            parameters.setNamedGroups(groups.stream().map(NamedGroup::name).toArray(String[]::new));
        prepare(setup, parameters, client);
        return parameters;
    }

    /** Asks it what it can do. */
    private void check(Setup setup, SSLContext context) throws PeerCannot {
        var supported = context.getSupportedSSLParameters();
        if (setup.suite().isPresent()
            && !Arrays.asList(supported.getCipherSuites()).contains(setup.suite().get().name()))
            throw new PeerCannot("getSupportedSSLParameters() names no such suite");
        var groups = Optional.ofNullable(supported.getNamedGroups());
        if (groups.isPresent() && setup.group().filter(it -> !List.of(groups.get()).contains(it.name())).isPresent())
            throw new PeerCannot("getSupportedSSLParameters() names no such group");
    }

    SSLContext context(LabCertificate own) {
        try {
            var context = SSLContext.getInstance("TLS", provider);
            var trust = TrustManagerFactory.getInstance("PKIX", trustManagers());
            trust.init(trusted());
            context.init(own == null ? new KeyManager[0] : keyManagers(own), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Holds this certificate and its key. */
    KeyManager[] keyManagers(LabCertificate own) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", own.key(), PASSWORD, own.chain().toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX", "SunJSSE");
        keys.init(store, PASSWORD);
        return keys.getKeyManagers();
    }

    /** Where its trust managers come from. */
    Provider trustManagers() {
        return provider;
    }

    private static KeyStore trusted() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", Papers.root());
        return store;
    }
}
