package dev.parley.hello;

import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.failure.Reason.RETRY_CHANGES_NOTHING;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_GROUP;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_VERSION;
import static dev.parley.id.ProtocolVersion.TLS_1_3;

import dev.parley.crypto.Crypto;
import dev.parley.extension.Cookie;
import dev.parley.extension.Extensions;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.SupportedVersions;
import dev.parley.handshake.Binders;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.id.NamedGroup;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.HelloRetryRequest;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import java.util.List;
import java.util.Optional;

/** The client does what a HelloRetryRequest asks for. RFC 9846 section 4.2.4. */
final class Retry {
    private Retry() {}

    static Optional<NamedGroup> group(HelloRetryRequest retry) {
        return KeyShare.wanted(retry.extensions());
    }

    static WaitServerHello answer(WaitServerHello waiting, HelloRetryRequest retry, Output out) {
        check(waiting, retry);
        var group = group(retry);
        group.ifPresent(wanted -> checkGroup(waiting, wanted));
        out.transcript().restart(retry.cipherSuite().hash(), true);
        var offers = waiting.offers();
        if (group.isPresent()) {
            offers.values().forEach(Crypto.Group.Offer::close);
            offers = ClientStart.offers(waiting.party().crypto(), List.of(group.get()));
        }
        var cookie = retry.extensions().answered(Cookie.IT);
        var offering = group.isPresent() ? waiting.offering().retried(ClientStart.shares(offers), cookie)
            : waiting.offering().with(cookie);
        var resumption = waiting.resumption().retried(retry.cipherSuite().hash());
        if (waiting.resumption().early()) {
            out.keys(Way.OUT, Epoch.CLEAR, new KeyMaterial.Clear());
            out.earlyDecided(EarlyFate.REJECTED, 0);
        }
        out.compatibility();
        Binders.PartialHash hash = (_, partial) -> out.transcript().with(partial);
        if (waiting.veil().isPresent()) {
            var first = waiting.veil().get();
            var veil = first.again(new Veil.Common(waiting.party(), offering, first.offering().ticket12(),
                first.inner().legacySessionId(), resumption.psks(), hash));
            veil.say(out);
            out.expose(resumption.psks(), veil.inner().random());
            return new WaitServerHello(waiting.party(), offering, veil.inner(), offers, Optional.of(retry), resumption,
                Optional.of(veil));
        }
        var first = waiting.sent();
        var plain =
            new ClientHello(first.legacyVersion(), first.random(), first.legacySessionId(), first.cipherSuites(),
                first.legacyCompressionMethods(), Extensions.offer(offering));
        var second = resumption.psks().isEmpty() ? plain
            : Binders.bind(waiting.party().crypto(), plain, resumption.psks(), hash);
        out.say(Dialect.HELLO, second);
        out.expose(resumption.psks(), second.random());
        return new WaitServerHello(waiting.party(), offering, second, offers, Optional.of(retry), resumption,
            Optional.empty());
    }

    private static void check(WaitServerHello waiting, HelloRetryRequest retry) {
        if (!retry.extensions().has(SupportedVersions.IT))
            throw MISSING_REQUIRED_EXTENSION.because("HelloRetryRequest without supported_versions");
        if (!retry.version().equals(TLS_1_3) || !waiting.party().config().versions().contains(TLS_1_3))
            throw SERVER_CHOSE_UNOFFERED_VERSION.because("HelloRetryRequest for %s", retry.version());
        waiting.checkCompression(retry.legacyCompressionMethod());
        waiting.checkSuite(retry.cipherSuite(), TLS_1_3);
        waiting.checkLegacyFields(retry.legacyVersion(), retry.legacySessionIdEcho());
        retry.extensions().check(Place.HELLO_RETRY_REQUEST, waiting.sent().extensions());
        if (group(retry).isEmpty() && !retry.extensions().has(Cookie.IT))
            throw RETRY_CHANGES_NOTHING.because("it asks for neither a group nor a cookie");
    }

    private static void checkGroup(WaitServerHello waiting, NamedGroup wanted) {
        if (!waiting.party().config().groups().contains(wanted))
            throw SERVER_CHOSE_UNOFFERED_GROUP.because("HelloRetryRequest for %s", wanted)
                .offers("groups", waiting.party().config().groups(), wanted);
        if (waiting.offers().containsKey(wanted))
            throw RETRY_CHANGES_NOTHING.because("it asks for a share for %s, which the hello had", wanted);
    }
}
