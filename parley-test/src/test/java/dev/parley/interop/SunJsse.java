package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.lab.LabCertificate;
import java.io.IOException;
import java.security.Security;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The TLS that comes with the JDK. */
final class SunJsse extends Jsse {
    SunJsse(Papers papers) {
        super(papers, Security.getProvider("SunJSSE"));
    }

    @Override
    public String name() {
        return "SunJSSE";
    }

    @Override
    public String version() {
        return "JDK " + System.getProperty("java.version");
    }

    @Override
    public Optional<String> limit(Setup setup, Side role) {
        if (setup.suite().filter(it -> it.keyExchange() == KeyExchange.RSA).isPresent()
            && Security.getProperty("jdk.tls.disabledAlgorithms").contains("TLS_RSA_*"))
            return Optional.of("jdk.tls.disabledAlgorithms has TLS_RSA_*");
        if (setup.isCbc() && setup.encryptThenMac()) return Optional.of("does not know encrypt_then_mac");
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT) return Optional.of("does not know record_size_limit");
        if (setup.twist() == Twist.COOKIE && !setup.retry() && role == Side.CLIENT)
            return Optional.of("makes a new key share when it is only asked for a cookie, which RFC 9846 section 4.2.2 "
                + "does not allow");
        if (setup.needs("ML_DSA")) return Optional.of("does not sign with ML-DSA in TLS");
        return Optional.empty();
    }

    /** It sends a share for one group of each family, so only another of the same family is a wrong guess. */
    @Override
    NamedGroup wrongGuess(Setup setup) {
        var group = setup.group().orElseThrow();
        return switch (group.kind()) {
            case MONTGOMERY -> group.equals(NamedGroup.X25519) ? NamedGroup.X448 : NamedGroup.X25519;
            case NIST -> group.equals(NamedGroup.SECP256R1) ? NamedGroup.SECP384R1 : NamedGroup.SECP256R1;
            case FINITE_FIELD -> group.equals(NamedGroup.FFDHE2048) ? NamedGroup.FFDHE3072 : NamedGroup.FFDHE2048;
            default -> setup.wrongGuess();
        };
    }

    @Override
    void prepare(Setup setup, SSLParameters parameters, boolean client) throws PeerCannot {
        super.prepare(setup, parameters, client);
        if (!setup.is13() && !setup.extendedMainSecret())
            throw new PeerCannot("turns the extended main secret off for the whole JVM or not at all");
    }

    @Override
    Optional<String> limit(Return kind, Side role) {
        return Optional.empty();
    }

    /** Each new context looks into the properties, so no other may be made at the same time. */
    @Override
    SSLContext returningContext(Return kind, LabCertificate own) {
        synchronized (SunJsse.class) {
            System.setProperty(TICKETS, Boolean.toString(kind != Return.STATEFUL_13));
            try {
                return context(own);
            } finally {
                System.clearProperty(TICKETS);
            }
        }
    }

    private static final String TICKETS = "jdk.tls.server.enableSessionTicketExtension";

    @Override
    boolean canUpdateKeys() {
        return true;
    }

    /** In TLS 1.3 a second handshake is an update of keys. */
    @Override
    void updateKeys(SSLSocket socket) throws IOException {
        socket.startHandshake();
    }

    /** It takes the shared secret for a number, and numbers have no zeros in front. */
    @Override
    public boolean losesZeros(Setup setup) {
        return setup.is13() && setup.isFiniteField();
    }
}
