package dev.parley.crypto.jca;

import static dev.parley.crypto.Shown.shown;

import dev.parley.crypto.Curve;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Real cryptography with chosen randomness, to replay a recorded conversation byte for byte. What was chosen is given
 * out once, in order; after that comes the same stream of bytes in each run. For one thread.
 */
public final class FixedCrypto extends DelegatingCrypto {
    private final List<Bytes> randoms = new ArrayList<>();
    private final Map<NamedGroup, Deque<KeyPair>> pairs = new HashMap<>();
    private final Deque<Bytes> signatures = new ArrayDeque<>();

    /** @param seed of the stream that all randomness comes from which is not chosen */
    public FixedCrypto(long seed) {
        super(JcaCrypto.create(new FixedRandom(seed)));
    }

    /** To be given out when so many random bytes are asked for: a hello's random, a session id, a nonce. */
    public FixedCrypto random(Bytes next) {
        randoms.add(next);
        return this;
    }

    /** The next private key for a curve, as RFC 7748 or RFC 5915 writes it; the public one is computed. */
    public FixedCrypto privateKey(NamedGroup group, Bytes key) {
        try {
            var pair = Curve.of(group).isPresent() ? nist(group, key) : montgomery(group, key);
            pairs.computeIfAbsent(group, _ -> new ArrayDeque<>()).add(pair);
            return this;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no private key for " + group, e);
        }
    }

    /** What signing will answer, since PSS and ECDSA are random themselves. */
    public FixedCrypto signature(Bytes next) {
        signatures.add(next);
        return this;
    }

    @Override
    public void random(byte[] target) {
        for (var each : randoms)
            if (each.length() == target.length) {
                each.copyTo(target, 0);
                randoms.remove(each);
                return;
            }
        real.random(target);
    }

    @Override
    public Group group(NamedGroup group) {
        var chosen = pairs.getOrDefault(group, new ArrayDeque<>());
        return chosen.isEmpty() ? real.group(group) : new Chosen((DiffieHellman) real.group(group), chosen);
    }

    @Override
    public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
        return signatures.isEmpty() ? real.sign(scheme, key, parts) : signatures.remove();
    }

    private record Chosen(DiffieHellman real, Deque<KeyPair> pairs) implements Group {
        @Override
        public Offer offer() {
            return pairs.isEmpty() ? real.offer() : real.offer(pairs.remove());
        }

        @Override
        public Answer answer(Bytes share) {
            try (var own = offer()) {
                return new Answer(own.share(), own.finish(share));
            }
        }
    }

    private static KeyPair nist(NamedGroup group, Bytes key) throws GeneralSecurityException {
        var curve = Curve.of(group).orElseThrow();
        var scalar = BigEndian.read(key);
        var factory = KeyFactory.getInstance("EC");
        var point = new PlainCurve(curve).publicPoint(scalar);
        return new KeyPair(factory.generatePublic(new ECPublicKeySpec(point, curve.parameters())),
            factory.generatePrivate(new ECPrivateKeySpec(scalar, curve.parameters())));
    }

    private static KeyPair montgomery(NamedGroup group, Bytes key) throws GeneralSecurityException {
        var curve = (MontgomeryCurve) Groups.of(group, new FixedRandom(0));
        var scalar =
            KeyFactory.getInstance("XDH").generatePrivate(new XECPrivateKeySpec(curve.parameters(), key.toArray()));
        // The public key is the product with the base point, whose u is 9 on one curve and 5 on the other.
        var base = Bytes.join(Bytes.of((byte) (group.equals(NamedGroup.X25519) ? 9 : 5)),
            Bytes.own(new byte[curve.offerLength() - 1]));
        try (var half = curve.offer(new KeyPair(curve.read(base), scalar)); var product = half.finish(base)) {
            return new KeyPair(curve.read(shown(product)), scalar);
        }
    }

    @Override
    public String name() {
        return "fixed";
    }

    /** The same on every machine. */
    @Override
    public boolean hasFastAes() {
        return true;
    }
}
