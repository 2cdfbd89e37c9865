package dev.parley.failure;

import static dev.parley.id.AlertDescription.*;

import dev.parley.id.AlertDescription;

/**
 * Every way in which a connection fails: the alert that goes out, where that is written, why it matters, and what to
 * change. One list for the exceptions, the explainer, the metrics and the tests; each has a test that provokes it.
 */
public enum Reason {
    // Bytes and records
    MALFORMED_MESSAGE(DECODE_ERROR, "RFC 9846 section 6.2",
        "A message that does not parse cannot be trusted in any part.",
        "Look at the bytes: the peer, or something between, writes a broken message."),
    FORBIDDEN_VALUE(ILLEGAL_PARAMETER, "RFC 9846 section 6.2",
        "A field has a value that its definition rules out.",
        "Look at the named field; the peer's software is at fault."),
    UNKNOWN_MESSAGE(UNEXPECTED_MESSAGE, "RFC 9846 section 4",
        "A handshake message of a type that does not exist here.",
        "The peer speaks another protocol or version, or its software is at fault."),
    MESSAGE_TOO_LONG(ILLEGAL_PARAMETER, "RFC 9846 section 4",
        "A message beyond the limit would let a stranger fill the memory.",
        "Raise the limit of handshake message sizes if the peer's certificate chain really is that long."),
    NOT_TLS(UNEXPECTED_MESSAGE, "RFC 9846 section 5.1",
        "The first bytes are no TLS record: the peer speaks something else, often plain HTTP.",
        "Check the port and whether the other side expects TLS there, or STARTTLS first."),
    RECORD_TOO_LONG(RECORD_OVERFLOW, "RFC 9846 section 5.1",
        "A record longer than agreed on would overflow the receiver's buffer.",
        "The peer ignores the record size limit; its software is at fault."),
    EMPTY_RECORD(UNEXPECTED_MESSAGE, "RFC 9846 section 5.1",
        "Handshake and alert records may not be empty.",
        "The peer's software is at fault."),
    TOO_MANY_EMPTY_RECORDS(UNEXPECTED_MESSAGE, "RFC 9846 section 5.1",
        "Empty records without end keep this side busy for nothing.",
        "The peer's software is at fault, or it attacks."),
    UNEXPECTED_RECORD(UNEXPECTED_MESSAGE, "RFC 9846 section 5",
        "A record of this type has no place at this moment.",
        "The peer's software is at fault, or somebody meddles with the connection."),
    RECORD_DOES_NOT_OPEN(BAD_RECORD_MAC, "RFC 9846 section 5.2",
        "The record was altered on the way, or both sides do not have the same keys.",
        "Suspect a middlebox that alters the stream, or faulty software on one side."),
    MISALIGNED_KEY_CHANGE(UNEXPECTED_MESSAGE, "RFC 9846 section 5.1",
        "A message may not lie on both sides of a key change: part of it would be protected by the wrong keys.",
        "The peer's software is at fault."),
    INTERLEAVED_MESSAGE(UNEXPECTED_MESSAGE, "RFC 9846 section 5.1",
        "Between the records of one handshake message nothing else may come.",
        "The peer's software is at fault."),
    TOO_MANY_WARNINGS(UNEXPECTED_MESSAGE, "RFC 9846 section 6",
        "Warnings without end keep this side busy for nothing.",
        "The peer's software is at fault, or it attacks."),
    MALFORMED_ALERT(DECODE_ERROR, "RFC 9846 section 6",
        "An alert is two bytes, a level and a description.",
        "The peer's software is at fault."),
    // Order
    UNEXPECTED_MESSAGE_IN_STATE(UNEXPECTED_MESSAGE, "RFC 9846 section 4",
        "Messages come in a fixed order; one out of order could skip a check.",
        "The peer's software is at fault, or somebody meddles with the connection."),
    UNEXPECTED_CHANGE_CIPHER_SPEC(UNEXPECTED_MESSAGE, "RFC 9846 section 5",
        "change_cipher_spec has its place in the order; elsewhere it could switch keys too early.",
        "The peer's software is at fault, or somebody meddles with the connection."),
    RENEGOTIATION_REFUSED(NO_RENEGOTIATION, "RFC 9325 section 3.5",
        "A second handshake inside a connection has been the source of several attacks, so Parley has none.",
        "Open a new connection, or use TLS 1.3 with its post-handshake authentication."),
    TOO_MANY_KEY_UPDATES(UNEXPECTED_MESSAGE, "RFC 9846 section 4.7.3",
        "Key updates without data between them keep this side busy for nothing.",
        "The peer's software is at fault, or it attacks."),
    // Hello
    NO_COMMON_VERSION(PROTOCOL_VERSION, "RFC 9846 section 4.3.1",
        "Both sides must speak one version of the protocol in common.",
        "Allow TLS 1.2 or 1.3 on the side that lacks it; older versions are broken and stay off."),
    SERVER_CHOSE_UNOFFERED_VERSION(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.1",
        "The server may only pick a version that the client offered.",
        "The server's software is at fault."),
    SERVER_VERSION_TOO_OLD(PROTOCOL_VERSION, "RFC 9846 section 4.2.3",
        "The server answered with a version that this client does not speak.",
        "Bring the server to TLS 1.2 or 1.3; older versions are broken and stay off."),
    WRONG_LEGACY_VERSION(PROTOCOL_VERSION, "RFC 9846 section 4.2.3",
        "In TLS 1.3 the old version field is frozen at TLS 1.2; another value means that the peer misunderstands the protocol.",
        "The peer's software is at fault."),
    DOWNGRADE_DETECTED(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.3",
        "The server says in its random that it can do better than this version: somebody pushed the connection down.",
        "Suspect a middlebox that rewrites hellos."),
    INAPPROPRIATE_FALLBACK_TRIED(INAPPROPRIATE_FALLBACK, "RFC 7507 section 3",
        "The client came back with a lower version though this side speaks a higher one: somebody may have spoiled its first try.",
        "Find out why the first attempt failed; do not retry with a lower version."),
    COMPRESSION_OFFERED_WRONGLY(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.2",
        "Compression leaks secrets by the length of what is sent (CRIME); only null may be offered and chosen.",
        "The peer's software is at fault or very old."),
    NO_COMMON_SUITE(HANDSHAKE_FAILURE, "RFC 9846 section 4.2.1",
        "Both sides must have one cipher suite in common that fits the server's certificate.",
        "Compare the two lists; add a suite to the shorter one, or a certificate of the kind the client can verify."),
    SERVER_CHOSE_UNOFFERED_SUITE(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.3",
        "The server may only pick a suite that the client offered, and one made for the version.",
        "The server's software is at fault."),
    SUITE_CHANGED_AFTER_RETRY(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.4",
        "ServerHello must keep the suite of HelloRetryRequest: the transcript's hash depends on it.",
        "The server's software is at fault."),
    VERSION_CHANGED_AFTER_RETRY(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.4",
        "ServerHello must keep the version of HelloRetryRequest.",
        "The server's software is at fault."),
    SESSION_ID_NOT_ECHOED(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.3",
        "The server must echo the client's session id unchanged.",
        "The server's software is at fault."),
    NO_COMMON_GROUP(HANDSHAKE_FAILURE, "RFC 9846 section 4.2.1",
        "Both sides must have one group in common to agree on a secret.",
        "Compare the two lists and enable a group on the side that lacks it."),
    SERVER_CHOSE_UNOFFERED_GROUP(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.8",
        "The server may only use a group that the client offered.",
        "The server's software is at fault."),
    RETRY_CHANGES_NOTHING(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.4",
        "A HelloRetryRequest that asks for what the client has sent already would go round in circles.",
        "The server's software is at fault."),
    SECOND_RETRY(UNEXPECTED_MESSAGE, "RFC 9846 section 4.2.4",
        "There may be only one HelloRetryRequest in a connection.",
        "The server's software is at fault."),
    SECOND_HELLO_CHANGED(ILLEGAL_PARAMETER, "RFC 9846 section 4.2.2",
        "The second ClientHello may differ from the first only where the RFC says so; otherwise the answer fits neither.",
        "The client's software is at fault."),
    WRONG_RETRY_SHARE(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.8",
        "The second ClientHello must hold a key share for the group that was asked for, and no other.",
        "The client's software is at fault."),
    COOKIE_NOT_ECHOED(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.2",
        "The client must send the cookie back as it got it.",
        "The client's software is at fault, or the cookie's key was changed in the meantime."),
    KEY_SHARE_FOR_UNLISTED_GROUP(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.8",
        "Key shares may only be sent for groups in supported_groups, in its order, one for each.",
        "The client's software is at fault."),
    BAD_KEY_SHARE(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.8",
        "The public value is not of its group: computing with it could reveal the secret, or make it predictable.",
        "The peer's software is at fault, or somebody meddles with the connection."),
    WEAK_DH_GROUP(INSUFFICIENT_SECURITY, "RFC 7919 section 3, RFC 9325 section 4.1",
        "The server's Diffie-Hellman prime is too short to resist (Logjam).",
        "Give the server parameters of at least 2048 bits, or better ECDHE suites."),
    UNSUPPORTED_CURVE_FORMAT(HANDSHAKE_FAILURE, "RFC 8422 section 5.4",
        "Only named curves with uncompressed points are in use.",
        "The peer's software is very old or at fault."),
    // Extensions
    DUPLICATE_EXTENSION(ILLEGAL_PARAMETER, "RFC 9846 section 4.3",
        "An extension given twice has two meanings.",
        "The peer's software is at fault."),
    MISPLACED_EXTENSION(ILLEGAL_PARAMETER, "RFC 9846 section 4.3",
        "This extension may not stand in this message.",
        "The peer's software is at fault."),
    UNSOLICITED_EXTENSION(UNSUPPORTED_EXTENSION, "RFC 9846 section 4.3",
        "An answer to something that was never asked.",
        "The peer's software is at fault."),
    MISSING_REQUIRED_EXTENSION(MISSING_EXTENSION, "RFC 9846 section 9.2",
        "Without this extension the handshake cannot go on.",
        "The peer's software is at fault, or a middlebox takes extensions out."),
    PSK_NOT_LAST(ILLEGAL_PARAMETER, "RFC 9846 section 4.3.11",
        "pre_shared_key must be the last extension: its binders cover everything before it.",
        "The client's software is at fault."),
    NO_COMMON_PROTOCOL(NO_APPLICATION_PROTOCOL, "RFC 7301 section 3.2",
        "Client and server speak no application protocol in common, so nothing could be said once connected.",
        "Compare the two ALPN lists and add a protocol to one of them."),
    SERVER_CHOSE_UNOFFERED_PROTOCOL(ILLEGAL_PARAMETER, "RFC 7301 section 3.1",
        "The server must pick exactly one of the protocols that the client offered.",
        "The server's software is at fault."),
    UNKNOWN_SERVER_NAME(UNRECOGNIZED_NAME, "RFC 6066 section 3",
        "This server has no certificate for the name that the client wants.",
        "Check the name the client uses, or give the server a certificate for it."),
    MALFORMED_SERVER_NAME(ILLEGAL_PARAMETER, "RFC 6066 section 3",
        "A server name must be one host name in ASCII, without a trailing dot, and no IP address.",
        "The client's software is at fault."),
    BAD_RENEGOTIATION_INFO(HANDSHAKE_FAILURE, "RFC 5746 section 3",
        "In a first handshake renegotiation_info must be empty; otherwise an attacker may have put another connection's handshake in.",
        "Suspect an attack, or faulty software."),
    EXTENDED_MAIN_SECRET_REQUIRED(HANDSHAKE_FAILURE, "RFC 7627 section 5",
        "Without extended_master_secret an attacker can give two connections the same keys (triple handshake).",
        "Bring the peer's software up to date."),
    BAD_RECORD_SIZE_LIMIT(ILLEGAL_PARAMETER, "RFC 8449 section 4",
        "A record size limit below 64 bytes leaves no room for the protocol.",
        "The peer's software is at fault."),
    BAD_MAX_FRAGMENT_LENGTH(ILLEGAL_PARAMETER, "RFC 6066 section 4",
        "The server must confirm exactly the fragment length that was asked for.",
        "The peer's software is at fault."),
    // Certificates and signatures
    NO_COMMON_SIGNATURE_SCHEME(HANDSHAKE_FAILURE, "RFC 9846 section 4.5.1",
        "None of the certificates on this side has a key that the peer can verify.",
        "Add a certificate of a kind in the peer's list (ECDSA P-256 or RSA-PSS suit nearly everyone)."),
    SIGNED_WITH_UNOFFERED_SCHEME(ILLEGAL_PARAMETER, "RFC 9846 section 4.5.2",
        "The signature must use a scheme that this side offered; otherwise the peer could choose a weak one.",
        "The peer's software is at fault."),
    SCHEME_DOES_NOT_FIT_KEY(ILLEGAL_PARAMETER, "RFC 9846 section 4.5.2",
        "The signature's algorithm must be one that the certificate's key can be used with.",
        "The peer's software is at fault, or its key and certificate do not belong together."),
    BAD_SIGNATURE(DECRYPT_ERROR, "RFC 9846 section 4.5.2",
        "The signature does not prove that the peer holds the key of its certificate for this very handshake.",
        "Key and certificate do not belong together, or somebody meddles with the connection."),
    BAD_KEY_EXCHANGE_SIGNATURE(DECRYPT_ERROR, "RFC 5246 section 7.4.3",
        "The signature over the key exchange does not verify: the parameters may be an attacker's.",
        "Key and certificate do not belong together, or somebody meddles with the connection."),
    EMPTY_CERTIFICATE(DECODE_ERROR, "RFC 9846 section 4.5.1.3",
        "A server must show a certificate.",
        "The server's software is at fault."),
    UNREADABLE_CERTIFICATE(BAD_CERTIFICATE, "RFC 9846 section 6.2",
        "The certificate does not parse as X.509.",
        "Make a new certificate; this one is damaged."),
    CHAIN_TOO_LONG(BAD_CERTIFICATE, "RFC 9846 section 4.5.1",
        "A chain beyond the limit would let a stranger keep this side busy.",
        "Raise the limit of certificates in a chain if the peer's really is that long."),
    UNSUPPORTED_CERTIFICATE_KEY(UNSUPPORTED_CERTIFICATE, "RFC 9846 section 6.2",
        "The certificate's key is of a kind that this side cannot use, or is not meant for this.",
        "Use an RSA (2048 bits or more), ECDSA, EdDSA or ML-DSA key with the usage digitalSignature."),
    CERTIFICATE_IS_EXPIRED(CERTIFICATE_EXPIRED, "RFC 5280 section 6.1.3",
        "A certificate counts only between its two dates.",
        "Renew the certificate, or set the clock right."),
    CERTIFICATE_NOT_YET_VALID(CERTIFICATE_EXPIRED, "RFC 5280 section 6.1.3",
        "A certificate counts only between its two dates, and its first has not come.",
        "Set the clock right, or wait."),
    CERTIFICATE_IS_REVOKED(CERTIFICATE_REVOKED, "RFC 5280 section 6.3",
        "The issuer has taken the certificate back.",
        "Get a new certificate with a new key."),
    UNTRUSTED_CERTIFICATE(UNKNOWN_CA, "RFC 5280 section 6.1",
        "No path leads from the certificate to an authority that this side trusts.",
        "Send the missing intermediate certificates, or add the authority to the trusted ones if you really trust it."),
    PATH_CHECK_FAILED(BAD_CERTIFICATE, "RFC 5280 section 6.1",
        "The chain leads to a trusted authority but breaks one of the rules of a path.",
        "Look at the named certificate and rule; have the certificate issued again."),
    WEAK_CERTIFICATE(BAD_CERTIFICATE, "RFC 9325 section 4.5",
        "The chain holds a key or a signature that is too weak to prove anything.",
        "Have the certificate issued again with SHA-256 or better and a strong key."),
    WRONG_HOST_NAME(BAD_CERTIFICATE, "RFC 9525 section 6",
        "The certificate is genuine but belongs to another name: this may be another server.",
        "Use a name that is in the certificate, or get a certificate for the name in use."),
    WRONG_CERTIFICATE_USAGE(BAD_CERTIFICATE, "RFC 5280 section 4.2.1.12",
        "The certificate's extended key usage does not allow this role.",
        "Get a certificate with serverAuth for servers, clientAuth for clients."),
    CLIENT_CERTIFICATE_REQUIRED(CERTIFICATE_REQUIRED, "RFC 9846 section 4.5.1.3",
        "This server wants to know its clients, and the client showed no certificate.",
        "Give the client a certificate whose issuer is in the server's list."),
    // Secrets
    BAD_FINISHED(DECRYPT_ERROR, "RFC 9846 section 4.5.3",
        "Finished is a digest of the whole handshake under the new keys. It differs, so one message was altered on the way, or the keys differ.",
        "Suspect somebody or something between the two that alters messages."),
    KEY_LIMIT_REACHED(INTERNAL_ERROR, "RFC 9846 section 5.5",
        "One key may protect only so many records; TLS 1.2 cannot change it within a connection.",
        "Open a new connection, or use TLS 1.3, which changes its keys by itself."),
    // Ends
    CLOSED_EARLY(CLOSE_NOTIFY, "RFC 9846 section 6.1",
        "The transport ended without close_notify: the end of the data may have been cut off.",
        "If it happens always, the peer's software closes carelessly; if sometimes, look at the network."),
    CLOSED_DURING_HANDSHAKE(CLOSE_NOTIFY, "RFC 9846 section 6.1",
        "The peer went away before the handshake was complete.",
        "Look at the peer's log; it may refuse without saying why."),
    TIMED_OUT(USER_CANCELED, "RFC 9846 section 6.1",
        "The peer stopped talking for longer than the caller wants to wait.",
        "Look whether the peer is overloaded, or whether something between drops packets (large hellos are a common victim)."),
    PEER_ALERT(CLOSE_NOTIFY, "RFC 9846 section 6.2",
        "The peer ended the connection and said so with an alert.",
        "Read the alert's meaning; the details are in the peer's log."),
    // This side
    OWN_KEY_FAILED(INTERNAL_ERROR, "RFC 9846 section 6.2",
        "This side could not use its own key or a part of its own cryptography.",
        "Look at the cause: the key, its provider or its device."),
    CANCELLED(USER_CANCELED, "RFC 9846 section 6.1",
        "This side's application gave up during the handshake.",
        "Nothing, if it was meant.");

    private final AlertDescription alert;
    private final String source;
    private final String why;
    private final String remedy;

    Reason(AlertDescription alert, String source, String why, String remedy) {
        this.alert = alert;
        this.source = source;
        this.why = why;
        this.remedy = remedy;
    }

    /** The alert that this side sends. */
    public AlertDescription alert() {
        return alert;
    }

    /** The specification and section that says so. */
    public String source() {
        return source;
    }

    /** Why it matters, one sentence. */
    public String why() {
        return why;
    }

    /** What to change. */
    public String remedy() {
        return remedy;
    }

    /** A failure for this reason, with what happened this time; to be thrown. */
    public HandshakeFailure because(String format, Object... values) {
        return new HandshakeFailure(this, format.formatted(values), null, null, null, null);
    }

    /** The same, with the exception that showed it. */
    public HandshakeFailure because(Throwable cause, String format, Object... values) {
        return new HandshakeFailure(this, format.formatted(values), null, null, null, cause);
    }
}
