package dev.parley.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/**
 * Which provider computes what. Where none is named, the JCA takes the first that can, as always; no provider has to be
 * installed to be named here. Immutable and thread-safe.
 */
public final class Providers {
    /** What can be given to one provider and not to another. */
    public enum Work {
        AES_GCM("AES-GCM", "Cipher.AES/GCM/NoPadding"), X25519("X25519", "KeyAgreement.X25519"),
        ECDH("ECDH with NIST's curves", "KeyAgreement.ECDH"), ECDSA("ECDSA", "Signature.SHA256withECDSA"),
        RSA("RSA", "Signature.RSASSA-PSS"),
        /** Never by another: the JDK's are the fastest there are, or as fast as any. */
        OTHER("ChaCha20-Poly1305, hashes, HMAC, ML-KEM", "Cipher.ChaCha20-Poly1305");

        private final String title;
        private final String service;

        Work(String title, String service) {
            this.title = title;
            this.service = service;
        }
    }

    /** Whatever the virtual machine has. */
    public static final Providers ANY = new Providers(Map.of());

    private final Map<Work, Provider> named;

    private Providers(Map<Work, Provider> named) {
        this.named = named;
    }

    /** The same, with this work done by this provider. */
    public Providers with(Work work, Provider provider) {
        var more = new EnumMap<Work, Provider>(Work.class);
        more.putAll(named);
        more.put(work, provider);
        return new Providers(more);
    }

    /** The one that is named for this work, if one is. */
    public Optional<Provider> of(Work work) {
        return Optional.ofNullable(named.get(work));
    }

    /** A line for each kind of work: who does it. */
    List<String> makers() {
        return Arrays.stream(Work.values()).map(work -> work.title + ": " + of(work).or(() -> first(work.service))
            .map(it -> it.getName() + " " + it.getVersionStr()).orElse("nobody")).toList();
    }

    private static Optional<Provider> first(String service) {
        return have(service) ? Optional.of(Security.getProviders(service)[0]) : Optional.empty();
    }

    /**
     * What there is in this virtual machine: a JDK may be cut down, to what FIPS 140 allows for one.
     *
     * @param service the kind and the algorithm, such as {@code KeyAgreement.ECDH}
     */
    static boolean have(String service) {
        int dot = service.indexOf('.');
        var algorithm = service.substring(dot + 1);
        try {
            switch (service.substring(0, dot)) { // these stop at the first provider that has it, and load no other
                case "Cipher" -> Cipher.getInstance(algorithm);
                case "KEM" -> KEM.getInstance(algorithm);
                case "KeyAgreement" -> KeyAgreement.getInstance(algorithm);
                case "Mac" -> Mac.getInstance(algorithm);
                case "MessageDigest" -> MessageDigest.getInstance(algorithm);
                case "Signature" -> Signature.getInstance(algorithm);
                default -> throw new IllegalArgumentException(service);
            }
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    Cipher cipher(Work work, String transformation) throws GeneralSecurityException {
        var provider = named.get(work);
        return provider == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, provider);
    }

    KeyPairGenerator generator(Work work, String algorithm) throws NoSuchAlgorithmException {
        var provider = named.get(work);
        return provider == null ? KeyPairGenerator.getInstance(algorithm)
            : KeyPairGenerator.getInstance(algorithm, provider);
    }

    KeyFactory factory(Work work, String algorithm) throws NoSuchAlgorithmException {
        var provider = named.get(work);
        return provider == null ? KeyFactory.getInstance(algorithm) : KeyFactory.getInstance(algorithm, provider);
    }

    KeyAgreement agreement(Work work, String algorithm) throws NoSuchAlgorithmException {
        var provider = named.get(work);
        return provider == null ? KeyAgreement.getInstance(algorithm) : KeyAgreement.getInstance(algorithm, provider);
    }

    Signature signature(Work work, String algorithm) throws NoSuchAlgorithmException {
        var provider = named.get(work);
        return provider == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, provider);
    }
}
