package dev.parley.explain.words;

import dev.parley.config.Side;
import dev.parley.explain.story.Entry;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Dialect;
import dev.parley.message.Finished;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerKeyExchange;
import dev.parley.id.KeyExchange;

/** Which text explains a message: by its registered name, and by who says it where that makes a difference. */
final class MessageKey {
    private MessageKey() {}

    static String of(Entry.Message entry) {
        var name = entry.message().type().name();
        var by = entry.sender() == Side.CLIENT ? ".client" : ".server";
        return switch (entry.message()) {
            case HelloRetryRequest _ -> "hello_retry_request";
            case ServerHello hello -> hello.version().equals(ProtocolVersion.TLS_1_3) ? name + ".13" : name + ".12";
            case Certificate12 certificate -> certificate.certificateList().isEmpty() ? name + ".none" : name + by;
            case Certificate13 certificate when certificate.delegation().isPresent() -> name + ".delegated";
            case Certificate13 certificate -> certificate.chain().isEmpty() ? name + ".none" : name + by;
            case CompressedCertificate _,CertificateVerify _ -> name + by;
            case ServerKeyExchange exchange -> name + switch (exchange) {
                case ServerKeyExchange.Dhe _ -> ".dhe";
                case ServerKeyExchange.Ecdhe _ -> ".ecdhe";
                case ServerKeyExchange.Psk _ -> ".psk";
                case ServerKeyExchange.EcdhePsk _ -> ".ecdhe_psk";
            };
            case ClientKeyExchange exchange when !exchange.pskIdentity().isEmpty() -> name + ".psk";
            case ClientKeyExchange _ ->
                name + (entry.dialect().equals(Dialect.tls12(KeyExchange.RSA)) ? ".rsa" : ".dh");
            case Finished _ -> name + by;
            default -> name;
        };
    }
}
