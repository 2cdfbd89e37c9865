package dev.parley.inner;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;
import static dev.parley.failure.Reason.ECH_CHANGED_AFTER_RETRY;
import static dev.parley.failure.Reason.ECH_DOES_NOT_OPEN;
import static dev.parley.failure.Reason.INNER_HELLO_IN_THE_OPEN;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.ech.EchKey;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.EncryptedClientHello.Outer;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.hpke.Hpke;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * The server has opened a hello that was hidden within another, and goes on with that. RFC 9849 section 7.1.
 *
 * @param offer how it was hidden
 * @param hpke opens the second one, if there must be one
 * @param hello the hidden one
 */
public record Opened(Outer offer, Hpke hpke, ClientHello hello) {
    /**
     * Opens a first hello, if it hides another and one of this server's keys fits. If none does it may be GREASE, so
     * there is nothing to complain about.
     */
    public static Optional<Opened> of(Party party, ClientHello outer, Output out) {
        var ech = party.config().ech();
        return outer.extensions().offered(EncryptedClientHello.IT).flatMap(offer -> switch (offer) {
            case Outer it -> open(party, outer, it, out);
            case EncryptedClientHello.Inner _ when ech.backend() -> Optional.empty();
            case EncryptedClientHello.Inner _ ->
                throw INNER_HELLO_IN_THE_OPEN.because("encrypted_client_hello is of type inner");
        });
    }

    private static Optional<Opened> open(Party party, ClientHello outer, Outer offer, Output out) {
        var keys = party.config().ech().keys();
        var authenticated = OuterHello.authenticated(outer, offer);
        for (var key : keys.all()) {
            var keyConfig = key.config().contents().keyConfig();
            if (!keys.ignoresIds() && keyConfig.configId() != offer.configId()) continue;
            if (!keyConfig.suites().contains(offer.suite()) || !offer.suite().isKnownTo(party.crypto())) continue;
            var hpke = hpke(party.crypto(), key, offer);
            if (hpke.isEmpty()) continue;
            try {
                var plain = hpke.get().open(0, authenticated, offer.payload());
                tell(party.crypto(), outer, key, hpke.get(), out);
                var opened = new Opened(offer, hpke.get(), InnerHello.expand(plain, outer));
                out.opened(opened.hello, Dialect.HELLO.encode(opened.hello));
                return Optional.of(opened);
            } catch (Aead.Altered _) {
                hpke.get().close(); // made for another key
            }
        }
        return Optional.empty();
    }

    private static Optional<Hpke> hpke(Crypto crypto, EchKey key, Outer offer) {
        try {
            return Optional.of(Hpke.from(crypto, key.config().contents().keyConfig().kem(), offer.suite(), key.key(),
                offer.encapsulation(), key.config().info()));
        } catch (HandshakeFailure e) {
            if (e.reason() != BAD_KEY_SHARE) throw e;
            return Optional.empty();
        }
    }

    /** For whoever reads recordings. RFC 9850 section 2.3. */
    private static void tell(Crypto crypto, ClientHello outer, EchKey key, Hpke hpke, Output out) {
        out.expose("ECH_SECRET", outer.random(), hpke.shared());
        try (var config = crypto.secret(key.config().bytes().toArray())) {
            out.expose("ECH_CONFIG", outer.random(), config);
        }
    }

    /** Opens the hello that answers a HelloRetryRequest; there is no other key now. RFC 9849 section 7.1.1. */
    public ClientHello again(ClientHello outer, Output out) {
        var second = outer.extensions().offered(EncryptedClientHello.IT)
            .orElseThrow(() -> MISSING_REQUIRED_EXTENSION.because("the second hello has no encrypted_client_hello"));
        if (!(second instanceof Outer(var suite, var id, Bytes encapsulation, var payload)))
            throw ECH_CHANGED_AFTER_RETRY.because("it is of another type");
        if (!suite.equals(offer.suite()) || id != offer.configId() || !encapsulation.isEmpty())
            throw ECH_CHANGED_AFTER_RETRY.because("first %s with id %d, then %s with id %d and %d bytes of enc",
                offer.suite(), offer.configId(), suite, id, encapsulation.length());
        try {
            var plain = hpke.open(1, OuterHello.authenticated(outer, (Outer) second), payload);
            var inner = InnerHello.expand(plain, outer);
            out.opened(inner, Dialect.HELLO.encode(inner));
            return inner;
        } catch (Aead.Altered e) {
            throw ECH_DOES_NOT_OPEN.because(e, "the second hello was not made with the keys of the first");
        }
    }
}
