package dev.parley.handshake;

import dev.parley.config.TlsConfig;
import dev.parley.extension.Alpn;
import dev.parley.extension.ExtensionBlock;
import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Rejected;
import dev.parley.observe.Decision.Why;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Says why a server picked its application protocol. RFC 7301 section 3.2. */
public final class ProtocolTold {
    private ProtocolTold() {}

    /** Tells nothing if no protocol was agreed on. */
    public static void tell(TlsConfig config, ExtensionBlock hello, ExtensionBlock answers, Output out) {
        var offered = hello.offered(Alpn.IT).map(Alpn.Names::names).orElse(List.of());
        Alpn.in(answers)
            .ifPresent(chosen -> out.decided(() -> new Decision(Decision.Kind.APPLICATION_PROTOCOL, chosen.text(),
                Why.FIRST_IN_OUR_ORDER, others(config.protocols(), offered, chosen))));
    }

    private static List<Rejected> others(List<Bytes> ours, List<Bytes> offered, Bytes chosen) {
        var others = new ArrayList<Rejected>();
        for (var protocol : ours)
            if (!protocol.equals(chosen)) others.add(new Rejected(protocol.text(),
                offered.contains(protocol) ? Why.LESS_PREFERRED : Why.NOT_OFFERED, ""));
        for (var protocol : offered)
            if (!ours.contains(protocol) && !protocol.equals(chosen))
                others.add(new Rejected(protocol.text(), Why.NOT_ALLOWED_HERE, ""));
        return others;
    }
}
