package dev.parley.client12;

import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Chains;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.message.CertificateStatus;
import dev.parley.message.Heard;
import dev.parley.message.ServerKeyExchange;
import java.util.Optional;
import java.util.Set;

/** The server sends its public value, signed; a stapled OCSP response may come before. RFC 5246 section 7.4.3. */
record WaitServerKeyExchange(Shown shown) implements Client12 {
    @Override
    public Agreed12 agreed() {
        return shown.agreed();
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(ServerKeyExchange.Ecdhe.class, ServerKeyExchange.Dhe.class, CertificateStatus.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        return switch (heard) {
            case ServerKeyExchange.Signed exchange ->
                Step.become(new WaitServerHelloDone(shown, Optional.of(checked(exchange)), Optional.empty()));
            case CertificateStatus status -> Step.become(new WaitServerKeyExchange(Stapled.to(shown, status)));
            default -> throw unexpected(heard);
        };
    }

    private ServerKeyExchange.Signed checked(ServerKeyExchange.Signed exchange) {
        Chains.checkScheme(exchange.algorithm(), agreed().party().config().schemes(), shown.leaf(), false);
        KeyAgreement12.check(exchange, agreed());
        return exchange;
    }
}
