package dev.parley.client12;

import static dev.parley.failure.Reason.UNEXPECTED_MESSAGE_IN_STATE;

import dev.parley.extension.StatusRequest;
import dev.parley.message.CertificateStatus;
import java.util.Optional;

/** A stapled OCSP response may come once, and only if the server announced it. RFC 6066 section 8. */
final class Stapled {
    private Stapled() {}

    static Shown to(Shown shown, CertificateStatus status) {
        if (!shown.agreed().answers().has(StatusRequest.IT) || shown.chain().status().isPresent())
            throw UNEXPECTED_MESSAGE_IN_STATE.because("got CertificateStatus, which was not announced or came twice");
        return new Shown(shown.agreed(), shown.chain().status(Optional.of(status.status().response())), shown.leaf());
    }
}
