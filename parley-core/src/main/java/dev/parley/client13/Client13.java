package dev.parley.client13;

import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_GROUP;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_PSK;

import dev.parley.crypto.Crypto;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.ServerHello;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.NotResumed;
import dev.parley.observe.Way;
import dev.parley.schedule.EarlySecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client's states in TLS 1.3. */
public sealed interface Client13 extends State
    permits WaitEncryptedExtensions, WaitCertificateOrRequest, WaitCertificate, WaitCertificateVerify, WaitFinished,
    Connected {
    @Override
    default Dialect dialect() {
        return Dialect.TLS13;
    }

    @Override
    default ChangeCipher changeCipher() {
        return ChangeCipher.IGNORED;
    }

    /**
     * What the client has when ServerHello arrives.
     *
     * @param sent the hello that it answers
     * @param offers the private halves of the key shares in it
     * @param retryGroup the group that a HelloRetryRequest asked for
     * @param psks the keys offered
     * @param early is early data under way?
     * @param notResumed why no earlier session continues, if none of the keys is taken
     */
    record Begin(Party party, ClientHello sent, Map<NamedGroup, Crypto.Group.Offer> offers, boolean retried,
        Optional<NamedGroup> retryGroup, List<Psk> psks, boolean early, NotResumed notResumed) {}

    /** ServerHello chose TLS 1.3: both sides have the handshake secret now. RFC 9846 sections 4.2.3 and 7.1. */
    static Step begin(Begin begin, ServerHello hello, Output out) {
        hello.extensions().check(Place.SERVER_HELLO_13, begin.sent.extensions());
        var psk = psk(begin, hello);
        var share = hello.extensions().answered(KeyShare.IT).map(KeyShare.Share::share);
        checkMode(begin, psk, share);
        var crypto = begin.party.crypto();
        var suite = hello.cipherSuite();
        out.transcript().use(suite.hash());
        out.transcript().release();
        var shared = share.map(it -> offer(begin, it).finish(it.keyExchange())).orElse(null);
        begin.offers.values().forEach(Crypto.Group.Offer::close);
        if (shared != null) out.expose("shared secret", begin.sent.random(), shared);
        var early = psk.map(it -> EarlySecret.of(crypto, suite.hash(), it.key()))
            .orElseGet(() -> EarlySecret.withoutPsk(crypto, suite.hash()));
        var secret = early.handshake(shared);
        if (shared != null) shared.close();
        var transcript = out.transcript().now();
        var client = secret.clientTraffic(transcript);
        var server = secret.serverTraffic(transcript);
        out.expose("CLIENT_HANDSHAKE_TRAFFIC_SECRET", begin.sent.random(), client);
        out.expose("SERVER_HANDSHAKE_TRAFFIC_SECRET", begin.sent.random(), server);
        out.compatibility();
        out.keys(Way.IN, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, server));
        if (!begin.early) out.keys(Way.OUT, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, client));
        return Step.become(new WaitEncryptedExtensions(new Known(begin.party, begin.sent, suite,
            share.map(KeyShare.Entry::group), psk, secret, client, server, begin.retried,
            begin.early ? EarlyFate.PENDING : EarlyFate.NOT_OFFERED, begin.notResumed)));
    }

    private static Optional<Psk> psk(Begin begin, ServerHello hello) {
        var index = hello.extensions().answered(PreSharedKey.IT);
        if (index.isEmpty()) return Optional.empty();
        if (index.get() >= begin.psks.size())
            throw SERVER_CHOSE_UNOFFERED_PSK.because("number %d of %d", index.get(), begin.psks.size());
        var psk = begin.psks.get(index.get());
        if (psk.hash() != hello.cipherSuite().hash())
            throw SERVER_CHOSE_UNOFFERED_PSK.because("a key for %s with %s", psk.hash(), hello.cipherSuite());
        return Optional.of(psk);
    }

    /** A key exchange, or a key shared beforehand where that alone was allowed. RFC 9846 section 4.3.9. */
    private static void checkMode(Begin begin, Optional<Psk> psk, Optional<KeyShare.Entry> share) {
        if (share.isPresent()) return;
        if (psk.isEmpty())
            throw MISSING_REQUIRED_EXTENSION.because("ServerHello without key_share and without pre_shared_key");
        if (!begin.party.config().pskOnly())
            throw SERVER_CHOSE_UNOFFERED_PSK.because("without a key exchange, which the client did not allow");
    }

    private static Crypto.Group.Offer offer(Begin begin, KeyShare.Entry share) {
        var offer = begin.offers.get(share.group());
        if (offer == null || begin.retryGroup.isPresent() && !begin.retryGroup.get().equals(share.group()))
            throw SERVER_CHOSE_UNOFFERED_GROUP.because("%s, for which no share was sent", share.group())
                .offers("key shares", begin.offers.keySet(), share.group());
        return offer;
    }
}
