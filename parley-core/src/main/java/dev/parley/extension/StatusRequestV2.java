package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/**
 * The client wants the server to staple proof that none of the chain's certificates is revoked. TLS 1.2 only: in TLS 1.3
 * each certificate has its own, and this means nothing (RFC 9846 section 4.5.1.1). RFC 6961.
 */
public final class StatusRequestV2 implements Extension<StatusRequestV2.Request, Boolean> {
    public static final StatusRequestV2 IT = new StatusRequestV2();
    /** One response for each certificate of the chain, where {@code 1} is one for the first alone. */
    public static final int OCSP_MULTI = 2;

    private StatusRequestV2() {}

    /** @param type 1 for OCSP, 2 for OCSP of the whole chain; @param request of whom, and with which extensions */
    public record Item(int type, Bytes request) {}

    /** @param items what the client can do with, the preferred first */
    public record Request(List<Item> items) {
        static final Request OCSP =
            new Request(List.of(new Item(OCSP_MULTI, Bytes.own(new byte[4])), new Item(1, Bytes.own(new byte[4]))));
    }

    private static final Codec<Item> ITEM = struct("CertificateStatusRequestItemV2",
        field("status_type", alias("CertificateStatusType", Codec.UINT8), Item::type),
        field("request", opaque(0, 0xFFFF), Item::request),
        Item::new);
    private static final Codec<Request> REQUEST = struct("CertificateStatusRequestListV2",
        field("certificate_status_req_list", vector(ITEM, 1, 0xFFFF), Request::items),
        Request::new);
    private static final Codec<List<Bytes>> RESPONSES = vector(opaque(0, 0xFFFFFF), 1, 0xFFFFFF);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(17, "status_request_v2", "RFC 6961 section 2.2")
        .in(REQUEST, CLIENT_HELLO)
        .in(Codec.nothing("Empty", true), SERVER_HELLO_12);

    @Override
    public Optional<Request> offer(Offering offering) {
        return offering.config().statusOfAll() && offering.offers(ProtocolVersion.TLS_1_2) ? Optional.of(Request.OCSP)
            : Optional.empty();
    }

    /** Does a hello want the responses of the whole chain? */
    public static boolean isIn(ExtensionBlock block) {
        return block.offered(IT).filter(it -> it.items.stream().anyMatch(item -> item.type == OCSP_MULTI)).isPresent();
    }

    /** All responses as one, as they stand in the CertificateStatus of TLS 1.2; empty bytes for none. */
    public static StatusRequest.Status status(List<Bytes> responses) {
        return new StatusRequest.Status(OCSP_MULTI, RESPONSES.encode(responses).from(3)); // Status has the length
    }

    /** The responses of a CertificateStatus. @throws dev.parley.wire.WireFailure if it holds no list */
    public static List<Bytes> responses(StatusRequest.Status status) {
        return status.type() != OCSP_MULTI ? List.of(status.response())
            : RESPONSES.parse(Bytes.join(Codec.UINT24.encode(status.response().length()), status.response()));
    }
}
