package dev.parley.extension;

/** A message that holds extensions. RFC 9846 section 4.3. */
public enum Place {
    CLIENT_HELLO("CH"),
    /** A hello that is hidden within another. RFC 9849 section 5.1. */
    ENCODED_CLIENT_HELLO("encoded inner CH"),
    SERVER_HELLO_12("SH of TLS 1.2"),
    SERVER_HELLO_13("SH"),
    HELLO_RETRY_REQUEST("HRR"),
    ENCRYPTED_EXTENSIONS("EE"),
    CERTIFICATE("CT"),
    CERTIFICATE_REQUEST("CR"),
    NEW_SESSION_TICKET("NST");

    private final String abbreviation;

    Place(String abbreviation) {
        this.abbreviation = abbreviation;
    }

    /** As the RFC's table abbreviates it. */
    public String abbreviation() {
        return abbreviation;
    }

    /** Does it answer extensions of the other side, so that nothing may stand there unasked? */
    boolean answersHello() {
        return switch (this) {
            case SERVER_HELLO_12, SERVER_HELLO_13, HELLO_RETRY_REQUEST, ENCRYPTED_EXTENSIONS -> true;
            case CLIENT_HELLO, ENCODED_CLIENT_HELLO, CERTIFICATE, CERTIFICATE_REQUEST, NEW_SESSION_TICKET -> false;
        };
    }
}
