package dev.parley.credential;

import static dev.parley.id.SignatureScheme.*;

import dev.parley.der.Der;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.security.cert.X509Certificate;
import java.util.List;

/** By which of TLS's schemes a certificate is signed. RFC 9846 section 4.3.3. */
final class CertificateSignature {
    private CertificateSignature() {}

    /** Any of these names it; empty if TLS has no name for it. */
    static List<SignatureScheme> schemes(X509Certificate certificate) {
        return switch (certificate.getSigAlgOID()) {
            case "1.2.840.113549.1.1.5" -> List.of(RSA_PKCS1_SHA1);
            case "1.2.840.113549.1.1.11" -> List.of(RSA_PKCS1_SHA256);
            case "1.2.840.113549.1.1.12" -> List.of(RSA_PKCS1_SHA384);
            case "1.2.840.113549.1.1.13" -> List.of(RSA_PKCS1_SHA512);
            case "1.2.840.113549.1.1.10" -> pss(certificate.getSigAlgParams());
            case "1.2.840.10045.4.1" -> List.of(ECDSA_SHA1);
            case "1.2.840.10045.4.3.2" -> List.of(ECDSA_SECP256R1_SHA256);
            case "1.2.840.10045.4.3.3" -> List.of(ECDSA_SECP384R1_SHA384);
            case "1.2.840.10045.4.3.4" -> List.of(ECDSA_SECP521R1_SHA512);
            case "1.3.101.112" -> List.of(ED25519);
            case "1.3.101.113" -> List.of(ED448);
            case "2.16.840.1.101.3.4.3.17" -> List.of(MLDSA44);
            case "2.16.840.1.101.3.4.3.18" -> List.of(MLDSA65);
            case "2.16.840.1.101.3.4.3.19" -> List.of(MLDSA87);
            default -> List.of();
        };
    }

    /** Is its hash broken: MD2, MD4, MD5 or SHA-1? RFC 9846 section 4.5.1.3. */
    static boolean isBroken(X509Certificate certificate) {
        return switch (certificate.getSigAlgOID()) {
            case "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.3", "1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5",
                "1.3.14.3.2.29", "1.2.840.10040.4.3", "1.3.14.3.2.27", "1.2.840.10045.4.1" -> true;
            case "1.2.840.113549.1.1.10" -> pss(certificate.getSigAlgParams()).isEmpty();
            default -> false;
        };
    }

    static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** The hash stands in the parameters; SHA-1, where none does. RFC 4055 section 3.1. */
    private static List<SignatureScheme> pss(byte[] parameters) {
        try {
            var hash = parameters == null ? null : Der.read(Bytes.of(parameters)).find(Der.explicit(0));
            if (hash == null) return List.of();
            return switch (hash.part(0).part(0).oid()) {
                case "2.16.840.1.101.3.4.2.1" -> List.of(RSA_PSS_RSAE_SHA256, RSA_PSS_PSS_SHA256);
                case "2.16.840.1.101.3.4.2.2" -> List.of(RSA_PSS_RSAE_SHA384, RSA_PSS_PSS_SHA384);
                case "2.16.840.1.101.3.4.2.3" -> List.of(RSA_PSS_RSAE_SHA512, RSA_PSS_PSS_SHA512);
                default -> List.of();
            };
        } catch (WireFailure _) {
            return List.of();
        }
    }
}
