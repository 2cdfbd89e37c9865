package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.rest;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** What is encrypted when a hello is hidden within another: the hello, shortened, and zeros behind it. RFC 9849 section 5.1. */
public record EncodedClientHelloInner(ClientHello clientHello, Bytes zeros) {
    public static final Codec<EncodedClientHelloInner> WIRE = struct("EncodedClientHelloInner",
        field("client_hello", ClientHello.ENCODED, EncodedClientHelloInner::clientHello),
        field("zeros", rest("zeros"), EncodedClientHelloInner::zeros),
        EncodedClientHelloInner::new);
}
