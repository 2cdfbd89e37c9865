package dev.parley.server13;

import static dev.parley.failure.Reason.BAD_PSK_OFFER;
import static dev.parley.failure.Reason.COMPRESSION_OFFERED_WRONGLY;
import static dev.parley.failure.Reason.MISSING_REQUIRED_EXTENSION;
import static dev.parley.failure.Reason.NO_COMMON_GROUP;
import static dev.parley.failure.Reason.NO_COMMON_SIGNATURE_SCHEME;
import static dev.parley.failure.Reason.NO_COMMON_SUITE;
import static dev.parley.failure.Reason.PSK_NOT_LAST;
import static dev.parley.failure.Reason.WRONG_LEGACY_VERSION;
import static dev.parley.failure.Reason.WRONG_RETRY_SHARE;

import dev.parley.credential.CredentialRequest;
import dev.parley.config.Side;
import dev.parley.ech.EchFate;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.Alpn;
import dev.parley.extension.Answering;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.ClientCertificateType;
import dev.parley.extension.Cookie;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.EarlyData;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Extensions;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.PskKeyExchangeModes;
import dev.parley.extension.ServerCertificateType;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.extension.SupportedGroups;
import dev.parley.extension.SupportedVersions;
import dev.parley.handshake.Binders;
import dev.parley.handshake.Choice;
import dev.parley.handshake.FoundPsk;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.handshake.Step;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.Confirmation;
import dev.parley.inner.Opened;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.HelloRetryRequest;
import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Why;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.NotResumed;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the server makes of a ClientHello: a suite, a group, a certificate, or the wish for another hello. RFC 9846
 * section 4.2.1.
 */
final class Negotiation {
    private final Party party;
    private final ClientHello hello;
    private final Optional<Opened> opened;
    private final Optional<WaitSecondClientHello> retried;
    private final Output out;

    private Negotiation(Party party, ClientHello hello, Optional<Opened> opened,
        Optional<WaitSecondClientHello> retried, Output out) {
        this.party = party;
        this.hello = hello;
        this.opened = opened;
        this.retried = retried;
        this.out = out;
    }

    static Step begin(Party party, ClientHello hello, Optional<Opened> opened,
        Optional<WaitSecondClientHello> retried, Output out) {
        return new Negotiation(party, hello, opened, retried, out).step();
    }

    private Step step() {
        check();
        var suite = retried.map(WaitSecondClientHello::suite).orElseGet(this::chooseSuite);
        if (!goesWithoutExchange()) return exchange(suite);
        return searchPsk(suite,
            found -> found.psk().isPresent() ? flight(suite, Optional.empty(), found) : exchange(suite));
    }

    /** Both sides allow a pre-shared key alone, and the client wants nothing else. RFC 9846 section 4.3.9. */
    private boolean goesWithoutExchange() {
        return party.config().pskOnly() && hello.extensions().has(PreSharedKey.IT)
            && PskKeyExchangeModes.offers(hello.extensions(), PskKeyExchangeModes.PSK_KE)
            && !PskKeyExchangeModes.offers(hello.extensions(), PskKeyExchangeModes.PSK_DHE_KE);
    }

    private Step exchange(CipherSuite suite) {
        var shares = hello.extensions().offered(KeyShare.IT).orElseThrow(
            () -> MISSING_REQUIRED_EXTENSION.because("ClientHello without key_share (RFC 9846 section 9.2)"));
        KeyShare.check(shares, SupportedGroups.in(hello.extensions()));
        var group = retried.flatMap(WaitSecondClientHello::group).orElseGet(() -> chooseGroup(shares));
        var share = shares.of(group);
        if (retried.flatMap(WaitSecondClientHello::group).isPresent()) checkRetryShare(group, shares);
        if (retried.isEmpty() && (share.isEmpty() || party.config().cookies()))
            return retry(suite, group, share.isEmpty());
        return searchPsk(suite, found -> flight(suite, share, found));
    }

