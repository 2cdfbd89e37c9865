package dev.parley.cli;

import dev.parley.Cryptography;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.Crypto;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What is to happen in a demonstration. Options set it up; a {@link FailCase} then spoils it. Used once, on one thread.
 */
final class Plot {
    static final String HOST = "server.parley.test";

    /** How the conversation ends once both sides are connected. */
    enum Ending {
        CLEAN,
        /** The server's transport goes away without close_notify. */
        CUT
    }

    final ProtocolVersion version;
    final KeyExchange keyExchange;
    /** What the server's key is, until a case spoils it. */
    KeyKind kind;
    boolean mutual;
    /** Does the server show a key that its certificate has delegated to? */
    boolean delegated;
    /** Does the server know the client's authority, and has the client a certificate at all? */
    boolean clientIsKnown = true;
    boolean clientHasCertificate = true;
    /** Does the client trust the server's authority? */
    boolean serverIsTrusted = true;
    boolean serverIsSelfSigned;
    /** Does the server sign with another key than its certificate's? */
    boolean signsWithOtherKey;
    UnaryOperator<Spec> certificate = it -> it;
    String host = HOST;
    Optional<Meddler.Meddling> meddling = Optional.empty();
    Optional<RawPeer> rawServer = Optional.empty();
    Optional<RawPeer> rawClient = Optional.empty();
    Ending ending = Ending.CLEAN;
    /** Does the client ask its question along with its first hello, if it may? */
    boolean early;
    /** Does the client ask as soon as it may, whether the server is ready or not? */
    boolean hasty;

    private final List<Consumer<TlsSettings>> client = new ArrayList<>();
    private final List<Consumer<TlsSettings>> server = new ArrayList<>();

    Plot(ProtocolVersion version, KeyExchange keyExchange, KeyKind kind) {
        this.version = version;
        this.keyExchange = keyExchange;
        this.kind = kind;
        both(it -> it.versions(version).suites(suites()));
        both(it -> it.protocols("h2", "http/1.1"));
        plainly();
        if (keyExchange == KeyExchange.DHE) both(it -> it.groups(NamedGroup.FFDHE2048, NamedGroup.FFDHE3072));
        server(it -> it.clientAuth(mutual ? ClientAuth.NEED : ClientAuth.NONE));
    }

    /** A demonstration looks the same each time, and shows certificates as they are. */
    private void plainly() {
        client(it -> it.shuffle(false).ech(policy -> policy.grease(false)));
        both(it -> it.certificateCompressions());
    }

    /** All that fit the version and the key exchange: forward secrecy and AEAD first. */
    private List<CipherSuite> suites() {
        return (version.equals(ProtocolVersion.TLS_1_3) ? CipherSuite.ALL_13 : CipherSuite.ALL_12).stream()
            .filter(suite -> suite.keyExchange() == keyExchange)
            .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher()))
            .toList();
    }

    Crypto crypto() {
        return Cryptography.standard();
    }

    Plot client(Consumer<TlsSettings> settings) {
        client.add(settings);
        return this;
    }

    Plot server(Consumer<TlsSettings> settings) {
        server.add(settings);
        return this;
    }

    Plot both(Consumer<TlsSettings> settings) {
        return client(settings).server(settings);
    }

    /** The server prefers this suite to all others. */
    Plot prefer(CipherSuite suite) {
        var ordered = new ArrayList<>(suites());
        ordered.remove(suite);
        ordered.addFirst(suite);
        if (!suites().contains(suite)) client(it -> it.suites(ordered)); // one that nobody offers unasked
        return server(it -> it.suites(ordered));
    }

    /** The server insists on this group, and the client has guessed so. */
    Plot insist(NamedGroup group) {
        var groups = new ArrayList<>(crypto().groups());
        groups.remove(group);
        groups.addFirst(group);
        return client(it -> it.groups(groups).keyShares(group)).server(it -> it.groups(group));
    }

    void applyToClient(TlsSettings settings) {
        client.forEach(it -> it.accept(settings));
    }

    void applyToServer(TlsSettings settings) {
        server.forEach(it -> it.accept(settings));
    }
}
