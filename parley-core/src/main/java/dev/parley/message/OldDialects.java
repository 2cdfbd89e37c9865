package dev.parley.message;

import static dev.parley.extension.Place.HELLO_RETRY_REQUEST;
import static dev.parley.extension.Place.SERVER_HELLO_13;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Map;

/** How messages looked in versions that Parley reads but does not speak. For whoever explains captures. */
public final class OldDialects {
    private OldDialects() {}

    private static final Codec<CertificateRequest12> REQUEST = struct("CertificateRequest",
        field("certificate_types", vector(alias("ClientCertificateType", Codec.UINT8), 1, 0xFF),
            CertificateRequest12::certificateTypes),
        field("certificate_authorities", vector(alias("DistinguishedName", opaque(1, 0xFFFF)), 0, 0xFFFF),
            CertificateRequest12::certificateAuthorities),
        (types, authorities) -> new CertificateRequest12(types, List.of(), authorities));
    private static final Codec<CertificateVerify> VERIFY = struct("CertificateVerify",
        field("signature", opaque(0, 0xFFFF), CertificateVerify::signature),
        signature -> new CertificateVerify(ServerKeyExchange.UNSAID, signature));
    private static final Codec<ClientKeyExchange> SSL3_RSA = struct("ClientKeyExchange",
        field("encrypted_pre_master_secret", Codec.rest("opaque"), ClientKeyExchange::exchangeKeys),
        ClientKeyExchange::new);

    /** SSL 3.0, TLS 1.0 and TLS 1.1 with a suite of this key exchange. RFC 6101, RFC 2246, RFC 4346. */
    public static Dialect before12(ProtocolVersion version, KeyExchange keyExchange) {
        var common = Dialect.tls12(keyExchange).with(version.name() + " with " + keyExchange,
            Map.of(CertificateRequest12.TYPE, REQUEST, CertificateVerify.TYPE, VERIFY));
        return switch (keyExchange) {
            case DHE ->
                common.with(version.name() + " with DHE", Map.of(ServerKeyExchange.TYPE, ServerKeyExchange.Dhe.OLD));
            case ECDHE -> common.with(version.name() + " with ECDHE",
                Map.of(ServerKeyExchange.TYPE, ServerKeyExchange.Ecdhe.OLD));
            case RSA -> version.equals(ProtocolVersion.SSL_3)
                ? common.with("SSL 3.0 with RSA", Map.of(ClientKeyExchange.TYPE, SSL3_RSA)) : common;
            default -> common;
        };
    }

    /** TLS 1.3 up to draft 21: ServerHello had no session id, and HelloRetryRequest was a message of its own. */
    public static final Dialect DRAFT = Dialect.TLS13.with("TLS 1.3 draft", Map.of(
        ServerHello.TYPE, draftHello(SERVER_HELLO_13),
        new HandshakeType(6), draftRetry()));

    /** Is a ServerHello of this legacy version in a draft's form? */
    public static boolean isDraft(ProtocolVersion version) {
        return (version.id() & 0xFF00) == 0x7F00 && (version.id() & 0xFF) < 22;
    }

    private static Codec<ServerHello> draftHello(Place place) {
        return struct("ServerHello",
            field("version", ProtocolVersion.WIRE, ServerHello::legacyVersion),
            field("random", Random.RANDOM, ServerHello::random),
            field("cipher_suite", CipherSuite.WIRE, ServerHello::cipherSuite),
            field("extensions", ExtensionBlock.in(0, place), ServerHello::extensions),
            (version, random, suite, extensions) -> new ServerHello(version, random, Bytes.EMPTY, suite, 0,
                extensions));
    }

    private static Codec<HelloRetryRequest> draftRetry() {
        return struct("HelloRetryRequest",
            field("server_version", ProtocolVersion.WIRE, HelloRetryRequest::legacyVersion),
            field("cipher_suite", CipherSuite.WIRE, HelloRetryRequest::cipherSuite),
            field("extensions", ExtensionBlock.in(0, HELLO_RETRY_REQUEST), HelloRetryRequest::extensions),
            (version, suite, extensions) -> new HelloRetryRequest(version, Bytes.EMPTY, suite, 0, extensions));
    }
}
