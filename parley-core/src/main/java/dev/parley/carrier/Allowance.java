package dev.parley.carrier;

import static dev.parley.failure.Reason.MESSAGE_TOO_LONG;
import static dev.parley.failure.Reason.TOO_MANY_KEY_UPDATES;
import static dev.parley.failure.Reason.TOO_MANY_WARNINGS;

import dev.parley.config.Limits;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.Heard;
import dev.parley.message.HelloRequest;
import dev.parley.message.KeyUpdate;
import dev.parley.message.NewSessionTicket13;

/** How many handshake messages the peer may still send without bringing anything further. For one thread at a time. */
final class Allowance {
    private final Limits limits;
    private long bytes;
    private int keyUpdatesInARow;
    private int requestsInARow;
    private int tickets;

    Allowance(Limits limits) {
        this.limits = limits;
    }

    /** Bytes of a message before the handshake is complete: until then the peer may be anybody. */
    void beforeConnected(int length) {
        bytes += length;
        if (bytes > limits.handshake())
            throw MESSAGE_TOO_LONG.because("%d bytes of handshake, at most %d are allowed", bytes, limits.handshake());
    }

    /**
     * A message of any kind.
     *
     * @return is it to be heard? A ticket too many is not: a client may forget any of them (RFC 9846 section 4.7.1)
     */
    boolean hears(Heard heard) {
        return switch (heard) {
            case KeyUpdate _ -> {
                if (++keyUpdatesInARow > limits.keyUpdates())
                    throw TOO_MANY_KEY_UPDATES.because("%d without data between them", keyUpdatesInARow);
                yield true;
            }
            case HelloRequest _ -> {
                if (++requestsInARow > limits.warnings())
                    throw TOO_MANY_WARNINGS.because("%d requests to renegotiate, all declined", requestsInARow);
                yield true;
            }
            case CertificateRequest13 asked when !asked.certificateRequestContext().isEmpty() -> {
                if (++requestsInARow > limits.warnings())
                    throw TOO_MANY_WARNINGS.because("%d requests for a certificate without data between them",
                        requestsInARow);
                yield true;
            }
            case NewSessionTicket13 _ -> ++tickets <= limits.tickets();
            default -> true;
        };
    }

    /** Application data came between. */
    void applicationData() {
        keyUpdatesInARow = 0;
        requestsInARow = 0;
    }
}
