package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.Grease;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The groups in which the client can agree on a secret, the preferred first. RFC 9846 section 4.3.7. */
public final class SupportedGroups implements Extension<SupportedGroups.Groups, SupportedGroups.Groups> {
    public static final SupportedGroups IT = new SupportedGroups();

    private SupportedGroups() {}

    public record Groups(List<NamedGroup> groups) {}

    private static final Codec<Groups> WIRE = struct("NamedGroupList",
        field("named_group_list", vector(NamedGroup.WIRE, 2, 0xFFFF), Groups::groups),
        Groups::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(10, "supported_groups", "RFC 9846 section 4.3.7")
        .in(WIRE, CLIENT_HELLO, ENCRYPTED_EXTENSIONS, SERVER_HELLO_12);

    @Override
    public Optional<Groups> offer(Offering offering) {
        var groups = new ArrayList<NamedGroup>();
        if (offering.config().grease()) groups.add(new NamedGroup(Grease.value(offering.grease() + 0x20)));
        for (var group : offering.config().groups())
            if (group.isFor12() || offering.offers(ProtocolVersion.TLS_1_3)) groups.add(group);
        return groups.isEmpty() ? Optional.empty() : Optional.of(new Groups(List.copyOf(groups)));
    }

    /** What a hello offers; nothing if it does not say. */
    public static List<NamedGroup> in(ExtensionBlock hello) {
        return hello.offered(IT).map(Groups::groups).orElse(List.of());
    }
}
