package dev.parley.message;

import static dev.parley.extension.Place.CERTIFICATE;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.credential.Delegation;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.ExtensionBlock;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/** A certificate and those that lead to its authority, each with its extensions, the sender's first. RFC 9846 section 4.5.1. */
public record Certificate13(Bytes certificateRequestContext, List<Entry> certificateList) implements Handshake {
    /** @param certData one certificate in DER */
    public record Entry(Bytes certData, ExtensionBlock extensions) {}

    private static final Codec<Entry> ENTRY = struct("CertificateEntry",
        field("cert_data", opaque(1, 0xFFFFFF), Entry::certData),
        field("extensions", ExtensionBlock.in(0, CERTIFICATE), Entry::extensions),
        Entry::new);
    static final Codec<Certificate13> WIRE = struct("Certificate",
        field("certificate_request_context", opaque(0, 0xFF), Certificate13::certificateRequestContext),
        field("certificate_list", vector(ENTRY, 0, 0xFFFFFF), Certificate13::certificateList),
        Certificate13::new);

    /** The certificates without their extensions. */
    public List<Bytes> chain() {
        var chain = new Bytes[certificateList.size()];
        for (int i = 0; i < chain.length; i++) chain[i] = certificateList.get(i).certData;
        return List.of(chain);
    }

    /** What stands with the end-entity certificate of a key that it has delegated to. RFC 9345 section 4.1. */
    public Optional<Delegation> delegation() {
        return certificateList.isEmpty() ? Optional.empty()
            : certificateList.getFirst().extensions().find(DelegatedCredential.IT, Delegation.class);
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(11);
}
