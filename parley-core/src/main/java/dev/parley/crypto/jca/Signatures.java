package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.OWN_KEY_FAILED;

import dev.parley.crypto.Keys;
import dev.parley.crypto.jca.Providers.Work;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signing and verifying. Where no provider is named, or the one named cannot use the key, the JCA picks the first that
 * can use this very key: a key that lives in a token or an HSM is used by its own provider. RFC 9846 section 4.5.2.
 */
final class Signatures {
    private final Providers providers;
    private final OwnForms ownForms;

    Signatures(Providers providers, OwnForms ownForms) {
        this.providers = providers;
        this.ownForms = ownForms;
    }

    static List<SignatureScheme> available() {
        return SignatureScheme.ALL.stream().filter(scheme -> Providers.have("Signature." + jcaName(scheme))).toList();
    }

    Bytes sign(SignatureScheme scheme, PrivateKey key, SecureRandom random, byte[]... parts) {
        try {
            var ready = signer(scheme, key, random);
            if (ready.isPresent()) {
                var signed = signed(ready.get().signature(), scheme, parts);
                ready.get().giveBack();
                return signed;
            }
            var signature = Signature.getInstance(jcaName(scheme));
            signature.initSign(key, random); // before the parameters, for those choose a provider if the key did not
            return signed(signature, scheme, parts);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw OWN_KEY_FAILED.because(e, "signing with %s failed: %s", scheme, e.getMessage());
        }
    }

    private static Bytes signed(Signature signature, SignatureScheme scheme, byte[]... parts)
        throws GeneralSecurityException {
        if (scheme.isPss()) signature.setParameter(Keys.pss(scheme.hash().orElseThrow()));
        for (var part : parts) signature.update(part);
        return Bytes.own(signature.sign());
    }

    private Optional<OwnForms.Ready> signer(SignatureScheme scheme, PrivateKey key, SecureRandom random)
        throws GeneralSecurityException {
        var work = work(scheme);
        if (work.isEmpty() || !ownForms.has(work.get(), key)) return Optional.empty();
        try {
            return Optional.of(ownForms.signer(work.get(), jcaName(scheme), key, random));
        } catch (InvalidKeyException _) {
            return Optional.empty(); // somebody else can use it
        }
    }

    /** What this is to whom a provider was named for it; empty if none was. */
    private Optional<Work> work(SignatureScheme scheme) {
        var work = switch (scheme.key()) {
            case EC -> Optional.of(Work.ECDSA);
            case RSA -> Optional.of(Work.RSA);
            case RSA_PSS, EDWARDS, MLDSA, UNKNOWN -> Optional.<Work>empty();
        };
        return work.filter(it -> providers.of(it).isPresent());
    }

    /** Providers throw much at bad keys and signatures; none of it is of interest. */
    boolean verify(SignatureScheme scheme, PublicKey key, Bytes value, byte[]... parts) {
        if (Keys.family(key) != scheme.key()) return false;
        try {
            var ready = verifier(scheme, key);
            if (ready.isPresent()) {
                boolean right = verified(ready.get().signature(), scheme, value, parts);
                ready.get().giveBack();
                return right;
            }
            var signature = Signature.getInstance(jcaName(scheme));
            signature.initVerify(key);
            return verified(signature, scheme, value, parts);
        } catch (GeneralSecurityException | RuntimeException _) {
            return false;
        }
    }

    private static boolean verified(Signature signature, SignatureScheme scheme, Bytes value, byte[]... parts)
        throws GeneralSecurityException {
        if (scheme.isPss()) signature.setParameter(Keys.pss(scheme.hash().orElseThrow()));
        for (var part : parts) signature.update(part);
        return signature.verify(value.toArray());
    }

    private Optional<OwnForms.Ready> verifier(SignatureScheme scheme, PublicKey key) throws GeneralSecurityException {
        var work = work(scheme);
        if (work.isEmpty()) return Optional.empty();
        try {
            return Optional.of(ownForms.verifier(work.get(), jcaName(scheme), key));
        } catch (InvalidKeyException _) {
            return Optional.empty(); // somebody else can use it
        }
    }

    private static final Map<SignatureScheme, String> NAMES = SignatureScheme.ALL.stream()
        .collect(Collectors.toUnmodifiableMap(it -> it, Signatures::name));

    private static String jcaName(SignatureScheme scheme) {
        var name = NAMES.get(scheme);
        return name != null ? name : name(scheme);
    }

    private static String name(SignatureScheme scheme) {
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
