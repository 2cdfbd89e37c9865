package dev.parley.crypto.jca;

import dev.parley.id.NamedGroup;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;

/** X25519 and X448: a share is the u-coordinate, the lowest byte first. RFC 7748 sections 5 and 6. */
record MontgomeryCurve(NamedGroup group, NamedParameterSpec parameters, int bits, SecureRandom random)
    implements DiffieHellman {

    static MontgomeryCurve x25519(SecureRandom random) {
        return new MontgomeryCurve(NamedGroup.X25519, NamedParameterSpec.X25519, 255, random);
    }

    static MontgomeryCurve x448(SecureRandom random) {
        return new MontgomeryCurve(NamedGroup.X448, NamedParameterSpec.X448, 448, random);
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public String agreement() {
        return "XDH";
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
        var generator = KeyPairGenerator.getInstance("XDH");
        generator.initialize(parameters, random);
        return generator.generateKeyPair();
    }

    @Override
    public Bytes write(PublicKey key) {
        return reversed(BigEndian.write(((XECPublicKey) key).getU(), offerLength()));
    }

    /** Any number is a valid share; bits beyond the field are ignored. RFC 7748 section 5. */
    @Override
    public PublicKey read(Bytes share) throws GeneralSecurityException {
        var u = BigEndian.read(reversed(ofLength(offerLength(), share)));
        var inField = u.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
        return KeyFactory.getInstance("XDH").generatePublic(new XECPublicKeySpec(parameters, inField));
    }

    private static Bytes reversed(Bytes bytes) {
        var reversed = new byte[bytes.length()];
        for (int i = 0; i < reversed.length; i++) reversed[i] = (byte) bytes.at(reversed.length - 1 - i);
        return Bytes.own(reversed);
    }
}
