package dev.parley.inner;

import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Place;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;

/** The hello around the hidden one, which vouches for the whole of itself but the hidden part. RFC 9849 section 5.2. */
public final class OuterHello {
    private OuterHello() {}

    public static ClientHello with(ClientHello hello, EncryptedClientHello.Outer offer) {
        return hello.with(hello.extensions().replace(EncryptedClientHello.IT, Place.CLIENT_HELLO, offer));
    }

    /** What is authenticated: the message without its header, with zeros in the place of the payload. */
    public static Bytes authenticated(ClientHello hello, EncryptedClientHello.Outer offer) {
        var blank = with(hello, offer.payload(Bytes.own(new byte[offer.payload().length()])));
        return Dialect.HELLO.encode(blank).from(HEADER);
    }

    private static final int HEADER = 4;
}
