package dev.parley.config;

/**
 * What a stranger may make this side hold or do.
 *
 * @param handshakeMessage bytes of one handshake message, certificates apart
 * @param certificateMessage bytes of one Certificate message
 * @param handshake bytes of all messages of the peer until the handshake is complete
 * @param fragments records that one handshake message may be spread over
 * @param certificates how many certificates a chain may have
 * @param warnings warning alerts in a row, and requests for renegotiation in TLS 1.2
 * @param emptyRecords records in a row that bring nothing: without content, or a change_cipher_spec without meaning
 * @param keyUpdates key updates in a row without application data
 * @param tickets client: how many tickets of one connection are kept; more are passed over
 */
public record Limits(int handshakeMessage, int certificateMessage, int handshake, int fragments, int certificates,
    int warnings, int emptyRecords, int keyUpdates, int tickets) {
    public static final Limits STANDARD = new Limits(1 << 17, 1 << 18, 1 << 20, 1 << 13, 16, 4, 32, 32, 16);
}
