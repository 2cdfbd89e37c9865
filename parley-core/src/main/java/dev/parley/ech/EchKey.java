package dev.parley.ech;

import dev.parley.crypto.Crypto;
import dev.parley.hpke.Hpke;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import dev.parley.wire.Bytes;
import java.security.PrivateKey;
import java.util.List;
import java.util.Objects;

/**
 * A server's configuration with the key to it.
 *
 * @param current is it to be told to clients that have an outdated one? An old one, kept for those who still have it, is not
 */
public record EchKey(EchConfig config, PrivateKey key, boolean current) {
    public EchKey {
        Objects.requireNonNull(key);
        config.contents();
    }

    /**
     * A fresh one.
     *
     * @param configId 0 to 255, other than those of the keys in use
     * @param longestName bytes of the longest name behind this server, so that names are padded to it
     */
    public static EchKey generate(Crypto crypto, HpkeKem kem, List<HpkeSuite> suites, int configId,
        String publicName, int longestName) {
        if (!PublicName.isValid(Bytes.ofLatin1(publicName)))
            throw new IllegalArgumentException("the public name must be a host name, not " + publicName);
        var pair = crypto.kem(kem).generate();
        var keyConfig = new HpkeKeyConfig(configId, kem, crypto.kem(kem).write(pair.getPublic()), suites);
        return new EchKey(EchConfig.of(new EchContents(keyConfig, longestName, Bytes.ofLatin1(publicName), List.of())),
            pair.getPrivate(), true);
    }

    /** The same for clients that still have it. */
    public EchKey retired() {
        return new EchKey(config, key, false);
    }

    /** Do the key and the configuration belong together? */
    public boolean fits(Crypto crypto) {
        var keyConfig = config.contents().keyConfig();
        if (!crypto.kems().contains(keyConfig.kem())) return false;
        var suite = HpkeSuite.USUAL.getFirst();
        try {
            var sender = Hpke.to(crypto, keyConfig.kem(), suite, keyConfig.publicKey(), Bytes.EMPTY);
            try (var to = sender.hpke();
                var from = Hpke.from(crypto, keyConfig.kem(), suite, key, sender.encapsulation(), Bytes.EMPTY)) {
                return to.shared().use(bytes -> Bytes.of(bytes).sameInConstantTime(from.shared().use(byte[]::clone)));
            }
        } catch (dev.parley.failure.HandshakeFailure _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return config.toString(); // nothing of the key
    }
}
