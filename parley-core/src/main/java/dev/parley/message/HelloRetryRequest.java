package dev.parley.message;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.SupportedVersions;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** "Try again, with this group or this cookie": on the wire a ServerHello with a special random. RFC 9846 section 4.2.4. */
public record HelloRetryRequest(ProtocolVersion legacyVersion, Bytes legacySessionIdEcho, CipherSuite cipherSuite,
    int legacyCompressionMethod,
    ExtensionBlock extensions) implements Handshake {
    static final Codec<HelloRetryRequest> WIRE =
        Codec.map(ServerHello.RETRY, HelloRetryRequest::of, HelloRetryRequest::asServerHello);

    private static HelloRetryRequest of(ServerHello hello) {
        return new HelloRetryRequest(hello.legacyVersion(), hello.legacySessionIdEcho(), hello.cipherSuite(),
            hello.legacyCompressionMethod(),
            hello.extensions());
    }

    private ServerHello asServerHello() {
        return new ServerHello(legacyVersion, Random.HELLO_RETRY_REQUEST, legacySessionIdEcho, cipherSuite,
            legacyCompressionMethod, extensions);
    }

    /** The version chosen. RFC 9846 section 4.3.1. */
    public ProtocolVersion version() {
        return extensions.answered(SupportedVersions.IT).orElse(legacyVersion);
    }

    @Override
    public HandshakeType type() {
        return ServerHello.TYPE;
    }
}
