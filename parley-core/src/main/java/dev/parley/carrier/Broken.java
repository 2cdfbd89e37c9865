package dev.parley.carrier;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.handshake.State;
import dev.parley.message.HandshakeType;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import dev.parley.wire.WireFailure;
import java.util.Set;

/** Finds the place where a message stopped making sense. Looked for only once a message is known to be broken. */
final class Broken {
    private Broken() {}

    static HandshakeFailure message(WireFailure failure, State state, Bytes bytes) {
        var reason = switch (failure.kind()) {
            case MALFORMED -> Reason.MALFORMED_MESSAGE;
            case FORBIDDEN_VALUE -> Reason.FORBIDDEN_VALUE;
        };
        var name = new HandshakeType(bytes.at(0)).name();
        var field = field(Span.ofBroken(state.dialect(), bytes), failure.at());
        return reason.because(failure, "%s: %s", name, failure.getMessage()).in(state.name(), name, field);
    }

    /** The innermost field with a name of its own that was open at this byte: a length is part of what it is the length of. */
    private static String field(Span span, int at) {
        for (var part : span.parts().reversed())
            if (!NAMELESS.contains(part.field()) && part.from() <= at && at <= part.to()) {
                var inner = field(part, at);
                return inner.isEmpty() ? part.field() : inner;
            }
        return "";
    }

    private static final Set<String> NAMELESS = Set.of("undecodable", "length");
}
