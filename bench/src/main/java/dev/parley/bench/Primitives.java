package dev.parley.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What each primitive costs by each provider: processor microseconds and bytes of heap, as a table on standard output. All
 * of them in one virtual machine, in turn, the best of many short windows.
 */
public final class Primitives {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final int WINDOWS = 10;
    private static final byte[] MESSAGE = new byte[130];

    private Primitives() {}

    private interface Work {
        void run() throws GeneralSecurityException;
    }

    private interface Maker {
        Work make(Provider provider) throws GeneralSecurityException;
    }

    /** @param window how many make a window */
    private record Line(String title, int window, Maker maker) {}

    private static final List<Line> LINES = List.of(
        new Line("AES-128-GCM, 16 KB sealed and opened", 200, it -> gcm(it, 1 << 14)),
        new Line("AES-128-GCM, 64 bytes sealed and opened", 2000, it -> gcm(it, 64)),
        new Line("ChaCha20-Poly1305, 16 KB sealed and opened", 100, it -> chacha(it, 1 << 14)),
        new Line("X25519, generate and agree", 50, it -> agreement(it, "XDH", "XDH", 255)),
        new Line("ECDH P-256, generate and agree", 50, it -> agreement(it, "EC", "ECDH", 256)),
        new Line("ECDSA P-256, sign", 50, it -> sign(it, "EC", "SHA256withECDSA", 256)),
        new Line("ECDSA P-256, verify", 50, it -> verify(it, "EC", "SHA256withECDSA", 256)),
        new Line("RSA 2048, sign", 10, it -> sign(it, "RSA", "SHA256withRSA", 2048)),
        new Line("RSA 2048, verify", 50, it -> verify(it, "RSA", "SHA256withRSA", 2048)),
        new Line("SHA-256 of 130 bytes, by a clone", 1000, Primitives::hash),
        new Line("HMAC-SHA-256 of 130 bytes, keyed anew", 1000, Primitives::hmac),
        new Line("ML-KEM-768, generate, encapsulate and decapsulate", 20, Primitives::kem));

    private record Cost(double micros, long bytes) {}

    public static void main(String[] arguments) {
        var providers = new ArrayList<Supplier<Provider>>();
        providers.add(() -> null);
        providers.add(() -> com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider.INSTANCE);
        providers.add(() -> org.conscrypt.Conscrypt.newProviderBuilder().build());
        System.out
            .println("| microseconds (bytes of heap) | JDK | Corretto | Conscrypt |\n| --- | ---: | ---: | ---: |");
        for (var line : LINES) {
            var text = new StringBuilder("| ").append(line.title).append(" |");
            var works = providers.stream().map(it -> work(line, it.get())).toList();
            var costs = new Cost[works.size()];
            for (int round = 0; round < ROUNDS; round++) for (int i = 0; i < costs.length; i++)
                if (works.get(i) != null) costs[i] = better(costs[i], cost(works.get(i), line.window));
            for (var cost : costs) text.append(cost == null ? " - |"
                : String.format(Locale.ROOT, " %.2f (%,d) |", cost.micros, cost.bytes));
            System.out.println(text);
        }
    }

    /** {@code null} if the provider cannot do it. */
    private static Work work(Line line, Provider provider) {
        try {
            var work = line.maker.make(provider);
            work.run();
            return work;
        } catch (GeneralSecurityException | RuntimeException _) {
            return null;
        }
    }

    private static Cost better(Cost one, Cost other) {
        return one == null ? other
            : new Cost(Math.min(one.micros, other.micros), Math.min(one.bytes, other.bytes));
    }

