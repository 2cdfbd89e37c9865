package dev.parley.client12;

import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MALFORMED_MESSAGE;
import static dev.parley.failure.Reason.UNEXPECTED_MESSAGE_IN_STATE;

import dev.parley.extension.StatusRequest;
import dev.parley.extension.StatusRequestV2;
import dev.parley.message.CertificateStatus;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.util.List;

/** Stapled OCSP responses may come once, and only if the server announced them. RFC 6066 section 8, RFC 6961 section 2.2. */
final class Stapled {
    private Stapled() {}

    static Shown to(Shown shown, CertificateStatus message) {
        var answers = shown.agreed().answers();
        boolean several = answers.has(StatusRequestV2.IT);
        if (!answers.has(StatusRequest.IT) && !several || shown.hasStatus())
            throw UNEXPECTED_MESSAGE_IN_STATE.because("got CertificateStatus, which was not announced or came twice");
        var status = message.status();
        if (status.type() != 1 && !(several && status.type() == StatusRequestV2.OCSP_MULTI))
            throw FORBIDDEN_VALUE.because("a status of the type %d, which was not announced", status.type());
        var responses = responses(status);
        int certificates = shown.chain().certificates().size();
        if (responses.size() > certificates)
            throw FORBIDDEN_VALUE.because("%d responses for %d certificates", responses.size(), certificates);
        return new Shown(shown.agreed(), shown.chain().statuses(responses), shown.leaf(), true);
    }

    private static List<Bytes> responses(StatusRequest.Status status) {
        try {
            return StatusRequestV2.responses(status);
        } catch (WireFailure failure) {
            throw MALFORMED_MESSAGE.because(failure, "the responses in CertificateStatus: %s", failure.getMessage());
        }
    }
}
