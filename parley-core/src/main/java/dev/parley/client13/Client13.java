package dev.parley.client13;

import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_GROUP;

import dev.parley.crypto.Crypto;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.schedule.EarlySecret;
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
     */
    record Begin(Party party, ClientHello sent, Map<NamedGroup, Crypto.Group.Offer> offers, boolean retried,
        Optional<NamedGroup> retryGroup) {}

    /** ServerHello chose TLS 1.3: both sides have the handshake secret now. RFC 9846 sections 4.2.3 and 7.1. */
    static Step begin(Begin begin, ServerHello hello, Output out) {
        hello.extensions().check(Place.SERVER_HELLO_13, begin.sent.extensions());
        var share = hello.extensions().answered(KeyShare.IT)
            .orElseThrow(() -> MISSING_REQUIRED_EXTENSION.because("ServerHello without key_share")).share();
        var offer = begin.offers.get(share.group());
        if (offer == null || begin.retryGroup.isPresent() && !begin.retryGroup.get().equals(share.group()))
            throw SERVER_CHOSE_UNOFFERED_GROUP.because("%s, for which no share was sent", share.group())
                .offers("key shares", begin.offers.keySet(), share.group());
        var crypto = begin.party.crypto();
        var suite = hello.cipherSuite();
        out.transcript().use(suite.hash());
        out.transcript().release();
        var shared = offer.finish(share.keyExchange());
        begin.offers.values().forEach(Crypto.Group.Offer::close);
        out.expose("shared secret", begin.sent.random(), shared);
        var secret = EarlySecret.withoutPsk(crypto, suite.hash()).handshake(shared);
        shared.close();
        var transcript = out.transcript().now();
        var client = secret.clientTraffic(transcript);
        var server = secret.serverTraffic(transcript);
        out.expose("CLIENT_HANDSHAKE_TRAFFIC_SECRET", begin.sent.random(), client);
        out.expose("SERVER_HANDSHAKE_TRAFFIC_SECRET", begin.sent.random(), server);
        out.compatibility();
        out.keys(Way.IN, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, server));
        out.keys(Way.OUT, Epoch.HANDSHAKE, new KeyMaterial.Traffic(suite, client));
        return Step.become(new WaitEncryptedExtensions(
            new Known(begin.party, begin.sent, suite, share.group(), secret, client, server, begin.retried)));
    }
}
