package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;

/**
 * The last stage of the key schedule of TLS 1.3. RFC 9846 section 7.1.
 *
 * <pre>
 *          {@link HandshakeSecret}
 *               |
 *           "derived"
 *               |
 *   0 -> HKDF-Extract = Main Secret
 *               +---- "c ap traffic" -- ClientHello...server Finished -- client application traffic secret 0
 *               +---- "s ap traffic" -- ClientHello...server Finished -- server application traffic secret 0
 *               +---- "exp master" ---- ClientHello...server Finished -- exporter secret
 *               +---- "res master" ---- ClientHello...client Finished -- resumption secret
 * </pre>
 *
 * For one thread.
 */
public final class MainSecret implements AutoCloseable {
    private final Crypto crypto;
    private final HashAlgorithm hash;
    private final Secret secret;

    MainSecret(Crypto crypto, HashAlgorithm hash, Secret secret) {
        this.crypto = crypto;
        this.hash = hash;
        this.secret = secret;
    }

    /** @param transcript hash of ClientHello...server Finished */
    public Secret clientTraffic(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "c ap traffic", transcript);
    }

    /** @param transcript hash of ClientHello...server Finished */
    public Secret serverTraffic(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "s ap traffic", transcript);
    }

    /** @param transcript hash of ClientHello...server Finished */
    public Secret exporter(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "exp master", transcript);
    }

    /** @param transcript hash of ClientHello...client Finished */
    public Secret resumption(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "res master", transcript);
    }

    @Override
    public void close() {
        secret.close();
    }
}
