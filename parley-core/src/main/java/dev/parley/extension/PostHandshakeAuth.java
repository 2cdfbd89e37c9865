package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.Optional;

/** The client is willing to show a certificate later on, when asked. RFC 9846 section 4.3.6. */
public final class PostHandshakeAuth implements Extension<Boolean, Boolean> {
    public static final PostHandshakeAuth IT = new PostHandshakeAuth();

    private PostHandshakeAuth() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(49, "post_handshake_auth", "RFC 9846 section 4.3.6")
        .in(Codec.nothing("Empty", true), CLIENT_HELLO);

    @Override
    public Optional<Boolean> offer(Offering offering) {
        boolean offers = offering.config().postHandshakeAuth() && offering.offers(ProtocolVersion.TLS_1_3);
        return offers ? Optional.of(true) : Optional.empty();
    }
}
