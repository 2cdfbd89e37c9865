package dev.parley.interop;

import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import java.util.Optional;

/**
 * What the two sides of a cell shall agree on. Both are set so that nothing else can come out.
 *
 * @param title the row's name within its section
 * @param suite empty for whatever the defaults bring
 * @param group empty where there is none, or where any will do
 * @param client the client's key, for mutual authentication
 * @param retry shall the client guess the wrong group first?
 * @param extendedMainSecret TLS 1.2: shall it be used? RFC 7627
 * @param encryptThenMac TLS 1.2 with CBC: shall it be used? RFC 7366
 */
record Setup(String title, ProtocolVersion version, Optional<CipherSuite> suite, Optional<NamedGroup> group,
    KeyKind server, Optional<KeyKind> client, boolean retry, boolean extendedMainSecret, boolean encryptThenMac,
    Twist twist) {
    static Setup tls13(String title) {
        return new Setup(title, ProtocolVersion.TLS_1_3, Optional.of(CipherSuite.TLS_AES_128_GCM_SHA256),
            Optional.of(NamedGroup.X25519), KeyKind.P256, Optional.empty(), false, true, false, Twist.NONE);
    }

    static Setup tls12(String title, CipherSuite suite) {
        boolean cbc = suite.cipher().kind() == BulkCipher.Kind.CBC;
        return new Setup(title, ProtocolVersion.TLS_1_2, Optional.of(suite), Optional.empty(),
            suite.name().contains("_ECDSA_") ? KeyKind.P256 : KeyKind.RSA_2048, Optional.empty(), false, true, cbc,
            Twist.NONE);
    }

    Setup suite(CipherSuite other) {
        return new Setup(title, version, Optional.of(other), group, server, client, retry, extendedMainSecret,
            encryptThenMac, twist);
    }

    Setup group(NamedGroup other) {
        return new Setup(title, version, suite, Optional.of(other), server, client, retry, extendedMainSecret,
            encryptThenMac, twist);
    }

    Setup server(KeyKind kind) {
        return new Setup(title, version, suite, group, kind, client, retry, extendedMainSecret, encryptThenMac, twist);
    }

    Setup client(KeyKind kind) {
        return new Setup(title, version, suite, group, server, Optional.of(kind), retry, extendedMainSecret,
            encryptThenMac, twist);
    }

    Setup retried() {
        return new Setup(title, version, suite, group, server, client, true, extendedMainSecret, encryptThenMac,
            twist);
    }

    Setup withoutExtendedMainSecret() {
        return new Setup(title, version, suite, group, server, client, retry, false, encryptThenMac, twist);
    }

    Setup withoutEncryptThenMac() {
        return new Setup(title, version, suite, group, server, client, retry, extendedMainSecret, false, twist);
    }

    Setup twist(Twist other) {
        return new Setup(title, version, suite, group, server, client, retry, extendedMainSecret, encryptThenMac,
            other);
    }

    Setup defaults() {
        return new Setup(title, version, Optional.empty(), Optional.empty(), server, client, false, true,
            encryptThenMac, Twist.DEFAULTS);
    }

    boolean is13() {
        return version.equals(ProtocolVersion.TLS_1_3);
    }

    boolean isCbc() {
        return suite.map(CipherSuite::cipher).filter(it -> it.kind() == BulkCipher.Kind.CBC).isPresent();
    }

    boolean isFiniteField() {
        return group.filter(it -> it.kind() == NamedGroup.Kind.FINITE_FIELD).isPresent();
    }

    /** Does either side have a key whose kind begins so? */
    boolean needs(String kind) {
        return server.name().startsWith(kind) || client.filter(it -> it.name().startsWith(kind)).isPresent();
    }

    /** The group that a client guesses first where it is to be sent back. */
    NamedGroup wrongGuess() {
        return group.orElseThrow().equals(NamedGroup.X25519) ? NamedGroup.SECP256R1 : NamedGroup.X25519;
    }

    /** Must the connection come to nothing? */
    boolean shallFail() {
        return twist == Twist.CERTIFICATE_MISSING || twist == Twist.OTHER_PROTOCOL;
    }
}
