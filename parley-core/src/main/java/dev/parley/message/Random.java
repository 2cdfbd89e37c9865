package dev.parley.message;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** The 32 random bytes of a hello, and the special ones. RFC 9846 section 4.2.3. */
public final class Random {
    private Random() {}

    static final Codec<Bytes> RANDOM = Codec.alias("Random", Codec.fixed(32));

    /** SHA-256 of "HelloRetryRequest": a ServerHello with this random is one. */
    public static final Bytes HELLO_RETRY_REQUEST =
        Bytes.ofHex("CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");

    /** "DOWNGRD" and 1, at the end of the random of a server that could do TLS 1.3 and speaks TLS 1.2. */
    public static final Bytes DOWNGRADED_TO_12 = Bytes.ofHex("444F574E47524401");

    /** "DOWNGRD" and 0, for TLS 1.1 and older. */
    public static final Bytes DOWNGRADED_FURTHER = Bytes.ofHex("444F574E47524400");
}