    private Step searchPsk(CipherSuite suite, Function<FoundPsk, Step> then) {
        var offered = hello.extensions().offered(PreSharedKey.IT);
        boolean usable =
            PskKeyExchangeModes.offers(hello.extensions(), PskKeyExchangeModes.PSK_DHE_KE) || goesWithoutExchange();
        if (offered.isEmpty() || !usable)
            return then.apply(FoundPsk.none(offered.isEmpty() ? NotResumed.NOT_OFFERED : NotResumed.NO_MODE));
        boolean slow = party.config().serverSessions().map(ServerSessions::isRemote).orElse(false);
        var search = new PskSearch(party, hello, suite, offered.get(), retried.isPresent());
        out.transcript().use(suite.hash());
        return Step.after(slow, search::search, found -> {
            found.psk().ifPresent(psk -> {
                out.expose(psk, found.index(), hello.random());
                Binders.check(party.crypto(), psk, offered.get(), found.index(), out.transcript().newest(),
                    out.transcript());
            });
            return found.early()
                ? Step.after(slow, () -> search.isFirst(found), first -> then.apply(found.early(first)))
                : then.apply(found);
        });
    }

    private Step flight(CipherSuite suite, Optional<KeyShare.Entry> share, FoundPsk found) {
        var own = found.psk().isPresent() ? Optional.<OwnCredential>empty() : Optional.of(credential());
        boolean resumes = found.psk().flatMap(Psk::session).isPresent();
        var answers = answers(suite, false, resumes);
        var early = EarlyFate.NOT_OFFERED;
        if (hello.extensions().has(EarlyData.IT)) {
            boolean sameProtocol =
                found.psk().flatMap(Psk::session).map(it -> it.protocol().equals(Alpn.in(answers))).orElse(false);
            early = found.early() && sameProtocol ? EarlyFate.ACCEPTED : EarlyFate.REJECTED;
        }
        var block = early == EarlyFate.ACCEPTED ? answers(suite, true, resumes) : answers;
        return ServerFlight
            .say(new Negotiated(party, hello, suite, share, own, found, block, retried.isPresent(), early), out);
    }

    private void check() {
        if (!hello.legacyVersion().equals(ProtocolVersion.TLS_1_2))
            throw WRONG_LEGACY_VERSION.because("legacy_version is %s (RFC 9846 section 4.2.2)", hello.legacyVersion());
        if (!hello.legacyCompressionMethods().equals(Bytes.of((byte) 0)))
            throw COMPRESSION_OFFERED_WRONGLY.because("legacy_compression_methods are %s, must be one zero",
                hello.legacyCompressionMethods().hex());
        hello.extensions().checkPlaces(Place.CLIENT_HELLO);
        int psk = hello.extensions().place(PreSharedKey.IT.spec().type());
        int all = hello.extensions().entries().size();
        if (psk >= 0 && psk != all - 1) throw PSK_NOT_LAST.because("it is number %d of %d", psk + 1, all);
        hello.extensions().offered(PreSharedKey.IT).ifPresent(this::checkPsks);
        if (!goesWithoutExchange() && !hello.extensions().has(SupportedGroups.IT))
            throw MISSING_REQUIRED_EXTENSION.because("ClientHello without supported_groups (RFC 9846 section 9.2)");
        if (hello.extensions().has(SupportedGroups.IT) != hello.extensions().has(KeyShare.IT))
            throw MISSING_REQUIRED_EXTENSION
                .because("of supported_groups and key_share only one is there (RFC 9846 section 9.2)");
        if (psk < 0 && !hello.extensions().has(SignatureAlgorithms.IT))
            throw MISSING_REQUIRED_EXTENSION.because("ClientHello without signature_algorithms (RFC 9846 section 9.2)");
    }

    /** RFC 9846 sections 4.3.9 and 4.3.11. */
    private void checkPsks(PreSharedKey.Offered offered) {
        if (!hello.extensions().has(PskKeyExchangeModes.IT))
            throw MISSING_REQUIRED_EXTENSION
                .because("pre_shared_key without psk_key_exchange_modes (RFC 9846 section 4.3.9)");
        if (offered.identities().size() != offered.binders().size())
            throw BAD_PSK_OFFER.because("%d identities, %d binders", offered.identities().size(),
                offered.binders().size());
    }

