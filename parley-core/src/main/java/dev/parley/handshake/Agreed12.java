package dev.parley.handshake;

import dev.parley.config.Side;
import dev.parley.extension.ClientCertificateType;
import dev.parley.extension.ServerCertificateType;
import dev.parley.id.CertificateType;
import dev.parley.id.CipherSuite;
import dev.parley.extension.EncryptThenMac;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.SessionTicket;
import dev.parley.id.BulkCipher;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.ServerHello;
import dev.parley.observe.NotResumed;
import dev.parley.session.Session;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * What the two hellos of TLS 1.2 have settled.
 *
 * @param session the earlier session that goes on, if one does
 * @param notResumed why none does
 */
public record Agreed12(Party party, ClientHello client, ServerHello server, Optional<Session> session,
    Optional<NotResumed> notResumed) {
    public CipherSuite suite() {
        return server.cipherSuite();
    }

    public Bytes clientRandom() {
        return client.random();
    }

    public Bytes serverRandom() {
        return server.random();
    }

    public ExtensionBlock answers() {
        return server.extensions();
    }

    /** What a Certificate message of this side holds. RFC 7250. */
    public CertificateType certificateType(Side side) {
        return side == Side.SERVER ? ServerCertificateType.in(answers()) : ClientCertificateType.in(answers());
    }

    /** Messages with a certificate of this side. */
    public Dialect dialect(Side side) {
        return Dialect.tls12(suite().keyExchange(), certificateType(side));
    }

    /** Will the server give a ticket? RFC 5077 section 3.3. */
    public boolean givesTicket() {
        return server.extensions().has(SessionTicket.IT);
    }

    /** RFC 7627 section 5. */
    public boolean extendedMainSecret() {
        return server.extensions().has(ExtendedMainSecret.IT);
    }

    /** RFC 7366 section 3. */
    public boolean encryptThenMac() {
        return server.extensions().has(EncryptThenMac.IT) && suite().cipher().kind() == BulkCipher.Kind.CBC;
    }
}
