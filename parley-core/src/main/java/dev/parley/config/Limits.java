package dev.parley.config;

/**
 * What a stranger may make this side hold or do.
 *
 * @param handshakeMessage bytes of one handshake message, certificates apart
 * @param certificateMessage bytes of one Certificate message
 * @param certificates how many certificates a chain may have
 * @param warnings warning alerts in a row
 * @param emptyRecords records without content in a row
 * @param keyUpdates key updates in a row without application data
 */
public record Limits(int handshakeMessage, int certificateMessage, int certificates, int warnings, int emptyRecords,
    int keyUpdates) {
    public static final Limits STANDARD = new Limits(1 << 17, 1 << 18, 16, 4, 32, 32);
}
