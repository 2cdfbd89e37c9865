package dev.parley.ech;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;

/** Something more that a configuration says. None has a meaning yet. RFC 9849 section 4.2. */
public record EchConfigExtension(int type, Bytes data) {
    static final Codec<EchConfigExtension> WIRE = struct("ECHConfigExtension",
        field("type", Codec.alias("ECHConfigExtensionType", Codec.UINT16), EchConfigExtension::type),
        field("data", opaque(0, 0xFFFF), EchConfigExtension::data),
        EchConfigExtension::new);

    /** Who does not know it must not use the configuration. */
    public boolean isMandatory() {
        return (type & 0x8000) != 0;
    }
}
