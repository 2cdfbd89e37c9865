package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_PROTOCOL;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** Which protocol will be spoken inside: the client lists some, the server picks one. RFC 7301. */
public final class Alpn implements Extension<Alpn.Names, Alpn.Names> {
    public static final Alpn IT = new Alpn();

    private Alpn() {}

    public record Names(List<Bytes> names) {}

    private static final Codec<Names> WIRE = struct("ProtocolNameList",
        field("protocol_name_list", vector(alias("ProtocolName", opaque(1, 0xFF)), 2, 0xFFFF), Names::names),
        Names::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(16, "application_layer_protocol_negotiation", "RFC 7301 section 3.1")
        .in(WIRE, CLIENT_HELLO, SERVER_HELLO_12, ENCRYPTED_EXTENSIONS);

    @Override
    public Optional<Names> offer(Offering offering) {
        var protocols = offering.config().protocols();
        return protocols.isEmpty() ? Optional.empty() : Optional.of(new Names(protocols));
    }

    @Override
    public Optional<Names> answer(Names offered, Answering answering) {
        return answering.config().protocolChoice().choose(offered.names).map(chosen -> {
            if (!offered.names.contains(chosen)) throw new IllegalStateException(
                "the application chose the protocol %s, and the client offers %s (RFC 7301 section 3.2)"
                    .formatted(chosen, offered.names));
            return new Names(List.of(chosen));
        });
    }

    @Override
    public void accept(Names offered, Names answer) {
        if (answer.names.size() != 1 || !offered.names.containsAll(answer.names))
            throw SERVER_CHOSE_UNOFFERED_PROTOCOL.because("offered %s, answered %s", offered.names, answer.names);
    }

    /** The protocol that was agreed on, from the server's answers. */
    public static Optional<Bytes> in(ExtensionBlock answers) {
        return answers.answered(IT).map(answer -> answer.names.getFirst());
    }
}
