package dev.parley.carrier;

import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MALFORMED_ALERT;
import static dev.parley.failure.Reason.TOO_MANY_WARNINGS;

import dev.parley.config.Limits;
import dev.parley.id.AlertDescription;
import dev.parley.message.Alert;
import dev.parley.wire.Bytes;

/** What the alerts that come in mean. RFC 9846 section 6, RFC 5246 section 7.2. For one thread at a time. */
final class Alerts {
    /** What to do about an alert. */
    enum Meaning {
        CLOSE,
        NOTHING,
        FAILURE
    }

    private final Limits limits;
    private int warnings;

    Alerts(Limits limits) {
        this.limits = limits;
    }

    /** An alert may be neither split nor joined with another. RFC 9846 section 5.1. */
    Alert read(byte[] content) {
        if (content.length != 2) throw MALFORMED_ALERT.because("%d bytes", content.length);
        var alert = Alert.WIRE.parse(Bytes.own(content));
        if (alert.level().id() != 1 && alert.level().id() != 2)
            throw FORBIDDEN_VALUE.because("an alert of level %d (RFC 9846 section 6)", alert.level().id());
        return alert;
    }

    /** In TLS 1.3 all but two end the connection, whatever their level says; in TLS 1.2 warnings do not. */
    Meaning meaning(Alert alert, boolean version13) {
        if (alert.description().equals(AlertDescription.CLOSE_NOTIFY)) return Meaning.CLOSE;
        if (alert.description().equals(AlertDescription.USER_CANCELED)) return Meaning.NOTHING;
        return !version13 && alert.level().equals(Alert.Level.WARNING) ? Meaning.NOTHING : Meaning.FAILURE;
    }

    void count(Alert alert) {
        if (++warnings > limits.warnings())
            throw TOO_MANY_WARNINGS.because("%d in a row, the last %s", warnings, alert.description());
    }

    void reset() {
        warnings = 0;
    }
}