    private CipherSuite chooseSuite() {
        var ours = party.config().suites();
        var theirs = hello.cipherSuites();
        boolean own = party.config().serverPreference();
        var made = Choice.firstOf(own ? ours : theirs, suite -> obstacle(suite, ours, theirs), CipherSuite::name);
        out.decided(
            () -> made.decision(Decision.Kind.CIPHER_SUITE, own ? Why.FIRST_IN_OUR_ORDER : Why.FIRST_IN_THEIR_ORDER,
                CipherSuite::name));
        return made.found().orElseThrow(
            () -> NO_COMMON_SUITE.because("no suite of TLS 1.3 in common").offers("cipher suites", ours, theirs));
    }

    private static Optional<Why> obstacle(CipherSuite suite, List<CipherSuite> ours, List<CipherSuite> theirs) {
        if (!suite.isFor13()) return Optional.of(Why.OTHER_VERSION);
        if (!theirs.contains(suite)) return Optional.of(Why.NOT_OFFERED);
        return ours.contains(suite) ? Optional.empty() : Optional.of(Why.NOT_ALLOWED_HERE);
    }

    /**
     * A group for which the share is here saves a round trip; but resistance to quantum computers is worth one. RFC 9846
     * section 4.2.1 leaves the choice to the server.
     */
    private NamedGroup chooseGroup(KeyShare.Shares shares) {
        var ours = party.config().groups();
        var theirs = SupportedGroups.in(hello.extensions());
        boolean own = party.config().serverPreference();
        var common = own ? common(ours, theirs) : common(theirs, ours);
        var withShare = first(common, shares);
        var best = withShare.isPresent() || common.isEmpty() ? withShare : Optional.of(common.getFirst());
        var made = Choice.firstOf(own ? ours : theirs, group -> obstacle(group, best, ours, theirs), NamedGroup::name);
        out.decided(
            () -> made.decision(Decision.Kind.GROUP, withShare.isPresent() ? Why.HAS_KEY_SHARE : Why.NO_KEY_SHARE,
                NamedGroup::name));
        return best.orElseThrow(() -> NO_COMMON_GROUP.because("no group in common").offers("groups", ours, theirs));
    }

    /** What both allow, in the order of the first; where that includes groups that resist quantum computers, these alone. */
    private static List<NamedGroup> common(List<NamedGroup> first, List<NamedGroup> second) {
        var common = new ArrayList<NamedGroup>();
        boolean postQuantum = false;
        for (var group : first) {
            if (!second.contains(group)) continue;
            common.add(group);
            postQuantum |= group.isPostQuantum();
        }
        if (postQuantum) common.removeIf(group -> !group.isPostQuantum());
        return common;
    }

    private static Optional<NamedGroup> first(List<NamedGroup> common, KeyShare.Shares shares) {
        for (var group : common) if (shares.of(group).isPresent()) return Optional.of(group);
        return Optional.empty();
    }

    private static Optional<Why> obstacle(NamedGroup group, Optional<NamedGroup> best, List<NamedGroup> ours,
        List<NamedGroup> theirs) {
        if (!theirs.contains(group)) return Optional.of(Why.NOT_OFFERED);
        if (!ours.contains(group)) return Optional.of(Why.NOT_ALLOWED_HERE);
        return best.equals(Optional.of(group)) ? Optional.empty() : Optional.of(Why.LESS_PREFERRED);
    }

    private static void checkRetryShare(NamedGroup group, KeyShare.Shares shares) {
        if (shares.shares().size() != 1 || shares.of(group).isEmpty())
            throw WRONG_RETRY_SHARE.because("asked for %s, got %s", group,
                shares.shares().stream().map(KeyShare.Entry::group).toList());
    }

