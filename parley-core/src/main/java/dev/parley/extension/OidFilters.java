package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;

/** What the server wants to find in a client's certificate. RFC 9846 section 4.3.5. */
public final class OidFilters implements Extension<OidFilters.Filters, Void> {
    public static final OidFilters IT = new OidFilters();

    private OidFilters() {}

    public record Filters(List<Filter> filters) {}

    public record Filter(Bytes oid, Bytes values) {}

    private static final Codec<Filter> FILTER = struct("OIDFilter",
        field("certificate_extension_oid", opaque(1, 0xFF), Filter::oid),
        field("certificate_extension_values", opaque(0, 0xFFFF), Filter::values),
        Filter::new);
    private static final Codec<Filters> WIRE = struct("OIDFilterExtension",
        field("filters", vector(FILTER, 0, 0xFFFF), Filters::filters),
        Filters::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(48, "oid_filters", "RFC 9846 section 4.3.5").in(WIRE, CERTIFICATE_REQUEST);
}
