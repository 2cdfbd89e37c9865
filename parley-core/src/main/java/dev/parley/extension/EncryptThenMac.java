package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;

import dev.parley.id.BulkCipher;
import dev.parley.wire.Codec;
import java.util.Optional;

/** In CBC suites, authenticate what is sent, not what was meant: no padding oracle. RFC 7366. */
public final class EncryptThenMac implements Extension<Boolean, Boolean> {
    public static final EncryptThenMac IT = new EncryptThenMac();

    private EncryptThenMac() {}

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(22, "encrypt_then_mac", "RFC 7366 section 2")
        .in(Codec.nothing("Empty", true), CLIENT_HELLO, SERVER_HELLO_12);

    @Override
    public Optional<Boolean> offer(Offering offering) {
        return offering.config().offersCbc() ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Optional<Boolean> answer(Boolean offered, Answering answering) {
        return answering.suite().cipher().kind() == BulkCipher.Kind.CBC ? Optional.of(true) : Optional.empty();
    }
}
