package dev.parley.transparency;

import dev.parley.credential.OcspResponse;
import dev.parley.credential.PeerChain;
import dev.parley.der.Der;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.WireFailure;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A timestamp that the peer has shown, not judged yet. @param encoded one SignedCertificateTimestamp */
record Shown(Way way, Bytes encoded) {
    /** How it came. RFC 6962 section 3.3. */
    enum Way {
        EXTENSION("the handshake"),
        CERTIFICATE("the certificate"),
        STAPLE("the stapled status");

        private final String text;

        Way(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** All of them. What cannot be read as a list has none in it. */
    static List<Shown> in(PeerChain chain, X509Certificate leaf) {
        var all = new ArrayList<Shown>();
        add(all, Way.EXTENSION, chain.timestamps());
        var embedded = leaf.getExtensionValue(LoggedEntry.EMBEDDED);
        if (embedded != null) add(all, Way.CERTIFICATE, embedded(Bytes.of(embedded)));
        chain.status().flatMap(OcspResponse::parse)
            .flatMap(it -> it.extension(leaf.getSerialNumber(), STAPLED))
            .ifPresent(it -> add(all, Way.STAPLE, list(it)));
        return all;
    }

    private static final String STAPLED = "1.3.6.1.4.1.11129.2.4.5";
    private static final Codec<List<Bytes>> LIST = Codec.vector(Codec.opaque(1, 0xFFFF), 1, 0xFFFF);

    private static void add(List<Shown> all, Way way, List<Bytes> list) {
        for (var one : list) all.add(new Shown(way, one));
    }

    /** @param value the JDK gives it as the octet string that every extension is wrapped in */
    private static List<Bytes> embedded(Bytes value) {
        try {
            return list(Der.read(value).as(Der.OCTET_STRING).content());
        } catch (WireFailure _) {
            return List.of();
        }
    }

    /** The list is an octet string of its own. */
    private static List<Bytes> list(Bytes value) {
        try {
            return LIST.parse(Der.read(value).as(Der.OCTET_STRING).content());
        } catch (WireFailure _) {
            return List.of();
        }
    }
}
