package dev.parley.explain.attach;

import static dev.parley.failure.Reason.*;

import dev.parley.config.Side;
import dev.parley.credential.PeerChain;
import dev.parley.credential.Trust;
import dev.parley.explain.story.Account;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.io.EOFException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Why a handshake of another provider failed, as far as the bytes, the settings and the exception tell. The bytes come
 * first: what an exception says is for people, and every provider says it in its own way.
 */
final class Diagnosis {
    private static final Pattern HEARD = Pattern.compile("[Rr]eceived fatal alert: (\\w+)");

    private static final List<ProtocolVersion> VERSIONS = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2,
        ProtocolVersion.TLS_1_1, ProtocolVersion.TLS_1_0, ProtocolVersion.SSL_3);

    private final Throwable thrown;
    private final Party party;
    private final Story story;

    private Diagnosis(Throwable thrown, Party party, Story story) {
        this.thrown = thrown;
        this.party = party;
        this.story = story;
    }

    /** @param refusal of a trust manager, if there was one; null otherwise. Empty if nobody can tell */
    static Optional<Account> of(Throwable thrown, Party party, Story story, Refusal refusal) {
        var diagnosis = new Diagnosis(thrown, party, story);
        return (refusal != null ? Optional.of(diagnosis.refused(refusal)) : diagnosis.failed()).map(Account::of);
    }

    private Optional<HandshakeFailure> failed() {
        return alert().or(this::certificate).or(this::offers).or(this::ending);
    }

    // ---- the peer's alert

    private Optional<HandshakeFailure> alert() {
        var heard = story.all(Entry.Alerted.class).filter(it -> it.sender() != party.side())
            .map(it -> it.alert().description()).filter(it -> !it.equals(AlertDescription.CLOSE_NOTIFY)).findFirst();
        return heard.or(this::alertThatOnlyTheProviderCouldRead)
            .map(it -> PEER_ALERT.because("the peer ended the handshake with the alert %s", it.name()).alert(it));
    }

    private Optional<AlertDescription> alertThatOnlyTheProviderCouldRead() {
        var match = HEARD.matcher(String.valueOf(thrown.getMessage()));
        if (!match.find()) return Optional.empty();
        return IntStream.range(0, 256).mapToObj(AlertDescription::new).filter(it -> it.name().equals(match.group(1)))
            .findFirst();
    }

    // ---- certificates

    private HandshakeFailure refused(Refusal refusal) {
        try {
            Trust.of(refusal.authorities()).check(chain(refusal));
        } catch (HandshakeFailure failure) {
            return failure;
        } catch (CertificateEncodingException | RuntimeException _) {
            return certificateOf(refusal.thrown());
        }
        return certificateOf(refusal.thrown()); // by these authorities it could be believed: there are other grounds
    }

    private PeerChain chain(Refusal refusal) throws CertificateEncodingException {
        var encoded = new ArrayList<Bytes>();
        for (var certificate : refusal.chain()) encoded.add(Bytes.own(certificate.getEncoded()));
        var whose = party.side() == Side.CLIENT ? PeerChain.Side.SERVER : PeerChain.Side.CLIENT;
        return new PeerChain(whose, encoded, party.hostToCheck(), refusal.authType(), Instant.now(),
            dev.parley.id.CertificateType.X509, false, List.of(), List.of());
    }

    private Optional<HandshakeFailure> certificate() {
        for (var one = thrown; one != null; one = one.getCause())
            if (one instanceof CertificateException refusal) return Optional.of(certificateOf(refusal));
        return Optional.empty();
    }

    private static HandshakeFailure certificateOf(CertificateException refusal) {
        return reason(refusal).because(refusal, "the trust manager says: %s", refusal.getMessage());
    }

    private static Reason reason(Throwable refusal) {
        for (var one = refusal; one != null; one = one.getCause()) {
            if (one instanceof CertificateExpiredException) return CERTIFICATE_IS_EXPIRED;
            if (one instanceof CertificateNotYetValidException) return CERTIFICATE_NOT_YET_VALID;
            if (one instanceof CertPathBuilderException) return UNTRUSTED_CERTIFICATE;
            if (one instanceof CertPathValidatorException path) {
                if (path.getReason() == BasicReason.EXPIRED) return CERTIFICATE_IS_EXPIRED;
                if (path.getReason() == BasicReason.NOT_YET_VALID) return CERTIFICATE_NOT_YET_VALID;
                if (path.getReason() == BasicReason.REVOKED) return CERTIFICATE_IS_REVOKED;
                if (path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) return WEAK_CERTIFICATE;
                if (path.getReason() == PKIXReason.NO_TRUST_ANCHOR) return UNTRUSTED_CERTIFICATE;
            }
        }
        return CERTIFICATE_REFUSED;
    }

    // ---- what both sides can do

    private Optional<HandshakeFailure> offers() {
        var hello = said(ClientHello.class);
        if (hello.isEmpty()) return Optional.empty();
        var answer = said(ServerHello.class);
        if (party.side() == Side.CLIENT) return answer.flatMap(this::wrongVersion);
        return answer.isPresent() ? Optional.empty() : noVersion(hello.get()).or(() -> noSuite(hello.get()));
    }

    private <M extends Handshake> Optional<M> said(Class<M> kind) {
        return story.said(Entry.Message.class).map(Entry.Message::message).filter(kind::isInstance).map(kind::cast)
            .reduce((_, last) -> last);
    }

    private Optional<HandshakeFailure> wrongVersion(ServerHello answer) {
        var ours = versions();
        if (ours.contains(answer.version())) return Optional.empty();
        var reason = answer.version().id() < ProtocolVersion.TLS_1_2.id() ? SERVER_VERSION_TOO_OLD
            : SERVER_CHOSE_UNOFFERED_VERSION;
        return Optional.of(reason.because("the server chose %s; we speak %s", answer.version().name(), names(ours))
            .offers("versions", names(ours), answer.version().name()));
    }

    private Optional<HandshakeFailure> noVersion(ClientHello hello) {
        var theirs = hello.versions();
        var ours = versions();
        if (ours.stream().anyMatch(theirs::contains)) return Optional.empty();
        return Optional.of(NO_COMMON_VERSION.because("the client speaks %s, we speak %s", names(theirs), names(ours))
            .offers("versions", names(ours), names(theirs)));
    }

    private Optional<HandshakeFailure> noSuite(ClientHello hello) {
        var ours = party.suites();
        var theirs = hello.cipherSuites().stream().map(CipherSuite::name).toList();
        if (ours.stream().anyMatch(theirs::contains)) return Optional.empty();
        return Optional.of(NO_COMMON_SUITE.because("the client offers none of the suites that we have enabled")
            .offers("cipher suites", ours, theirs));
    }

    private List<ProtocolVersion> versions() {
        return VERSIONS.stream().filter(it -> party.protocols().contains(jsseName(it))).toList();
    }

    /** {@code TLS 1.3} is {@code TLSv1.3} there, and {@code TLS 1.0} is {@code TLSv1}. */
    private static String jsseName(ProtocolVersion version) {
        return version.name().replace(" ", "v").replaceAll("^TLSv1\\.0$", "TLSv1");
    }

    private static List<String> names(List<ProtocolVersion> versions) {
        return versions.stream().map(ProtocolVersion::name).toList();
    }

    // ---- how the connection ended

    private Optional<HandshakeFailure> ending() {
        var message = String.valueOf(thrown.getMessage());
        if (thrown.getCause() instanceof EOFException || message.contains("terminated the handshake"))
            return Optional.of(CLOSED_DURING_HANDSHAKE.because("the peer closed the connection"));
        boolean spoke = story.all(Entry.Message.class).anyMatch(it -> it.sender() != party.side());
        return !spoke && message.contains("SSL message")
            ? Optional.of(NOT_TLS.because("what the peer sends is not TLS")) : Optional.empty();
    }
}
