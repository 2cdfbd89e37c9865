package dev.parley.handshake;

import static dev.parley.failure.Reason.BAD_PSK_BINDER;

import dev.parley.crypto.Crypto;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * The proofs at the end of a hello that the client holds the keys it names: each an HMAC over the hello up to them. RFC
 * 9846 section 4.3.11.2.
 */
public final class Binders {
    private Binders() {}

    /** The hash of what came before the hello, and of a part of it. */
    @FunctionalInterface
    public interface PartialHash {
        byte[] of(HashAlgorithm hash, Bytes partial);
    }

    /** The hello with these keys offered. */
    public static ClientHello bind(Crypto crypto, ClientHello plain, List<Psk> psks, PartialHash hash) {
        var blank = blank(psks);
        var bytes = Dialect.HELLO.encode(with(plain, blank));
        var partial = bytes.slice(0, bytes.length() - blank.bindersLength());
        var binders = new ArrayList<Bytes>(psks.size());
        for (var psk : psks) binders.add(Bytes.own(binder(crypto, psk, hash.of(psk.hash(), partial))));
        return with(plain, new PreSharedKey.Offered(blank.identities(), binders));
    }

    /** How long the hello will be with these keys offered, its header included. */
    public static int length(ClientHello plain, List<Psk> psks) {
        return Dialect.HELLO.encode(psks.isEmpty() ? plain : with(plain, blank(psks))).length();
    }

    private static PreSharedKey.Offered blank(List<Psk> psks) {
        var identities = new ArrayList<PreSharedKey.Identity>(psks.size());
        var binders = new ArrayList<Bytes>(psks.size());
        for (var psk : psks) {
            identities.add(new PreSharedKey.Identity(psk.identity(), psk.obfuscatedAge()));
            binders.add(Bytes.own(new byte[psk.hash().length()]));
        }
        return new PreSharedKey.Offered(identities, binders);
    }

    private static ClientHello with(ClientHello plain, PreSharedKey.Offered psks) {
        ExtensionBlock extensions = plain.extensions().with(PreSharedKey.IT, Place.CLIENT_HELLO, psks);
        return new ClientHello(plain.legacyVersion(), plain.random(), plain.legacySessionId(), plain.cipherSuites(),
            plain.legacyCompressionMethods(), extensions);
    }

    private static byte[] binder(Crypto crypto, Psk psk, byte[] transcript) {
        try (var early = EarlySecret.of(crypto, psk.hash(), psk.key()); var key = early.binderKey(psk.origin())) {
            return Labels.verifyData(crypto, psk.hash(), key, transcript);
        }
    }

    /** @param hello the whole hello's bytes, the newest message of the transcript; @throws dev.parley.failure.HandshakeFailure BAD_PSK_BINDER */
    public static void check(Crypto crypto, Psk psk, PreSharedKey.Offered offered, int index, Bytes hello,
        Transcript transcript) {
        var partial = hello.slice(0, hello.length() - offered.bindersLength());
        var expected = binder(crypto, psk, transcript.beforeWith(partial));
        if (!offered.binders().get(index).sameInConstantTime(expected))
            throw BAD_PSK_BINDER.because("binder number %d does not fit this hello", index);
    }
}
