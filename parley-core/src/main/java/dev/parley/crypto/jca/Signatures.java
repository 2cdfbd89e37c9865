package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.OWN_KEY_FAILED;

import dev.parley.crypto.Keys;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.List;

/**
 * Signing and verifying. No provider is named, so that the JCA picks the first that can use the very key: a key that
 * lives in a token or an HSM is used by its own provider. RFC 9846 section 4.5.2.
 */
final class Signatures {
    private Signatures() {}

    static List<SignatureScheme> available() {
        return SignatureScheme.ALL.stream().filter(scheme -> Providers.have("Signature." + jcaName(scheme))).toList();
    }

    static Bytes sign(SignatureScheme scheme, PrivateKey key, SecureRandom random, byte[]... parts) {
        try {
            var signature = Signature.getInstance(jcaName(scheme));
            signature.initSign(key, random); // before the parameters, for those choose a provider if the key did not
            if (scheme.isPss()) signature.setParameter(Keys.pss(scheme.hash().orElseThrow()));
            for (var part : parts) signature.update(part);
            return Bytes.own(signature.sign());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw OWN_KEY_FAILED.because(e, "signing with %s failed: %s", scheme, e.getMessage());
        }
    }

    /** Providers throw much at bad keys and signatures; none of it is of interest. */
    static boolean verify(SignatureScheme scheme, PublicKey key, Bytes value, byte[]... parts) {
        if (Keys.family(key) != scheme.key()) return false;
        try {
            var signature = Signature.getInstance(jcaName(scheme));
            signature.initVerify(key);
            if (scheme.isPss()) signature.setParameter(Keys.pss(scheme.hash().orElseThrow()));
            for (var part : parts) signature.update(part);
            return signature.verify(value.toArray());
        } catch (GeneralSecurityException | RuntimeException _) {
            return false;
        }
    }

    private static String jcaName(SignatureScheme scheme) {
        if (scheme.isPss()) return "RSASSA-PSS";
        return switch (scheme.key()) {
            case RSA -> hash(scheme) + "withRSA";
            case EC -> hash(scheme) + "withECDSA";
            case EDWARDS -> scheme.equals(SignatureScheme.ED25519) ? "Ed25519" : "Ed448";
            case MLDSA -> scheme.name().replace("mldsa", "ML-DSA-");
            case RSA_PSS, UNKNOWN -> throw new IllegalArgumentException("no such scheme here: " + scheme);
        };
    }

    private static String hash(SignatureScheme scheme) {
        return scheme.hash().orElseThrow().jca().replace("-", "");
    }
}
