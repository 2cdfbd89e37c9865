package dev.parley.extension;

import static dev.parley.extension.Place.CERTIFICATE_REQUEST;
import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** The authorities that this side trusts, so that the other can pick a certificate. RFC 9846 section 4.3.4. */
public final class CertificateAuthorities implements Extension<CertificateAuthorities.Authorities, Void> {
    public static final CertificateAuthorities IT = new CertificateAuthorities();

    private CertificateAuthorities() {}

    /** @param names distinguished names in DER */
    public record Authorities(List<Bytes> names) {}

    private static final Codec<Authorities> WIRE = struct("CertificateAuthoritiesExtension",
        field("authorities", vector(alias("DistinguishedName", opaque(1, 0xFFFF)), 3, 0xFFFF), Authorities::names),
        Authorities::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC =
        Spec.of(47, "certificate_authorities", "RFC 9846 section 4.3.4").in(WIRE, CLIENT_HELLO, CERTIFICATE_REQUEST);

    @Override
    public Optional<Authorities> offer(Offering offering) {
        var names = offering.config().authorities();
        return names.isEmpty() ? Optional.empty() : Optional.of(new Authorities(names));
    }

    /** What a hello or a request says; nothing if it does not. */
    public static List<Bytes> in(ExtensionBlock block) {
        return block.offered(IT).map(Authorities::names).orElse(List.of());
    }
}
