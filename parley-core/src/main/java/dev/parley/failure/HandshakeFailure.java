package dev.parley.failure;

import dev.parley.id.AlertDescription;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * A connection that ends with a {@link Reason}: what happened, both sides' offers, where it stopped and what to change.
 *
 * <p>States and extensions throw it; the carrier alone catches it, sends the reason's alert and closes. Our own mistakes
 * are {@link IllegalStateException}, never this.
 */
public final class HandshakeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;
    private final transient Offers offers;
    private final transient Place place;
    private final transient AlertDescription peerAlert;
    private final transient Bytes retryConfigs;

    /** What this side and the peer had to offer, in the order of their preference, as people say it. */
    public record Offers(String what, String ours, String theirs) {}

    /** The message and field where it stopped, and the state that saw it. */
    public record Place(String state, String message, String field) {}

    HandshakeFailure(Reason reason, String detail, Offers offers, Place place, AlertDescription peerAlert,
        Throwable cause) {
        this(reason, detail, offers, place, peerAlert, null, cause);
    }

    private HandshakeFailure(Reason reason, String detail, Offers offers, Place place, AlertDescription peerAlert,
        Bytes retryConfigs, Throwable cause) {
        super(reason.name() + ": " + detail + " (" + reason.source() + ")", cause);
        this.reason = reason;
        this.detail = detail;
        this.offers = offers;
        this.place = place;
        this.peerAlert = peerAlert;
        this.retryConfigs = retryConfigs;
    }

    /** The same, with both sides' offers. */
    public HandshakeFailure offers(String what, Object ours, Object theirs) {
        return keepTrace(new HandshakeFailure(reason, detail,
            new Offers(what, String.valueOf(ours), String.valueOf(theirs)), place, peerAlert, retryConfigs,
            getCause()));
    }

    /** The same, with the place where it happened, unless it has one. */
    public HandshakeFailure in(String state, String message, String field) {
        return place != null ? this
            : keepTrace(
                new HandshakeFailure(reason, detail, offers, new Place(state, message, field), peerAlert,
                    retryConfigs, getCause()));
    }

    /** The same, for an alert that the peer sent. */
    public HandshakeFailure alert(AlertDescription description) {
        return keepTrace(new HandshakeFailure(reason, detail, offers, place, description, retryConfigs, getCause()));
    }

    /** The same, with what the server wants hellos encrypted with. */
    public HandshakeFailure retryConfigs(Bytes list) {
        return keepTrace(new HandshakeFailure(reason, detail, offers, place, peerAlert, list, getCause()));
    }

    /**
     * For {@link Reason#ECH_REJECTED}: the ECHConfigList to try again with, from a server that has proved its public
     * name. Without one the server has said that it does without encrypted hellos. RFC 9849 section 6.1.6.
     */
    public Optional<Bytes> retryConfigs() {
        return Optional.ofNullable(retryConfigs);
    }

    /** The alert that the peer sent, if that is what ended the connection. */
    public Optional<AlertDescription> peerAlert() {
        return Optional.ofNullable(peerAlert);
    }

    private HandshakeFailure keepTrace(HandshakeFailure copy) {
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    public Reason reason() {
        return reason;
    }

    /** What happened this time, with its values. */
    public String detail() {
        return detail;
    }

    public Optional<Offers> offers() {
        return Optional.ofNullable(offers);
    }

    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /** The whole account in English, several lines. */
    public String account() {
        var text = new StringBuilder(getMessage()).append("\n  why: ").append(reason.why());
        offers().ifPresent(o -> text.append("\n  our ").append(o.what).append(": ").append(o.ours)
            .append("\n  their ").append(o.what).append(": ").append(o.theirs));
        place().ifPresent(
            p -> text.append("\n  where: ").append(p.message).append(p.field.isEmpty() ? "" : ", field " + p.field)
                .append(", in state ").append(p.state));
        return text.append("\n  what to change: ").append(reason.remedy()).toString();
    }
}
