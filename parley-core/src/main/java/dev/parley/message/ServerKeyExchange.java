package dev.parley.message;

import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** The server's half of the key agreement. Not sent with RSA key exchange. RFC 5246 section 7.4.3. */
public sealed interface ServerKeyExchange extends Handshake
    permits ServerKeyExchange.Signed, ServerKeyExchange.Psk, ServerKeyExchange.EcdhePsk {
    /** The server's public value and its signature over it and both randoms. */
    sealed interface Signed extends ServerKeyExchange permits Dhe, Ecdhe {
        /** The parameters alone: what is signed, behind the randoms. */
        Bytes params();

        SignatureScheme algorithm();

        Bytes signature();
    }

    @Override
    default HandshakeType type() {
        return TYPE;
    }

    @Override
    default String name() {
        return "ServerKeyExchange";
    }

    HandshakeType TYPE = new HandshakeType(12);
    /** Stands where the wire has no algorithm. */
    SignatureScheme UNSAID = new SignatureScheme(0);

    /** Finite-field Diffie-Hellman: prime, generator and public value. RFC 5246 section 7.4.3. */
    record Dhe(DhParams dhParams, SignatureScheme algorithm, Bytes signature) implements Signed {
        static final Codec<Dhe> WIRE = struct("ServerKeyExchange",
            field("params", DhParams.WIRE, Dhe::dhParams),
            field("algorithm", SignatureScheme.WIRE, Dhe::algorithm),
            field("signature", opaque(0, 0xFFFF), Dhe::signature),
            Dhe::new);

        /** Before TLS 1.2 the algorithm goes without saying. RFC 4346 section 7.4.3. */
        static final Codec<Dhe> OLD = struct("ServerKeyExchange",
            field("params", DhParams.WIRE, Dhe::dhParams),
            field("signature", opaque(0, 0xFFFF), Dhe::signature),
            (params, signature) -> new Dhe(params, UNSAID, signature));

        @Override
        public Bytes params() {
            return DhParams.WIRE.encode(dhParams);
        }
    }

    /** Elliptic curves: the curve and the public value. RFC 8422 section 5.4. */
    record Ecdhe(EcdhParams ecdhParams, SignatureScheme algorithm, Bytes signature) implements Signed {
        static final Codec<Ecdhe> WIRE = struct("ServerKeyExchange",
            field("params", EcdhParams.WIRE, Ecdhe::ecdhParams),
            field("algorithm", SignatureScheme.WIRE, Ecdhe::algorithm),
            field("signature", opaque(0, 0xFFFF), Ecdhe::signature),
            Ecdhe::new);

        /** Before TLS 1.2 the algorithm goes without saying. RFC 4492 section 5.4. */
        static final Codec<Ecdhe> OLD = struct("ServerKeyExchange",
            field("params", EcdhParams.WIRE, Ecdhe::ecdhParams),
            field("signature", opaque(0, 0xFFFF), Ecdhe::signature),
            (params, signature) -> new Ecdhe(params, UNSAID, signature));

        @Override
        public Bytes params() {
            return EcdhParams.WIRE.encode(ecdhParams);
        }
    }

    /** Which of the keys that both sides were given is meant, in words of the server's own. RFC 4279 section 2. */
    record Psk(Bytes pskIdentityHint) implements ServerKeyExchange {
        static final Codec<Psk> WIRE = struct("ServerPskKeyExchange",
            field("psk_identity_hint", opaque(0, 0xFFFF), Psk::pskIdentityHint),
            Psk::new);
    }

    /** The same with a public value; the key that both have proves it, so nothing is signed. RFC 5489 section 2. */
    record EcdhePsk(Bytes pskIdentityHint, EcdhParams ecdhParams) implements ServerKeyExchange {
        static final Codec<EcdhePsk> WIRE = struct("ServerEcdhePskKeyExchange",
            field("psk_identity_hint", opaque(0, 0xFFFF), EcdhePsk::pskIdentityHint),
            field("params", EcdhParams.WIRE, EcdhePsk::ecdhParams),
            EcdhePsk::new);
    }

    /** A point on a curve, or what stands for one there. RFC 8422 section 5.4. */
    Codec<Bytes> EC_POINT =
        struct("ECPoint", field("point", opaque(1, 0xFF), (Bytes point) -> point), point -> point);

    /** {@code ServerDHParams}. */
    record DhParams(Bytes p, Bytes g, Bytes publicValue) {
        public static final Codec<DhParams> WIRE = struct("ServerDHParams",
            field("dh_p", opaque(1, 0xFFFF), DhParams::p),
            field("dh_g", opaque(1, 0xFFFF), DhParams::g),
            field("dh_Ys", opaque(1, 0xFFFF), DhParams::publicValue),
            DhParams::new);
    }

    /** {@code ServerECDHParams}. @param curveType 3 for a named curve, the only one in use */
    record EcdhParams(int curveType, NamedGroup group, Bytes point) {
        public static final int NAMED_CURVE = 3;
        public static final Codec<EcdhParams> WIRE = struct("ServerECDHParams",
            field("curve_type", alias("ECCurveType", Codec.UINT8), EcdhParams::curveType),
            field("namedcurve", alias("NamedCurve", NamedGroup.WIRE), EcdhParams::group),
            field("public", EC_POINT, EcdhParams::point),
            EcdhParams::new);
    }
}