    private static Cost cost(Work work, int window) {
        try {
            Cost best = null;
            for (int i = 0; i < 20 * window; i++) work.run();
            for (int i = 0; i < WINDOWS; i++) {
                long bytes = THREAD.getCurrentThreadAllocatedBytes();
                long time = THREAD.getCurrentThreadCpuTime();
                for (int j = 0; j < window; j++) work.run();
                time = THREAD.getCurrentThreadCpuTime() - time;
                bytes = THREAD.getCurrentThreadAllocatedBytes() - bytes;
                best = better(best, new Cost(time / 1000.0 / window, bytes / window));
            }
            return best;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher cipher(Provider provider, String name) throws GeneralSecurityException {
        return provider == null ? Cipher.getInstance(name) : Cipher.getInstance(name, provider);
    }

    private static Work gcm(Provider provider, int size) throws GeneralSecurityException {
        var key = new SecretKeySpec(new byte[16], "AES");
        return aead(cipher(provider, "AES/GCM/NoPadding"), cipher(provider, "AES/GCM/NoPadding"), key, size, true);
    }

    private static Work chacha(Provider provider, int size) throws GeneralSecurityException {
        var key = new SecretKeySpec(new byte[32], "ChaCha20");
        return aead(cipher(provider, "ChaCha20-Poly1305"), cipher(provider, "ChaCha20-Poly1305"), key, size, false);
    }

    private static Work aead(Cipher sealing, Cipher opening, SecretKeySpec key, int size, boolean isGcm) {
        var plain = new byte[size];
        var sealed = new byte[size + 16];
        var nonce = new byte[12];
        var count = new long[1];
        return () -> {
            ByteBuffer.wrap(nonce).putLong(4, ++count[0]);
            AlgorithmParameterSpec parameters =
                isGcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce);
            sealing.init(Cipher.ENCRYPT_MODE, key, parameters);
            sealing.doFinal(plain, 0, size, sealed, 0);
            opening.init(Cipher.DECRYPT_MODE, key, parameters);
            opening.doFinal(sealed, 0, size + 16, plain, 0);
        };
    }

    private static KeyPairGenerator generator(Provider provider, String keys, int bits)
        throws GeneralSecurityException {
        var generator =
            provider == null ? KeyPairGenerator.getInstance(keys) : KeyPairGenerator.getInstance(keys, provider);
        generator.initialize(bits);
        return generator;
    }

    private static Work agreement(Provider provider, String keys, String algorithm, int bits)
        throws GeneralSecurityException {
        var generator = generator(provider, keys, bits);
        var theirs = generator.generateKeyPair().getPublic();
        return () -> {
            var agreement = provider == null ? KeyAgreement.getInstance(algorithm)
                : KeyAgreement.getInstance(algorithm, provider);
            agreement.init(generator.generateKeyPair().getPrivate());
            agreement.doPhase(theirs, true);
            agreement.generateSecret();
        };
    }

    private static KeyFactory factory(Provider provider, String keys) throws GeneralSecurityException {
        return provider == null ? KeyFactory.getInstance(keys) : KeyFactory.getInstance(keys, provider);
    }

    private static Signature signature(Provider provider, String algorithm) throws GeneralSecurityException {
        return provider == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, provider);
    }

    private static KeyPair pair(String keys, int bits) throws GeneralSecurityException {
        return generator(null, keys, bits).generateKeyPair();
    }

    private static Work sign(Provider provider, String keys, String algorithm, int bits)
        throws GeneralSecurityException {
        PrivateKey key = factory(provider, keys)
            .generatePrivate(new PKCS8EncodedKeySpec(pair(keys, bits).getPrivate().getEncoded()));
        var signature = signature(provider, algorithm);
        return () -> signed(signature, key);
    }

    private static byte[] signed(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static Work verify(Provider provider, String keys, String algorithm, int bits)
        throws GeneralSecurityException {
        var pair = pair(keys, bits);
        var signed = signed(Signature.getInstance(algorithm), pair.getPrivate());
        PublicKey key =
            factory(provider, keys).generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
        var signature = signature(provider, algorithm);
        return () -> {
            signature.initVerify(key);
            signature.update(MESSAGE);
            if (!signature.verify(signed)) throw new GeneralSecurityException("a good signature is refused");
        };
    }

    private static Work hash(Provider provider) throws GeneralSecurityException {
        var digest =
            provider == null ? MessageDigest.getInstance("SHA-256") : MessageDigest.getInstance("SHA-256", provider);
        return () -> {
            try {
                var copy = (MessageDigest) digest.clone();
                copy.update(MESSAGE);
                copy.digest();
            } catch (CloneNotSupportedException e) {
                throw new GeneralSecurityException(e);
            }
        };
    }

    private static Work hmac(Provider provider) throws GeneralSecurityException {
        var mac = provider == null ? Mac.getInstance("HmacSHA256") : Mac.getInstance("HmacSHA256", provider);
        var keys = new SecretKeySpec[]{new SecretKeySpec(new byte[32], "HmacSHA256"),
            new SecretKeySpec(MESSAGE, 0, 31, "HmacSHA256")};
        var count = new int[1];
        return () -> {
            mac.init(keys[count[0]++ & 1]);
            mac.update(MESSAGE);
            mac.doFinal();
        };
    }

    private static Work kem(Provider provider) throws GeneralSecurityException {
        if (provider != null) throw new GeneralSecurityException("only the JDK's");
        var generator = KeyPairGenerator.getInstance("ML-KEM-768", Security.getProvider("SunJCE"));
        var kem = KEM.getInstance("ML-KEM");
        return () -> {
            var pair = generator.generateKeyPair();
            var made = kem.newEncapsulator(pair.getPublic()).encapsulate();
            kem.newDecapsulator(pair.getPrivate()).decapsulate(made.encapsulation());
        };
    }
}
