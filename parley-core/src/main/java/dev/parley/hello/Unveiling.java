package dev.parley.hello;

import static dev.parley.failure.Reason.ECH_NOT_CONFIRMED;

import dev.parley.crypto.Crypto;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.handshake.Output;
import dev.parley.handshake.Transcript;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.Confirmation;
import dev.parley.message.Dialect;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.Optional;

/** With which of its two hellos does the server go on? RFC 9849 section 6.1.4. */
final class Unveiling {
    private Unveiling() {}

    /** @throws dev.parley.failure.HandshakeFailure ECH_NOT_CONFIRMED if the server takes back what it said */
    static WaitServerHello by(WaitServerHello waiting, ServerHello hello, Output out) {
        if (waiting.veil().isEmpty()) return waiting;
        var veil = waiting.veil().get();
        boolean version13 = hello.version().equals(ProtocolVersion.TLS_1_3);
        boolean accepted = version13 && isUsable(waiting, hello.cipherSuite())
            && Confirmation.in(hello).equals(expected(waiting, veil, hello, out.transcript()));
        if (veil.confirmed() && !accepted)
            throw ECH_NOT_CONFIRMED.because("ServerHello ends with %s", Confirmation.in(hello).hex());
        if (!accepted) return rejected(waiting, veil);
        if (!veil.confirmed()) accept(veil, out);
        return waiting;
    }

    private static Bytes expected(WaitServerHello waiting, Veil veil, ServerHello hello, Transcript transcript) {
        var crypto = waiting.party().crypto();
        var hash = hello.cipherSuite().hash();
        var blank = Confirmation.blank(hello);
        var hashed = veil.confirmed() ? transcript.beforeWith(blank) : hash(crypto, hash, veil.innerBytes(), blank);
        return Confirmation.ofHello(crypto, hash, veil.inner(), hashed);
    }

    static WaitServerHello by(WaitServerHello waiting, HelloRetryRequest retry, Output out) {
        if (waiting.veil().isEmpty()) return waiting;
        var veil = waiting.veil().get();
        var said = retry.extensions().find(EncryptedClientHello.IT, EncryptedClientHello.Confirmation.class)
            .map(EncryptedClientHello.Confirmation::confirmation);
        boolean accepted = said.isPresent() && isUsable(waiting, retry.cipherSuite())
            && said.equals(Optional.of(expected(waiting, veil, retry)));
        if (!accepted) return rejected(waiting, veil);
        accept(veil, out);
        return waiting;
    }

    private static Bytes expected(WaitServerHello waiting, Veil veil, HelloRetryRequest retry) {
        var crypto = waiting.party().crypto();
        var hash = retry.cipherSuite().hash();
        var first = Bytes.own(hash(crypto, hash, veil.innerBytes()));
        var replaced = Bytes.join(Bytes.of((byte) 254, (byte) 0, (byte) 0, (byte) first.length()), first);
        return Confirmation.ofRetry(crypto, hash, veil.inner(),
            hash(crypto, hash, replaced, Confirmation.blank(retry)));
    }

    /** Anything else is refused later, for a better reason. */
    private static boolean isUsable(WaitServerHello waiting, CipherSuite suite) {
        return waiting.party().config().suites().contains(suite) && suite.isFor13();
    }

    private static byte[] hash(Crypto crypto, HashAlgorithm algorithm, Bytes... parts) {
        var hash = crypto.hash(algorithm);
        for (var part : parts) hash.add(part);
        return hash.soFar();
    }

    private static void accept(Veil veil, Output out) {
        out.transcript().replace(Dialect.HELLO.encode(veil.outer()), veil.innerBytes());
    }

    /** The visible hello counts, and the server is the one that everybody may see. RFC 9849 section 6.1.6. */
    private static WaitServerHello rejected(WaitServerHello waiting, Veil veil) {
        veil.hpke().close();
        return new WaitServerHello(waiting.party().rejected(veil.choice().config().publicName()), veil.offering(),
            veil.outer(), waiting.offers(), waiting.retry(), waiting.resumption().nothing(), Optional.empty());
    }
}
