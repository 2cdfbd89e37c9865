package dev.parley.message;

/**
 * A handshake message. RFC 9846 section 4, RFC 5246 section 7.4. The permitted ones are all there are: the tests send
 * each to every state.
 */
public sealed interface Handshake extends Heard
    permits HelloRequest, ClientHello, ServerHello, HelloRetryRequest, EncryptedExtensions,
    Certificate12, Certificate13, CompressedCertificate, CertificateRequest12, CertificateRequest13, CertificateStatus,
    CertificateVerify,
    ServerKeyExchange,
    ServerHelloDone, ClientKeyExchange, NewSessionTicket12, NewSessionTicket13, EndOfEarlyData, Finished, KeyUpdate {
    HandshakeType type();

    /** As people say it. */
    default String name() {
        return getClass().getSimpleName().replaceAll("1[23]$", "");
    }
}
