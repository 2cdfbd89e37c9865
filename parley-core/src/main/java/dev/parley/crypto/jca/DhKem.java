package dev.parley.crypto.jca;

import static dev.parley.failure.Reason.BAD_KEY_SHARE;

import dev.parley.crypto.Curve;
import dev.parley.crypto.Kem;
import dev.parley.crypto.Secret;
import dev.parley.id.HpkeKem;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;

/** The JDK's DHKEM, its keys as HPKE writes them. RFC 9180 section 4.1. */
record DhKem(DiffieHellman group, SecureRandom random) implements Kem {
    static List<HpkeKem> available() {
        var groups = Groups.available();
        return Providers.have("KEM.DHKEM")
            ? HpkeKem.ALL.stream().filter(kem -> groups.contains(kem.group().orElseThrow())).toList() : List.of();
    }

    static DhKem of(HpkeKem kem, SecureRandom random) {
        var group = kem.group().orElseThrow(() -> new IllegalArgumentException("no such KEM here: " + kem));
        return new DhKem(Curve.of(group).<DiffieHellman>map(curve -> new NistCurve(curve, Providers.ANY, random))
            .orElseGet(() -> kem.equals(HpkeKem.X25519) ? MontgomeryCurve.x25519(Providers.ANY, random)
                : MontgomeryCurve.x448(random)),
            random);
    }

    @Override
    public KeyPair generate() {
        try {
            return group.generate();
        } catch (GeneralSecurityException e) {
            throw group.failed(e);
        }
    }

    @Override
    public Bytes write(PublicKey key) {
        return group.write(key);
    }

    @Override
    public Encapsulated encapsulate(Bytes publicKey) {
        try {
            var made = KEM.getInstance("DHKEM").newEncapsulator(group.read(publicKey), random).encapsulate();
            return new Encapsulated(Bytes.own(made.encapsulation()), Secret.of(made.key().getEncoded()));
        } catch (InvalidKeyException | ProviderException e) {
            throw notOfThisGroup(e); // a point of small order, for one: RFC 9180 section 7.1.4
        } catch (GeneralSecurityException e) {
            throw group.failed(e);
        }
    }

    @Override
    public Secret decapsulate(PrivateKey key, Bytes encapsulation) {
        try {
            group.read(encapsulation); // with all its checks
            var opener = KEM.getInstance("DHKEM").newDecapsulator(key);
            return Secret.of(opener.decapsulate(encapsulation.toArray()).getEncoded());
        } catch (DecapsulateException | ProviderException e) {
            throw notOfThisGroup(e);
        } catch (GeneralSecurityException e) {
            throw group.failed(e);
        }
    }

    private dev.parley.failure.HandshakeFailure notOfThisGroup(Exception cause) {
        return BAD_KEY_SHARE.because(cause, "not a key of %s: %s", group.name(), cause.getMessage());
    }
}
