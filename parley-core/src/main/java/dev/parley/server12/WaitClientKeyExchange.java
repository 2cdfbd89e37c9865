package dev.parley.server12;

import static dev.parley.failure.Reason.UNKNOWN_PSK;

import dev.parley.crypto.Secret;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.ExternalKeys;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Premaster12;
import dev.parley.handshake.Step;
import dev.parley.id.Authentication;
import dev.parley.id.KeyExchange;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.Heard;
import java.util.Optional;
import java.util.Set;

/** The client's half of the key agreement makes the premaster secret. RFC 5246 section 7.4.7. */
record WaitClientKeyExchange(ServerFlight.Flight flight, Optional<ClientShown> shown) implements Server12 {
    @Override
    public Agreed12 agreed() {
        return flight.agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(ClientKeyExchange.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof ClientKeyExchange exchange)) throw unexpected(heard);
        var keys = Keys12.of(agreed(), premaster(exchange), out);
        var done = new Exchanged(keys, Optional.of(flight.chosen()), Optional.empty());
        return Step.become(shown.isPresent() ? new WaitCertificateVerify(done, shown.get())
            : new WaitChangeCipherSpec(done, ClientProof.none()));
    }

    private Secret premaster(ClientKeyExchange exchange) {
        if (agreed().suite().authentication() == Authentication.PSK) return ofPsk(exchange);
        var own = flight.chosen().own().orElseThrow().credential();
        if (flight.offer().isEmpty())
            return agreed().party().crypto().decryptPremaster(own.key(), exchange.exchangeKeys(),
                agreed().client().legacyVersion().id());
        try (var offer = flight.offer().get()) {
            if (agreed().suite().keyExchange() != KeyExchange.DHE) return offer.finish(exchange.exchangeKeys());
            return Premaster12.stripped(agreed().party().crypto(),
                Premaster12.finiteField(() -> offer.finish(exchange.exchangeKeys())));
        }
    }

    private Secret ofPsk(ClientKeyExchange exchange) {
        var known = ExternalKeys.of12(agreed().party()).stream()
            .filter(psk -> psk.identity().equals(exchange.pskIdentity())).findFirst();
        var psk = known.orElseThrow(() -> UNKNOWN_PSK.because("the client names %s", exchange.pskIdentity()));
        var crypto = agreed().party().crypto();
        if (flight.offer().isEmpty()) return Premaster12.ofPsk(crypto, Optional.empty(), psk.key());
        try (var offer = flight.offer().get()) {
            return Premaster12.ofPsk(crypto, Optional.of(offer.finish(exchange.exchangeKeys())), psk.key());
        }
    }
}
