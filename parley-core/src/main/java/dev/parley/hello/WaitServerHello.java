package dev.parley.hello;

import static dev.parley.failure.Reason.COMPRESSION_OFFERED_WRONGLY;
import static dev.parley.failure.Reason.DOWNGRADE_DETECTED;
import static dev.parley.failure.Reason.SECOND_RETRY;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_SUITE;
import static dev.parley.failure.Reason.SERVER_CHOSE_UNOFFERED_VERSION;
import static dev.parley.failure.Reason.SERVER_VERSION_TOO_OLD;
import static dev.parley.failure.Reason.SESSION_ID_NOT_ECHOED;
import static dev.parley.failure.Reason.SUITE_CHANGED_AFTER_RETRY;
import static dev.parley.failure.Reason.VERSION_CHANGED_AFTER_RETRY;
import static dev.parley.failure.Reason.WRONG_LEGACY_VERSION;
import static dev.parley.id.ProtocolVersion.TLS_1_2;
import static dev.parley.id.ProtocolVersion.TLS_1_3;

import dev.parley.client12.Client12;
import dev.parley.client13.Client13;
import dev.parley.crypto.Crypto;
import dev.parley.extension.Offering;
import dev.parley.extension.SupportedVersions;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Heard;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The client waits for the server's choice: ServerHello, or once HelloRetryRequest. RFC 9846 sections 4.2.3 and 4.2.4.
 *
 * @param sent the hello that is to be answered
 * @param offers the private halves of its key shares
 * @param retry the HelloRetryRequest that led to it
 * @param resumption what it offers to continue
 * @param veil the hello around it, as long as nobody knows which of the two counts
 */
public record WaitServerHello(Party party, Offering offering, ClientHello sent,
    Map<NamedGroup, Crypto.Group.Offer> offers,
    Optional<HelloRetryRequest> retry,
    ResumptionOffer resumption, Optional<Veil> veil) implements State {
    @Override
    public Dialect dialect() {
        return Dialect.HELLO;
    }

    @Override
    public ChangeCipher changeCipher() {
        return party.config().versions().contains(TLS_1_3) ? ChangeCipher.IGNORED : ChangeCipher.REFUSED;
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return retry.isPresent() ? Set.of(ServerHello.class) : Set.of(ServerHello.class, HelloRetryRequest.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        return switch (heard) {
            case ServerHello hello -> Unveiling.by(this, hello, out).chosen(hello, out);
            case HelloRetryRequest again -> {
                if (retry.isPresent()) throw SECOND_RETRY.because("this connection had one already");
                yield Step.become(Retry.answer(Unveiling.by(this, again, out), again, out));
            }
            default -> throw unexpected(heard);
        };
    }

    private Step chosen(ServerHello hello, Output out) {
        var version = version(hello);
        checkCompression(hello.legacyCompressionMethod());
        checkSuite(hello.cipherSuite(), version);
        if (version.equals(TLS_1_2)) {
            if (resumption.early())
                throw SERVER_VERSION_TOO_OLD.because("%s after early data (RFC 9846 appendix E.3)", version);
            checkNotPushedDown(hello);
            offers.values().forEach(Crypto.Group.Offer::close);
            return Client12.begin(party, sent, hello, resumption.session12(), resumption.why(), out);
        }
        checkLegacyFields(hello.legacyVersion(), hello.legacySessionIdEcho());
        if (retry.isPresent() && !hello.cipherSuite().equals(retry.get().cipherSuite()))
            throw SUITE_CHANGED_AFTER_RETRY.because("first %s, then %s", retry.get().cipherSuite(),
                hello.cipherSuite());
        return Client13.begin(new Client13.Begin(party, sent, offers, retry.isPresent(), retry.flatMap(Retry::group),
            resumption.psks(), resumption.early(), resumption.why()), hello, out);
    }

    /** RFC 9846 sections 4.2.3 and 4.3.1. */
    private ProtocolVersion version(ServerHello hello) {
        var version = hello.version();
        var allowed = party.config().versions();
        if (retry.isPresent() && !version.equals(TLS_1_3))
            throw VERSION_CHANGED_AFTER_RETRY.because("first %s, then %s", TLS_1_3, version);
        if (hello.extensions().has(SupportedVersions.IT) && (!version.equals(TLS_1_3) || !allowed.contains(TLS_1_3)))
            throw SERVER_CHOSE_UNOFFERED_VERSION.because("supported_versions says %s", version).offers("versions",
                allowed, version);
        if (allowed.contains(version)) {
            if (version.equals(TLS_1_3) && !hello.extensions().has(SupportedVersions.IT))
                throw SERVER_CHOSE_UNOFFERED_VERSION.because("TLS 1.3 without supported_versions");
            return version;
        }
        if (version.atLeast(TLS_1_3))
            throw SERVER_CHOSE_UNOFFERED_VERSION.because("%s", version).offers("versions", allowed, version);
        throw SERVER_VERSION_TOO_OLD.because("the server speaks %s", version).offers("versions", allowed, version);
    }

    /** Only null compression. RFC 9846 section 4.2.3. */
    void checkCompression(int method) {
        if (method != 0) throw COMPRESSION_OFFERED_WRONGLY.because("the server chose compression method %d", method);
    }

    void checkSuite(CipherSuite suite, ProtocolVersion version) {
        if (!party.config().suites().contains(suite) || suite.isFor13() != version.equals(TLS_1_3))
            throw SERVER_CHOSE_UNOFFERED_SUITE.because("%s for %s", suite, version).offers("cipher suites",
                party.config().suites(), suite);
    }

    /** RFC 9846 section 4.2.3. */
    void checkLegacyFields(ProtocolVersion legacyVersion, Bytes sessionIdEcho) {
        if (!legacyVersion.equals(TLS_1_2)) throw WRONG_LEGACY_VERSION.because("legacy_version is %s", legacyVersion);
        if (!sessionIdEcho.equals(sent.legacySessionId()))
            throw SESSION_ID_NOT_ECHOED.because("sent %s, got back %s", sent.legacySessionId(), sessionIdEcho);
    }

    /** A server that could do better says so in its random. RFC 9846 section 4.2.3. */
    private void checkNotPushedDown(ServerHello hello) {
        if (party.config().versions().contains(TLS_1_3)
            && (hello.random().endsWith(Random.DOWNGRADED_TO_12) || hello.random().endsWith(Random.DOWNGRADED_FURTHER)))
            throw DOWNGRADE_DETECTED.because("TLS 1.2 was chosen, but the server's random ends with %s",
                hello.random().from(24).hex());
    }
}
