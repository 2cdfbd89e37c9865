package dev.parley.jsse;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import java.io.EOFException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;

/** From Parley's failures to the exceptions that JSSE programs catch, and back from those of managers. */
final class Failures {
    private Failures() {}

    /** The exception that an engine or a socket throws. Its class follows from the alert, as in the JDK. */
    static SSLException thrown(HandshakeFailure failure) {
        if (failure.reason() == Reason.CLOSED_DURING_HANDSHAKE) {
            var ended = new SSLHandshakeException("Remote host terminated the handshake: " + said(failure),
                new EOFException("SSL peer shut down incorrectly"));
            ended.addSuppressed(failure);
            return ended;
        }
        if (failure.reason() == Reason.NOT_TLS)
            return new SSLException("Unsupported or unrecognized SSL message: " + said(failure), failure);
        var alert = failure.peerAlert().orElse(failure.reason().alert());
        var message = failure.peerAlert().map(it -> "(" + it.name() + ") Received fatal alert: " + it.name() + ": ")
            .orElse("(" + alert.name() + ") ") + said(failure);
        var cause = cause(failure);
        var thrown = of(alert, message, cause);
        if (cause != failure && ParleyFailure.of(cause).isEmpty()) thrown.addSuppressed(failure);
        return thrown;
    }

    private static SSLException of(AlertDescription alert, String message, Throwable cause) {
        if (alert.equals(AlertDescription.UNEXPECTED_MESSAGE)) return new SSLProtocolException(message, cause);
        return OF_ANY_TIME.contains(alert) ? new SSLException(message, cause)
            : new SSLHandshakeException(message, cause);
    }

    /** Alerts that are not the handshake's alone. */
    private static final List<AlertDescription> OF_ANY_TIME = List.of(AlertDescription.CLOSE_NOTIFY,
        AlertDescription.BAD_RECORD_MAC, AlertDescription.RECORD_OVERFLOW, AlertDescription.INTERNAL_ERROR,
        AlertDescription.INAPPROPRIATE_FALLBACK, AlertDescription.USER_CANCELED);

    /** About a certificate: a CertificateException, which many programs look for. */
    private static Throwable cause(HandshakeFailure failure) {
        return switch (failure.reason()) {
            case CERTIFICATE_REFUSED -> failure.getCause() instanceof CertificateException own ? own : failure;
            case UNTRUSTED_CERTIFICATE, PATH_CHECK_FAILED, CERTIFICATE_IS_EXPIRED, CERTIFICATE_NOT_YET_VALID,
                CERTIFICATE_IS_REVOKED, STATUS_SAYS_REVOKED, STATUS_MISSING, STATUS_UNUSABLE, WEAK_CERTIFICATE,
                WRONG_HOST_NAME, WRONG_CERTIFICATE_USAGE,
                UNREADABLE_CERTIFICATE -> refusal(failure);
            default -> failure;
        };
    }

    /** What a trust manager of Parley throws. */
    static CertificateException refusal(HandshakeFailure failure) {
        if (failure.getCause() instanceof CertificateException own) return own;
        var path = failure.getCause() instanceof CertPathValidatorException own ? own
            : failure.reason() == Reason.UNTRUSTED_CERTIFICATE
                ? new CertPathValidatorException(failure.getMessage(), failure, null, -1, PKIXReason.NO_TRUST_ANCHOR)
            : null;
        var refusal = new CertificateException(said(failure), path == null ? failure : path);
        if (path != null && path.getCause() != failure) refusal.addSuppressed(failure);
        return refusal;
    }

    /** What, both offers, and what to change, in one line. */
    private static String said(HandshakeFailure failure) {
        var text = new StringBuilder(failure.getMessage());
        failure.offers().ifPresent(it -> text.append("; our ").append(it.what()).append(": ").append(it.ours())
            .append("; their ").append(it.what()).append(": ").append(it.theirs()));
        return text.append(". ").append(failure.reason().why()).append(" What to change: ")
            .append(failure.reason().remedy()).toString();
    }

    /** A program's own trust manager has refused: the alert says why, as far as the exception does. */
    static HandshakeFailure refused(CertificateException refusal) {
        var own = ParleyFailure.of(refusal);
        if (own.isPresent()) return own.get();
        return reason(refusal).because(refusal, "the trust manager says: %s", refusal.getMessage());
    }

    private static Reason reason(Throwable refusal) {
        for (var one = refusal; one != null; one = one.getCause()) {
            if (one instanceof CertPathBuilderException) return Reason.UNTRUSTED_CERTIFICATE;
            if (one instanceof CertPathValidatorException path) {
                if (path.getReason() == BasicReason.EXPIRED) return Reason.CERTIFICATE_IS_EXPIRED;
                if (path.getReason() == BasicReason.NOT_YET_VALID) return Reason.CERTIFICATE_NOT_YET_VALID;
                if (path.getReason() == BasicReason.REVOKED) return Reason.CERTIFICATE_IS_REVOKED;
                if (path.getReason() == BasicReason.ALGORITHM_CONSTRAINED) return Reason.WEAK_CERTIFICATE;
                if (path.getReason() == PKIXReason.NO_TRUST_ANCHOR) return Reason.UNTRUSTED_CERTIFICATE;
            }
        }
        return Reason.CERTIFICATE_REFUSED;
    }

    /** Something that is no fault of the peer's: a callback or a device threw. */
    static HandshakeFailure own(RuntimeException thrown) {
        return Reason.OWN_KEY_FAILED.because(thrown, "%s", thrown);
    }
}
