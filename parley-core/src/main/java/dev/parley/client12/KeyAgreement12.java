package dev.parley.client12;

import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_GROUP;
import static dev.parley.failure.Reason.UNSUPPORTED_CURVE_FORMAT;
import static dev.parley.failure.Reason.WEAK_DH_GROUP;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.SafePrime;
import dev.parley.crypto.Secret;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Premaster12;
import dev.parley.id.NamedGroup;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** The client's half of the key agreement of TLS 1.2: what it sends, and the premaster secret. RFC 5246 section 7.4.7. */
record KeyAgreement12(Bytes exchangeKeys, Secret premaster, Optional<NamedGroup> group) {
    /** Primes shorter than this are refused. RFC 9325 section 4.1. */
    private static final int LEAST_PRIME_BITS = 2048;
    private static final int MOST_PRIME_BITS = 8192;

    /** The parameters must be of a group that was offered, or of a prime long enough. */
    static void check(ServerKeyExchange.Signed exchange, Agreed12 agreed) {
        var groups = agreed.party().config().groups();
        switch (exchange) {
            case ServerKeyExchange.Ecdhe(var params, _, _) -> check(params, groups);
            case ServerKeyExchange.Dhe(var params, _, _) -> {
                int bits = new BigInteger(1, params.p().toArray()).bitLength();
                if (bits < LEAST_PRIME_BITS || bits > MOST_PRIME_BITS)
                    throw WEAK_DH_GROUP.because("a prime of %d bits, wanted %d to %d", bits, LEAST_PRIME_BITS,
                        MOST_PRIME_BITS);
            }
        }
    }

    static void check(ServerKeyExchange.EcdhParams params, List<NamedGroup> groups) {
        if (params.curveType() != ServerKeyExchange.EcdhParams.NAMED_CURVE)
            throw UNSUPPORTED_CURVE_FORMAT.because("curve_type %d", params.curveType());
        if (!groups.contains(params.group()) || !params.group().isFor12())
            throw SERVER_CHOSE_UNOFFERED_GROUP.because("%s", params.group()).offers("groups", groups,
                params.group());
    }

    static KeyAgreement12 of(ServerKeyExchange.Signed exchange, Crypto crypto) {
        return switch (exchange) {
            case ServerKeyExchange.Ecdhe(var params, _, _) -> of(params, crypto);
            case ServerKeyExchange.Dhe(var params, _, _) -> {
                var answer = Premaster12.finiteField(
                    () -> crypto.finiteField(params.p(), params.g()).answer(params.publicValue()));
                yield new KeyAgreement12(answer.share(), Premaster12.stripped(crypto, answer.secret()), named(params));
            }
        };
    }

    static KeyAgreement12 of(ServerKeyExchange.EcdhParams params, Crypto crypto) {
        var answer = crypto.group(params.group()).answer(params.point());
        return new KeyAgreement12(answer.share(), answer.secret(), Optional.of(params.group()));
    }

    private static Optional<NamedGroup> named(ServerKeyExchange.DhParams params) {
        return SafePrime.of(new BigInteger(1, params.p().toArray()), new BigInteger(1, params.g().toArray()))
            .map(SafePrime::group);
    }

    /** 48 bytes: the version of ClientHello, and random ones, encrypted for the server's key. RFC 5246 section 7.4.7.1. */
    static KeyAgreement12 rsa(Shown shown, Crypto crypto) {
        var bytes = new byte[48];
        crypto.random(bytes);
        int version = shown.agreed().client().legacyVersion().id();
        bytes[0] = (byte) (version >> 8);
        bytes[1] = (byte) version;
        var premaster = crypto.secret(bytes);
        return new KeyAgreement12(crypto.encryptPremaster(shown.leaf().key(), premaster), premaster, Optional.empty());
    }
}
