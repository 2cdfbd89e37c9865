package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.HELLO_RETRY_REQUEST;
import static dev.parley.extension.Place.SERVER_HELLO_13;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.Grease;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions that the client speaks, the preferred first; the server names the one it picks. RFC 9846 section 4.3.1. */
public final class SupportedVersions implements Extension<SupportedVersions.Versions, ProtocolVersion> {
    public static final SupportedVersions IT = new SupportedVersions();

    private SupportedVersions() {}

    public record Versions(List<ProtocolVersion> versions) {}

    private static final Codec<Versions> OFFER = struct("SupportedVersions",
        field("versions", vector(ProtocolVersion.WIRE, 2, 254), Versions::versions),
        Versions::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(43, "supported_versions", "RFC 9846 section 4.3.1")
        .in(OFFER, CLIENT_HELLO).in(ProtocolVersion.WIRE, SERVER_HELLO_13, HELLO_RETRY_REQUEST);

    @Override
    public Optional<Versions> offer(Offering offering) {
        if (!offering.offers(ProtocolVersion.TLS_1_3)) return Optional.empty();
        var versions = new ArrayList<ProtocolVersion>();
        if (offering.config().grease()) versions.add(new ProtocolVersion(Grease.value(offering.grease() + 0x30)));
        for (var version : offering.config().versions()) if (offering.offers(version)) versions.add(version);
        return Optional.of(new Versions(List.copyOf(versions)));
    }
}
