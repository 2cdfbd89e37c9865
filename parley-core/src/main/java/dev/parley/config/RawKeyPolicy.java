package dev.parley.config;

import dev.parley.credential.RawKeyTrust;
import dev.parley.id.CertificateType;
import java.util.List;
import java.util.Optional;

/**
 * What a side does about raw public keys, which stand for themselves without a certificate. RFC 7250.
 *
 * @param trust whom it believes without a certificate; empty if nobody
 * @param accepted what it takes from its peer, the preferred first; empty for the usual: raw keys if it believes any, and
 *        then certificates
 * @param shown what it says that it can show, the preferred first; empty for what it has credentials of, in their order
 */
public record RawKeyPolicy(Optional<RawKeyTrust> trust, List<CertificateType> accepted, List<CertificateType> shown) {
    public static final RawKeyPolicy NONE = new RawKeyPolicy(Optional.empty(), List.of(), List.of());

    public RawKeyPolicy {
        accepted = List.copyOf(accepted);
        shown = List.copyOf(shown);
    }

    public RawKeyPolicy trust(RawKeyTrust whom) {
        return new RawKeyPolicy(Optional.of(whom), accepted, shown);
    }

    /** Without {@link CertificateType#X509} among them, a peer with a certificate alone is refused. */
    public RawKeyPolicy accepted(CertificateType... types) {
        return new RawKeyPolicy(trust, List.of(types), shown);
    }

    public RawKeyPolicy shown(CertificateType... types) {
        return new RawKeyPolicy(trust, accepted, List.of(types));
    }

    /** What it takes from its peer, the preferred first. */
    public List<CertificateType> takes() {
        if (!accepted.isEmpty()) return accepted;
        return trust.isPresent() ? List.of(CertificateType.RAW_PUBLIC_KEY, CertificateType.X509)
            : List.of(CertificateType.X509);
    }
}
