package dev.parley.message;

import static dev.parley.extension.Place.HELLO_RETRY_REQUEST;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.extension.Place.SERVER_HELLO_13;
import static dev.parley.wire.Codec.atEnd;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.SupportedVersions;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** What the server has chosen. RFC 9846 section 4.2.3, RFC 5246 section 7.4.1.3. */
public record ServerHello(ProtocolVersion legacyVersion, Bytes random, Bytes legacySessionIdEcho,
    CipherSuite cipherSuite,
    int legacyCompressionMethod, ExtensionBlock extensions) implements Handshake {
    static final Codec<ServerHello> WIRE = format(6, SERVER_HELLO_13, SERVER_HELLO_12);
    static final Codec<ServerHello> RETRY = format(6, HELLO_RETRY_REQUEST);

    private static Codec<ServerHello> format(int least, Place... places) {
        return struct("ServerHello",
            field("legacy_version", ProtocolVersion.WIRE, ServerHello::legacyVersion),
            field("random", Random.RANDOM, ServerHello::random),
            field("legacy_session_id_echo", opaque(0, 32), ServerHello::legacySessionIdEcho),
            field("cipher_suite", CipherSuite.WIRE, ServerHello::cipherSuite),
            field("legacy_compression_method", Codec.UINT8, ServerHello::legacyCompressionMethod),
            field("extensions", atEnd(ExtensionBlock.in(least, places), ExtensionBlock.EMPTY), ServerHello::extensions),
            ServerHello::new);
    }

    /** The version chosen: in supported_versions if it is there. RFC 9846 section 4.3.1. */
    public ProtocolVersion version() {
        return extensions.answered(SupportedVersions.IT).orElse(legacyVersion);
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(2);
}
