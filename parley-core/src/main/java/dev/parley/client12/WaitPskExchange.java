package dev.parley.client12;

import dev.parley.config.Side;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.ExternalKeys;
import dev.parley.handshake.Keys12;
import dev.parley.handshake.Output;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Premaster12;
import dev.parley.handshake.Step;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.Heard;
import dev.parley.message.ServerHelloDone;
import dev.parley.message.ServerKeyExchange;
import dev.parley.session.ExternalPsk;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Both sides have a key, so the server shows no certificate: it may hint at which key it means, with ECDHE_PSK it sends its
 * public value, and it is done. Which key is taken does not depend on the hint. RFC 4279 sections 2 and 5.2, RFC 5489.
 */
record WaitPskExchange(Agreed12 agreed, Optional<ServerKeyExchange> exchange) implements Client12 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        if (exchange.isPresent()) return Set.of(ServerHelloDone.class);
        return agreed.suite().keyExchange() == KeyExchange.ECDHE_PSK ? Set.of(ServerKeyExchange.EcdhePsk.class)
            : Set.of(ServerKeyExchange.Psk.class, ServerHelloDone.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!legal().contains(heard.getClass())) throw unexpected(heard);
        return switch (heard) {
            case ServerKeyExchange.EcdhePsk ecdhe -> {
                KeyAgreement12.check(ecdhe.ecdhParams(), agreed.party().config().groups());
                yield Step.become(new WaitPskExchange(agreed, Optional.of(ecdhe)));
            }
            case ServerKeyExchange.Psk hint -> Step.become(new WaitPskExchange(agreed, Optional.of(hint)));
            case ServerHelloDone _ -> answer(out);
            default -> throw unexpected(heard);
        };
    }

    /** Suites like this are offered only by whoever has a key. */
    private Step answer(Output out) {
        var psk = ExternalKeys.of12(agreed.party()).getFirst();
        return exchange.orElse(null) instanceof ServerKeyExchange.EcdhePsk(_, var params)
            ? answer(psk, Optional.of(KeyAgreement12.of(params, agreed.party().crypto())), out)
            : answer(psk, Optional.empty(), out);
    }

    private Step answer(ExternalPsk psk, Optional<KeyAgreement12> half, Output out) {
        out.say(dialect(), new ClientKeyExchange(psk.identity(),
            half.map(KeyAgreement12::exchangeKeys).orElse(Bytes.EMPTY)));
        var premaster =
            Premaster12.ofPsk(agreed.party().crypto(), half.map(KeyAgreement12::premaster), psk.key());
        var keys = Keys12.of(agreed, premaster, out);
        out.transcript().release();
        var said = keys.sayFinished(Side.CLIENT, out);
        Optional<NamedGroup> group = half.flatMap(KeyAgreement12::group);
        return Step.become(Answered.next(new Answered(keys, new PeerProven.ByEarlierKey(List.of()), List.of(), group,
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(said))));
    }
}
