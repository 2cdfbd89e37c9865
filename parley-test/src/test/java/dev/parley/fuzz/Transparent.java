package dev.parley.fuzz;

import dev.parley.Cryptography;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;

/**
 * Cryptography whose records hide and protect nothing: what a fuzzer alters in a flight then reaches the states, which
 * otherwise every record's tag would keep it from. Signatures and Finished stay real.
 */
final class Transparent {
    private Transparent() {}

    static Crypto crypto() {
        var real = Cryptography.jdk();
        return (Crypto) Proxy.newProxyInstance(Crypto.class.getClassLoader(), new Class<?>[]{Crypto.class},
            (_, method, arguments) -> {
                if (method.getName().equals("aead")) return new Glass();
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    }

    private static final class Glass implements Aead {
        private static final int TAG = 16;

        @Override
        public int overhead() {
            return TAG;
        }

        @Override
        public void seal(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer plain, ByteBuffer sealed) {
            var bytes = new byte[plain.remaining()];
            plain.get(bytes);
            sealed.put(bytes).put(new byte[TAG]);
        }

        @Override
        public void open(byte[] nonce, byte[] additional, int additionalLength, ByteBuffer sealed, ByteBuffer plain)
            throws Altered {
            if (sealed.remaining() < TAG) throw new Altered();
            var bytes = new byte[sealed.remaining() - TAG];
            sealed.get(bytes);
            plain.put(bytes);
            sealed.position(sealed.limit());
        }

        @Override
        public void close() {}
    }
}
