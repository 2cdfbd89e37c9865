package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;

/** The five bytes before each record. RFC 9846 section 5.1. @param length of what follows, in bytes */
public record RecordHeader(ContentType type, ProtocolVersion legacyVersion, int length) {
    /** In bytes. */
    public static final int LENGTH = 5;

    public static final Codec<RecordHeader> WIRE = struct("TLSPlaintext",
        field("type", ContentType.WIRE, RecordHeader::type),
        field("legacy_record_version", ProtocolVersion.WIRE, RecordHeader::legacyVersion),
        field("length", Codec.UINT16, RecordHeader::length),
        RecordHeader::new);
}
