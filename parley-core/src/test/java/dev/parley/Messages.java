package dev.parley;

import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.StatusRequest;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateStatus;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ChangeCipherSpec;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.EndOfEarlyData;
import dev.parley.message.Finished;
import dev.parley.message.Heard;
import dev.parley.message.HelloRequest;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.KeyUpdate;
import dev.parley.message.NewSessionTicket12;
import dev.parley.message.NewSessionTicket13;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerHelloDone;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.stream.Stream;

/** One of each message that can be heard. */
final class Messages {
    private Messages() {}

    private static final Bytes RANDOM = Bytes.own(new byte[32]);
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;
    private static final SignatureScheme SCHEME = SignatureScheme.ECDSA_SECP256R1_SHA256;

    static final List<Heard> ALL = List.of(
        new ChangeCipherSpec(),
        new HelloRequest(),
        new ClientHello(ProtocolVersion.TLS_1_2, RANDOM, Bytes.EMPTY, List.of(SUITE), Bytes.of((byte) 0),
            ExtensionBlock.EMPTY),
        new ServerHello(ProtocolVersion.TLS_1_2, RANDOM, Bytes.EMPTY, SUITE, 0, ExtensionBlock.EMPTY),
        new HelloRetryRequest(ProtocolVersion.TLS_1_2, Bytes.EMPTY, SUITE, 0, ExtensionBlock.EMPTY),
        new EncryptedExtensions(ExtensionBlock.EMPTY),
        new Certificate12(List.of()),
        new Certificate13(Bytes.EMPTY, List.of()),
        new CompressedCertificate(CertificateCompressionAlgorithm.ZLIB, 1, RANDOM),
        new CertificateRequest12(List.of(1), List.of(SCHEME), List.of()),
        new CertificateRequest13(Bytes.EMPTY, ExtensionBlock.EMPTY),
        new CertificateStatus(new StatusRequest.Status(1, RANDOM)),
        new CertificateVerify(SCHEME, RANDOM),
        new ServerKeyExchange.Dhe(new ServerKeyExchange.DhParams(RANDOM, RANDOM, RANDOM), SCHEME, RANDOM),
        new ServerKeyExchange.Ecdhe(new ServerKeyExchange.EcdhParams(3, NamedGroup.X25519, RANDOM), SCHEME, RANDOM),
        new ServerKeyExchange.Psk(RANDOM),
        new ServerKeyExchange.EcdhePsk(RANDOM, new ServerKeyExchange.EcdhParams(3, NamedGroup.X25519, RANDOM)),
        new ServerHelloDone(),
        new ClientKeyExchange(RANDOM),
        new NewSessionTicket12(1, RANDOM),
        new NewSessionTicket13(1, 1, RANDOM, RANDOM, ExtensionBlock.EMPTY),
        new EndOfEarlyData(),
        new Finished(RANDOM),
        new KeyUpdate(false));

    /** The cases of a sealed type, down to those that are not sealed themselves. */
    static Stream<Class<?>> cases(Class<?> sealed) {
        return sealed.isSealed() ? Stream.of(sealed.getPermittedSubclasses()).flatMap(Messages::cases)
            : Stream.of(sealed);
    }
}
