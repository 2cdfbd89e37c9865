package dev.parley.extension;

import dev.parley.config.TlsConfig;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;

/**
 * What a server knows when it answers extensions: the version and the suite it has chosen, and all that was offered.
 *
 * @param givesTicket TLS 1.2: will a NewSessionTicket come?
 * @param takesEarlyData TLS 1.3: is early data accepted?
 * @param resumes does an earlier session go on?
 */
public record Answering(TlsConfig config, ProtocolVersion version, CipherSuite suite, ExtensionBlock offered,
    boolean givesTicket, boolean takesEarlyData, boolean resumes) {
    boolean is12() {
        return version.equals(ProtocolVersion.TLS_1_2);
    }
}
