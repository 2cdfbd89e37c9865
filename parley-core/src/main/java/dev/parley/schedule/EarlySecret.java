package dev.parley.schedule;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first stage of the key schedule of TLS 1.3. RFC 9846 section 7.1.
 *
 * <pre>
 *             0
 *             |
 *   PSK -> HKDF-Extract = Early Secret
 *             +---- "ext binder" | "res binder" | "imp binder" -- "" --- binder key
 *             +---- "c e traffic" --- ClientHello ---------------------- client early traffic secret
 *             +---- "e exp master" -- ClientHello ---------------------- early exporter secret
 *             |
 *         "derived" -> {@link HandshakeSecret}
 * </pre>
 *
 * For one thread.
 */
public final class EarlySecret implements AutoCloseable {
    /** Where a PSK comes from, which its binder says. RFC 9846 section 4.3.11.2, RFC 9258 section 5.2. */
    public enum Origin {
        EXTERNAL("ext binder"),
        RESUMPTION("res binder"),
        IMPORTED("imp binder");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        /** What its binder key is derived with. */
        public String binderLabel() {
            return label;
        }

        /** As observers are told it: {@code external psk}. */
        public String secretName() {
            return name().toLowerCase(Locale.ROOT) + " psk";
        }
    }

    private final Crypto crypto;
    private final HashAlgorithm hash;
    private final Secret secret;
    private final Optional<Known> known;

    private EarlySecret(Crypto crypto, HashAlgorithm hash, Secret secret, Optional<Known> known) {
        this.crypto = crypto;
        this.hash = hash;
        this.secret = secret;
        this.known = known;
    }

    /** Without a PSK this stage is the same for everybody, and no secret: so it is computed once. */
    public static EarlySecret withoutPsk(Crypto crypto, HashAlgorithm hash) {
        var known = WITHOUT_PSK.computeIfAbsent(hash, it -> Known.of(crypto, it));
        return new EarlySecret(crypto, hash, known.secret, Optional.of(known));
    }

    private static final Map<HashAlgorithm, Known> WITHOUT_PSK = new ConcurrentHashMap<>();

    /** Both are shared, and never closed. */
    private record Known(Secret secret, Secret salt) {
        static Known of(Crypto crypto, HashAlgorithm hash) {
            try (var secret = crypto.extract(hash, null, null); var salt = derived(crypto, hash, secret)) {
                return new Known(secret.keep(), salt.keep());
            }
        }
    }

    /** @param psk borrowed */
    public static EarlySecret of(Crypto crypto, HashAlgorithm hash, Secret psk) {
        return new EarlySecret(crypto, hash, crypto.extract(hash, null, psk), Optional.empty());
    }

    public Secret binderKey(Origin origin) {
        return Labels.derive(crypto, hash, secret, origin.label, Labels.hashOfNothing(crypto, hash));
    }

    /** @param transcript hash of ClientHello */
    public Secret clientTraffic(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "c e traffic", transcript);
    }

    /** @param transcript hash of ClientHello */
    public Secret exporter(byte[] transcript) {
        return Labels.derive(crypto, hash, secret, "e exp master", transcript);
    }

    /** The next stage; this one is spent. @param shared the (EC)DHE secret, borrowed; {@code null} with a PSK alone */
    public HandshakeSecret handshake(Secret shared) {
        if (known.isPresent()) return new HandshakeSecret(crypto, hash, crypto.extract(hash, known.get().salt, shared));
        try (secret; var salt = derived(crypto, hash, secret)) {
            return new HandshakeSecret(crypto, hash, crypto.extract(hash, salt, shared));
        }
    }

    private static Secret derived(Crypto crypto, HashAlgorithm hash, Secret secret) {
        return Labels.derive(crypto, hash, secret, "derived", Labels.hashOfNothing(crypto, hash));
    }

    @Override
    public void close() {
        if (known.isEmpty()) secret.close();
    }
}
