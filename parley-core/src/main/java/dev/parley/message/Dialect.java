package dev.parley.message;

import static dev.parley.failure.Reason.UNKNOWN_MESSAGE;

import dev.parley.id.CertificateType;
import dev.parley.id.KeyExchange;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The handshake messages that exist at a time, with their frame: type, length, body. Which body follows depends on the
 * version, and for the key exchange of TLS 1.2 on the suite. RFC 9846 section 4.
 */
public final class Dialect implements Codec<Handshake> {
    /** Before the version is known. */
    public static final Dialect HELLO = new Dialect("hello", Map.of(
        HelloRequest.TYPE, HelloRequest.WIRE, ClientHello.TYPE, ClientHello.WIRE, ServerHello.TYPE, ServerHello.WIRE));

    public static final Dialect TLS13 = HELLO.with("TLS 1.3", Map.of(
        EncryptedExtensions.TYPE, EncryptedExtensions.WIRE,
        Certificate13.TYPE, Certificate13.WIRE,
        CompressedCertificate.TYPE, CompressedCertificate.WIRE,
        CertificateRequest13.TYPE, CertificateRequest13.WIRE,
        CertificateVerify.TYPE, CertificateVerify.WIRE,
        Finished.TYPE, Finished.WIRE,
        NewSessionTicket13.TYPE, NewSessionTicket13.WIRE,
        EndOfEarlyData.TYPE, EndOfEarlyData.WIRE,
        KeyUpdate.TYPE, KeyUpdate.WIRE));

    private static final Dialect TLS12 = HELLO.with("TLS 1.2", Map.of(
        Certificate12.TYPE, Certificate12.WIRE,
        CertificateRequest12.TYPE, CertificateRequest12.WIRE,
        CertificateVerify.TYPE, CertificateVerify.WIRE,
        CertificateStatus.TYPE, CertificateStatus.WIRE,
        ServerHelloDone.TYPE, ServerHelloDone.WIRE,
        NewSessionTicket12.TYPE, NewSessionTicket12.WIRE,
        Finished.TYPE, Finished.WIRE));
    private static final Dialect TLS12_RSA = TLS12.with("TLS 1.2 with RSA", Map.of(
        ClientKeyExchange.TYPE, ClientKeyExchange.RSA));
    private static final Dialect TLS12_DHE = TLS12.with("TLS 1.2 with DHE", Map.of(
        ServerKeyExchange.TYPE, ServerKeyExchange.Dhe.WIRE, ClientKeyExchange.TYPE, ClientKeyExchange.DHE));
    private static final Dialect TLS12_ECDHE = TLS12.with("TLS 1.2 with ECDHE", Map.of(
        ServerKeyExchange.TYPE, ServerKeyExchange.Ecdhe.WIRE, ClientKeyExchange.TYPE, ClientKeyExchange.ECDHE));

    private static final Dialect TLS12_PSK = TLS12.with("TLS 1.2 with PSK", Map.of(
        ServerKeyExchange.TYPE, ServerKeyExchange.Psk.WIRE, ClientKeyExchange.TYPE, ClientKeyExchange.PSK));
    private static final Dialect TLS12_ECDHE_PSK = TLS12.with("TLS 1.2 with ECDHE_PSK", Map.of(
        ServerKeyExchange.TYPE, ServerKeyExchange.EcdhePsk.WIRE, ClientKeyExchange.TYPE,
        ClientKeyExchange.ECDHE_PSK));

    /** TLS 1.2 with a suite of this key exchange. */
    public static Dialect tls12(KeyExchange keyExchange) {
        return switch (keyExchange) {
            case RSA -> TLS12_RSA;
            case DHE -> TLS12_DHE;
            case ECDHE -> TLS12_ECDHE;
            case PSK -> TLS12_PSK;
            case ECDHE_PSK -> TLS12_ECDHE_PSK;
            default -> TLS12;
        };
    }

    /** TLS 1.2 with a suite of this key exchange, where certificates are of this type. RFC 7250. */
    public static Dialect tls12(KeyExchange keyExchange, CertificateType type) {
        return type.equals(CertificateType.RAW_PUBLIC_KEY) ? RAW.get(keyExchange) : tls12(keyExchange);
    }

    private static final Map<KeyExchange, Dialect> RAW = Arrays.stream(KeyExchange.values())
        .collect(Collectors.toUnmodifiableMap(it -> it, it -> tls12(it).with(tls12(it) + ", raw public key",
            Map.of(Certificate12.TYPE, Certificate12.RAW))));

    private final String name;
    private final Map<HandshakeType, Codec<? extends Handshake>> bodies;

    private Dialect(String name, Map<HandshakeType, Codec<? extends Handshake>> bodies) {
        this.name = name;
        this.bodies = bodies;
    }

    /** The same with some messages more, or in another form. */
    Dialect with(String newName, Map<HandshakeType, Codec<? extends Handshake>> more) {
        var all = new HashMap<>(bodies);
        all.putAll(more);
        return new Dialect(newName, Map.copyOf(all));
    }

    /** Every body there is, for the tests that go through all formats. */
    public Map<HandshakeType, Codec<? extends Handshake>> bodies() {
        return bodies;
    }

    @Override
    public Handshake read(In in) {
        var type = in.field("msg_type", HandshakeType.WIRE);
        var body = bodies.get(type);
        if (body == null) throw UNKNOWN_MESSAGE.because("%s, in %s", type, name);
        return in.within(3, content -> {
            Codec<? extends Handshake> format = isRetry(type, content) ? HelloRetryRequest.WIRE : body;
            return in.field(type.name(), format);
        });
    }

    /** RFC 9846 section 4.2.3: a server_hello with the special random is a HelloRetryRequest. */
    private static boolean isRetry(HandshakeType type, Bytes content) {
        return type.equals(ServerHello.TYPE) && content.length() >= 34
            && content.slice(2, 34).equals(Random.HELLO_RETRY_REQUEST);
    }

    @Override
    public void write(Handshake message, Out out) {
        out.field(HandshakeType.WIRE, message.type());
        out.vector(3, () -> writeBody(message, out));
    }

    @SuppressWarnings("unchecked") // a body's codec is found by the type of its message
    private void writeBody(Handshake message, Out out) {
        var body = message instanceof HelloRetryRequest ? HelloRetryRequest.WIRE : bodies.get(message.type());
        ((Codec<Handshake>) body).write(message, out);
    }

    @Override
    public String type() {
        return "Handshake";
    }

    @Override
    public String toString() {
        return name;
    }
}
