package dev.parley.inner;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;

/**
 * Eight bytes by which a server shows that it goes on with the hidden hello: at the end of ServerHello's random, or in an
 * extension of HelloRetryRequest. To everybody else they are random. RFC 9849 sections 7.2 and 7.2.1.
 */
public final class Confirmation {
    private Confirmation() {}

    private static final int LENGTH = 8;

    /** @param transcript the hash of all up to this ServerHello, as {@link #blank(ServerHello)} */
    public static Bytes ofHello(Crypto crypto, HashAlgorithm hash, ClientHello inner, byte[] transcript) {
        return of(crypto, hash, inner, "ech accept confirmation", transcript);
    }

    /** @param transcript the hash of all up to this HelloRetryRequest, as {@link #blank(HelloRetryRequest)} */
    public static Bytes ofRetry(Crypto crypto, HashAlgorithm hash, ClientHello inner, byte[] transcript) {
        return of(crypto, hash, inner, "hrr ech accept confirmation", transcript);
    }

    private static Bytes of(Crypto crypto, HashAlgorithm hash, ClientHello inner, String label, byte[] transcript) {
        try (var random = crypto.secret(inner.random().toArray());
            Secret extracted = crypto.extract(hash, null, random);
            Secret confirmation = Labels.expand(crypto, hash, extracted, label, transcript, LENGTH)) {
            return Bytes.own(confirmation.use(byte[]::clone));
        }
    }

    public static Bytes in(ServerHello hello) {
        return hello.random().from(hello.random().length() - LENGTH);
    }

    /** The message's bytes with zeros in the place of the confirmation. */
    public static Bytes blank(ServerHello hello) {
        return Dialect.HELLO.encode(with(hello, Bytes.own(new byte[LENGTH])));
    }

    public static ServerHello with(ServerHello hello, Bytes confirmation) {
        var random = Bytes.join(hello.random().slice(0, hello.random().length() - LENGTH), confirmation);
        return new ServerHello(hello.legacyVersion(), random, hello.legacySessionIdEcho(), hello.cipherSuite(),
            hello.legacyCompressionMethod(), hello.extensions());
    }

    /** The message's bytes with zeros in the place of the confirmation. */
    public static Bytes blank(HelloRetryRequest retry) {
        return Dialect.HELLO.encode(with(retry, EncryptedClientHello.Confirmation.BLANK.confirmation()));
    }

    public static HelloRetryRequest with(HelloRetryRequest retry, Bytes confirmation) {
        ExtensionBlock extensions = retry.extensions().replace(EncryptedClientHello.IT, Place.HELLO_RETRY_REQUEST,
            new EncryptedClientHello.Confirmation(confirmation));
        return new HelloRetryRequest(retry.legacyVersion(), retry.legacySessionIdEcho(), retry.cipherSuite(),
            retry.legacyCompressionMethod(), extensions);
    }
}