    /** "Try again, with this". RFC 9846 section 4.2.4. */
    private Step retry(CipherSuite suite, NamedGroup group, boolean wantsShare) {
        var config = party.config();
        var cookie = config.cookies() ? Optional.of(party.crypto().random(32)) : Optional.<Bytes>empty();
        out.decided(() -> new Decision(Decision.Kind.RETRY, wantsShare ? group.name() : "cookie",
            wantsShare ? Why.NO_KEY_SHARE : Why.COOKIE_WANTED,
            List.of()));
        var extensions =
            ExtensionBlock.EMPTY.with(SupportedVersions.IT, Place.HELLO_RETRY_REQUEST, ProtocolVersion.TLS_1_3);
        if (wantsShare) extensions = extensions.with(KeyShare.IT, Place.HELLO_RETRY_REQUEST, group);
        if (cookie.isPresent()) extensions = extensions.with(Cookie.IT, Place.HELLO_RETRY_REQUEST, cookie.get());
        if (hello.extensions().has(EarlyData.IT)) out.skipEarlyData(ServerFlight.MOST_SKIPPED, true);
        out.transcript().restart(suite.hash(), false);
        out.say(Dialect.TLS13, confirmed(suite,
            new HelloRetryRequest(ProtocolVersion.TLS_1_2, hello.legacySessionId(), suite, 0, extensions)));
        if (!hello.legacySessionId().isEmpty()) out.compatibility();
        return Step.become(
            new WaitSecondClientHello(party, hello, opened, suite, wantsShare ? Optional.of(group) : Optional.empty(),
                cookie));
    }

    /**
     * Shows a client whose hidden hello was opened that it was; to others whom it may concern, eight random bytes.
     * RFC 9849 sections 7.1 and 7.2.1.
     */
    private HelloRetryRequest confirmed(CipherSuite suite, HelloRetryRequest retry) {
        var fate = EncryptedClientHello.fate(Side.SERVER, hello.extensions());
        boolean pretends = fate == EchFate.REJECTED && party.config().ech().keys().retryConfigs().isPresent();
        if (fate != EchFate.ACCEPTED && !pretends) return retry;
        var crypto = party.crypto();
        var blank = new HelloRetryRequest(retry.legacyVersion(), retry.legacySessionIdEcho(), suite, 0,
            retry.extensions().with(EncryptedClientHello.IT, Place.HELLO_RETRY_REQUEST,
                EncryptedClientHello.Confirmation.BLANK));
        return Confirmation.with(blank, pretends ? crypto.random(8) : Confirmation.ofRetry(crypto, suite.hash(), hello,
            out.transcript().with(Confirmation.blank(blank))));
    }

    private OwnCredential credential() {
        var config = party.config();
        var schemes = SignatureAlgorithms.in(hello.extensions());
        if (schemes.isEmpty())
            throw MISSING_REQUIRED_EXTENSION
                .because("no pre-shared key was taken, and no signature_algorithms are there (RFC 9846 section 9.2)");
        ClientCertificateType.check(hello.extensions(), config);
        var criteria =
            new CredentialRequest(ServerName.host(hello.extensions()), true, true, config.signsWith(), schemes,
                SignatureAlgorithmsCert.in(hello.extensions()), DelegatedCredential.in(hello.extensions()), List.of(),
                CertificateAuthorities.in(hello.extensions()), config.clock().instant(), CredentialRequest.Rule.NONE)
                .type(ServerCertificateType.chosen(hello.extensions(), config));
        return OwnCredential.choose(party, criteria, Decision.Kind.CERTIFICATE, out)
            .orElseThrow(() -> NO_COMMON_SIGNATURE_SCHEME.because("no certificate here can be verified by the client")
                .offers("certificates and schemes", config.credentials().current(), schemes));
    }

    private ExtensionBlock answers(CipherSuite suite, boolean takesEarlyData, boolean resumes) {
        return Extensions.answer(Place.ENCRYPTED_EXTENSIONS,
            new Answering(party.config(), ProtocolVersion.TLS_1_3, suite, hello.extensions(), false, takesEarlyData,
                resumes));
    }
}
