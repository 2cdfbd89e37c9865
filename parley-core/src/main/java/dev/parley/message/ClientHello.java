package dev.parley.message;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCODED_CLIENT_HELLO;
import static dev.parley.id.ProtocolVersion.SSL_3;
import static dev.parley.id.ProtocolVersion.TLS_1_0;
import static dev.parley.id.ProtocolVersion.TLS_1_1;
import static dev.parley.id.ProtocolVersion.TLS_1_2;
import static dev.parley.message.Random.RANDOM;
import static dev.parley.wire.Codec.atEnd;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.SupportedVersions;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.stream.Stream;

/** What the client can do and wants: the first message. RFC 9846 section 4.2.2, RFC 5246 section 7.4.1.2. */
public record ClientHello(ProtocolVersion legacyVersion, Bytes random, Bytes legacySessionId,
    List<CipherSuite> cipherSuites,
    Bytes legacyCompressionMethods, ExtensionBlock extensions) implements Handshake {
    static final Codec<ClientHello> WIRE = format(CLIENT_HELLO);
    /** As it is hidden within another. RFC 9849 section 5.1. */
    static final Codec<ClientHello> ENCODED = format(ENCODED_CLIENT_HELLO, CLIENT_HELLO);

    private static Codec<ClientHello> format(Place... places) {
        return struct("ClientHello",
            field("legacy_version", ProtocolVersion.WIRE, ClientHello::legacyVersion),
            field("random", RANDOM, ClientHello::random),
            field("legacy_session_id", opaque(0, 32), ClientHello::legacySessionId),
            field("cipher_suites", vector(CipherSuite.WIRE, 2, 0xFFFE), ClientHello::cipherSuites),
            field("legacy_compression_methods", opaque(1, 0xFF), ClientHello::legacyCompressionMethods),
            field("extensions", atEnd(ExtensionBlock.in(7, places), ExtensionBlock.EMPTY), ClientHello::extensions),
            ClientHello::new);
    }

    /** The same with another legacy_session_id. */
    public ClientHello sessionId(Bytes other) {
        return new ClientHello(legacyVersion, random, other, cipherSuites, legacyCompressionMethods, extensions);
    }

    /** The same with other extensions. */
    public ClientHello with(ExtensionBlock others) {
        return new ClientHello(legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, others);
    }

    /** The versions offered, the preferred first; from before supported_versions: the one and all below. RFC 9846 section 4.3.1. */
    public List<ProtocolVersion> versions() {
        return extensions.offered(SupportedVersions.IT).map(SupportedVersions.Versions::versions)
            .orElseGet(this::legacyVersions);
    }

    private List<ProtocolVersion> legacyVersions() {
        return Stream.of(TLS_1_2, TLS_1_1, TLS_1_0, SSL_3).filter(legacyVersion::atLeast).toList();
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(1);
}
