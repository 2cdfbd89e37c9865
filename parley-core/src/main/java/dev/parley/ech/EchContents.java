package dev.parley.ech;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;

/**
 * What a configuration of the version of RFC 9849 section 4 says.
 *
 * @param maximumNameLength bytes of the longest server name behind this server, or 0 if that is not known
 * @param publicName the server that everybody may see the client talk to
 */
public record EchContents(HpkeKeyConfig keyConfig, int maximumNameLength, Bytes publicName,
    List<EchConfigExtension> extensions) {
    static final Codec<EchContents> WIRE = struct("ECHConfigContents",
        field("key_config", HpkeKeyConfig.WIRE, EchContents::keyConfig),
        field("maximum_name_length", Codec.UINT8, EchContents::maximumNameLength),
        field("public_name", opaque(1, 0xFF), EchContents::publicName),
        field("extensions", vector(EchConfigExtension.WIRE, 0, 0xFFFF), EchContents::extensions),
        EchContents::new);

    public EchContents {
        extensions = List.copyOf(extensions);
    }

    /** An extension twice, or a mandatory one that nobody here knows, makes the whole unusable. RFC 9849 section 4.2. */
    boolean hasUsableExtensions() {
        return extensions.stream().map(EchConfigExtension::type).distinct().count() == extensions.size()
            && extensions.stream().noneMatch(EchConfigExtension::isMandatory);
    }
}
