package dev.parley.server13;

import dev.parley.handshake.Transcript;
import dev.parley.id.CertificateType;
import dev.parley.message.CertificateRequest13;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server has asked its client for since the handshake. RFC 9846 section 4.7.2.
 *
 * @param handshake the transcript, if the client may be asked; only ever forked
 * @param type what the client was to show, by the hellos
 * @param open the requests without an answer
 */
record Asked(Optional<Transcript> handshake, CertificateType type, List<One> open) {
    /** @param required is the connection over if the client shows nothing? */
    record One(CertificateRequest13 request, boolean required) {}

    /** The client may not be asked later. */
    static final Asked NEVER = new Asked(Optional.empty(), CertificateType.X509, List.of());

    /** More are not left open. */
    private static final int MOST = 16;

    Asked with(One one) {
        if (open.size() >= MOST)
            throw new IllegalStateException("the client has not yet answered " + MOST + " requests");
        var more = new ArrayList<>(open);
        more.add(one);
        return new Asked(handshake, type, List.copyOf(more));
    }

    Asked without(One answered) {
        return new Asked(handshake, type, open.stream().filter(one -> !one.equals(answered)).toList());
    }

    Optional<One> named(Bytes context) {
        return open.stream().filter(one -> one.request.certificateRequestContext().equals(context)).findFirst();
    }
}
