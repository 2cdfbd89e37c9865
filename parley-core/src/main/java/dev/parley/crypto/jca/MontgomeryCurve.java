package dev.parley.crypto.jca;

import dev.parley.crypto.jca.Providers.Work;
import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import dev.parley.wire.Spares;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;

/** X25519 and X448: a share is the u-coordinate, the lowest byte first. RFC 7748 sections 5 and 6. */
record MontgomeryCurve(NamedGroup group, NamedParameterSpec parameters, int bits, Bytes header, Providers providers,
    Spares<KeyPairGenerator> generators, Spares<KeyFactory> factories) implements DiffieHellman {
    /** What X.509 puts before the share, which is the form that all providers read and write. RFC 8410 section 4. */
    private static final Bytes X25519_HEADER = Bytes.ofHex("302a300506032b656e032100");
    private static final Bytes X448_HEADER = Bytes.ofHex("3042300506032b656f033900");

    static MontgomeryCurve x25519(Providers providers, SecureRandom random) {
        return of(NamedGroup.X25519, NamedParameterSpec.X25519, 255, X25519_HEADER, providers, random);
    }

    static MontgomeryCurve x448(SecureRandom random) {
        return of(NamedGroup.X448, NamedParameterSpec.X448, 448, X448_HEADER, Providers.ANY, random);
    }

    private static MontgomeryCurve of(NamedGroup group, NamedParameterSpec parameters, int bits, Bytes header,
        Providers providers, SecureRandom random) {
        return new MontgomeryCurve(group, parameters, bits, header, providers, Spares.few(() -> {
            try {
                var generator = providers.generator(Work.X25519, "XDH");
                generator.initialize(bits, random); // not with parameters, which Conscrypt refuses
                return generator;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }), Spares.few(() -> {
            try {
                return providers.factory(Work.X25519, "XDH");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public int offerLength() {
        return (bits + 7) / 8;
    }

    @Override
    public int answerLength() {
        return offerLength();
    }

    @Override
    public int secretLength() {
        return offerLength();
    }

    @Override
    public KeyPair generate() throws GeneralSecurityException {
        var generator = generators.take();
        var pair = generator.generateKeyPair(); // of which it keeps nothing
        generators.give(generator);
        return pair;
    }

    @Override
    public Bytes write(PublicKey key) {
        return Bytes.own(key.getEncoded()).from(header.length());
    }

    /** Any number is a valid share; bits beyond the field are ignored. RFC 7748 section 5. */
    @Override
    public PublicKey read(Bytes share) throws GeneralSecurityException {
        var encoded = new byte[header.length() + offerLength()];
        ofLength(offerLength(), share).copyTo(encoded, header.copyTo(encoded, 0));
        var factory = factories.take();
        var key = factory.generatePublic(new X509EncodedKeySpec(encoded));
        factories.give(factory);
        return key;
    }

    @Override
    public KeyAgreement agreement() throws GeneralSecurityException {
        return providers.agreement(Work.X25519, "XDH");
    }
}
