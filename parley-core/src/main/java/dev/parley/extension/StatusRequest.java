package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE;
import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** The client wants the server to staple proof that its certificate is not revoked. RFC 6066 section 8, RFC 9846 section 4.5.1.1. */
public final class StatusRequest implements Extension<StatusRequest.Request, Boolean> {
    public static final StatusRequest IT = new StatusRequest();

    private StatusRequest() {}

    /** @param type 1 for OCSP */
    public record Request(int type, List<Bytes> responders, Bytes extensions) {
        public static final Request OCSP = new Request(1, List.of(), Bytes.EMPTY);
    }

    /** A stapled response. @param type 1 for OCSP, 2 for several (RFC 6961); @param response its DER */
    public record Status(int type, Bytes response) {}

    private static final Codec<Integer> STATUS_TYPE = alias("CertificateStatusType", Codec.UINT8);
    private static final Codec<Request> REQUEST = struct("CertificateStatusRequest",
        field("status_type", STATUS_TYPE, Request::type),
        field("responder_id_list", vector(alias("ResponderID", opaque(1, 0xFFFF)), 0, 0xFFFF), Request::responders),
        field("request_extensions", alias("Extensions", opaque(0, 0xFFFF)), Request::extensions),
        Request::new);
    /** Also the body of TLS 1.2's CertificateStatus message. */
    public static final Codec<Status> STATUS = struct("CertificateStatus",
        field("status_type", STATUS_TYPE, Status::type),
        field("response", alias("OCSPResponse", opaque(1, 0xFFFFFF)), Status::response),
        Status::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(5, "status_request", "RFC 6066 section 8")
        .in(REQUEST, CLIENT_HELLO)
        .in(Codec.nothing("Empty", Request.OCSP), CERTIFICATE_REQUEST) // RFC 9846 section 4.5.1.1
        .in(Codec.nothing("Empty", true), SERVER_HELLO_12)
        .in(STATUS, CERTIFICATE);

    @Override
    public Optional<Request> offer(Offering offering) {
        return offering.config().statusRequest() ? Optional.of(Request.OCSP) : Optional.empty();
    }

    /** Does a hello or a request want OCSP responses? */
    public static boolean isIn(ExtensionBlock block) {
        return block.offered(IT).filter(request -> request.type == Request.OCSP.type).isPresent();
    }
}
