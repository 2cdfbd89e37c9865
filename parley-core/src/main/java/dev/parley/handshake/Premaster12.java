package dev.parley.handshake;

import static dev.parley.failure.Reason.BAD_DH_VALUE;
import static dev.parley.failure.Reason.BAD_KEY_SHARE;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.Prf12;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** From the premaster secret of TLS 1.2 to the main secret. RFC 5246 section 8.1, RFC 7627. */
public final class Premaster12 {
    private Premaster12() {}

    /**
     * The main secret; the premaster secret is closed. ClientKeyExchange must be the newest message in the transcript.
     *
     * @param extended bound to the whole handshake? RFC 7627 section 4
     */
    public static Secret mainSecret(Crypto crypto, CipherSuite suite, Secret premaster, boolean extended,
        Transcript transcript,
        Bytes clientRandom, Bytes serverRandom) {
        try (premaster) {
            return extended ? Prf12.extendedMainSecret(crypto, suite.hash(), premaster, transcript.now())
                : Prf12.mainSecret(crypto, suite.hash(), premaster, clientRandom, serverRandom);
        }
    }

    /**
     * From a key that both sides were given: behind as many zeros, or behind the secret of an exchange. RFC 4279 section 2,
     * RFC 5489 section 2.
     *
     * @param exchanged closed; empty without an exchange
     */
    public static Secret ofPsk(Crypto crypto, Optional<Secret> exchanged, Secret key) {
        return key.use(own -> {
            if (exchanged.isEmpty()) return crypto.secret(joined(new byte[own.length], own));
            try (var secret = exchanged.get()) {
                return secret.use(other -> crypto.secret(joined(other, own)));
            }
        });
    }

    /** Each with its length before it. */
    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(4 + first.length + second.length).putShort((short) first.length).put(first)
            .putShort((short) second.length).put(second).array();
    }

    /**
     * A finite-field exchange of TLS 1.2, in which a value out of range has an alert of its own. RFC 7919 sections 3 and 4.
     *
     * @throws HandshakeFailure BAD_DH_VALUE
     */
    public static <T> T finiteField(Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (HandshakeFailure e) {
            throw e.reason() == BAD_KEY_SHARE ? BAD_DH_VALUE.because(e, "%s", e.detail()) : e;
        }
    }

    /**
     * A finite-field secret without its leading zeros: TLS 1.2 takes them off, TLS 1.3 does not. RFC 5246 section 8.1.2.
     *
     * @param secret closed
     */
    public static Secret stripped(Crypto crypto, Secret secret) {
        try (secret) {
            return secret.use(bytes -> {
                int zeros = 0;
                while (zeros < bytes.length - 1 && bytes[zeros] == 0) zeros++;
                return crypto.secret(Arrays.copyOfRange(bytes, zeros, bytes.length));
            });
        }
    }
}
