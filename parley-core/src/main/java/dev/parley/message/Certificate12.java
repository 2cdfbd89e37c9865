package dev.parley.message;

import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;

/** A certificate and those that lead to its authority, in DER, the sender's first. RFC 5246 section 7.4.2. */
public record Certificate12(List<Bytes> certificateList) implements Handshake {
    static final Codec<Certificate12> WIRE = struct("Certificate",
        field("certificate_list", vector(alias("ASN.1Cert", opaque(1, 0xFFFFFF)), 0, 0xFFFFFF),
            Certificate12::certificateList),
        Certificate12::new);

    /** With a raw public key in the place of certificates, without a list around it. RFC 7250 section 3. */
    static final Codec<Certificate12> RAW = struct("Certificate",
        field("ASN.1_subjectPublicKeyInfo", opaque(0, 0xFFFFFF), Certificate12::info),
        info -> new Certificate12(info.isEmpty() ? List.of() : List.of(info)));

    private Bytes info() {
        return certificateList.isEmpty() ? Bytes.EMPTY : certificateList.getFirst();
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(11);
}
