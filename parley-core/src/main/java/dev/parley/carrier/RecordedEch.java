package dev.parley.carrier;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.ech.EchConfig;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.EncryptedClientHello.Outer;
import dev.parley.failure.HandshakeFailure;
import dev.parley.hpke.Hpke;
import dev.parley.inner.InnerHello;
import dev.parley.inner.OuterHello;
import dev.parley.message.ClientHello;
import dev.parley.observe.KeyRing;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.util.Optional;

/**
 * Opens the hidden hellos of a recording with what a key log says of them, ECH_SECRET and ECH_CONFIG, which stand under the
 * visible hello's random. RFC 9850 section 2.3.
 */
final class RecordedEch {
    private RecordedEch() {}

    static Optional<ClientHello> open(Crypto crypto, KeyRing keys, ClientHello outer) {
        if (!(outer.extensions().offered(EncryptedClientHello.IT).orElse(null) instanceof Outer offer))
            return Optional.empty();
        var secret = keys.secret("ECH_SECRET", outer.random()).filter(it -> !it.isEmpty());
        var config = keys.secret("ECH_CONFIG", outer.random());
        if (secret.isEmpty() || config.isEmpty()) return Optional.empty();
        return open(crypto, outer, offer, secret.get(), config.get());
    }

    /** What does not open or makes no sense is left closed: a key log may be of something else. */
    private static Optional<ClientHello> open(Crypto crypto, ClientHello outer, Outer offer, Bytes secret,
        Bytes logged) {
        try {
            var config = EchConfig.of(logged);
            if (config.known().isEmpty() || !offer.suite().isKnownTo(crypto)) return Optional.empty();
            var kem = config.contents().keyConfig().kem();
            try (var hpke = Hpke.of(crypto, kem, offer.suite(), crypto.secret(secret.toArray()), config.info())) {
                // The second hello goes under the keys of the first, and encapsulates nothing. RFC 9849 section 6.1.5.
                int number = offer.encapsulation().isEmpty() ? 1 : 0;
                var plain = hpke.open(number, OuterHello.authenticated(outer, offer), offer.payload());
                return Optional.of(InnerHello.expand(plain, outer));
            }
        } catch (Aead.Altered | WireFailure | HandshakeFailure _) {
            return Optional.empty();
        }
    }
}
