package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.KeyBlock;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TLS 1.2's records with AEAD, against the JDK's ciphers and the words of RFC 5246, 5288 and 7905. */
@ExtendWith(NoSecretIsLeft.class)
class AeadRecords12Test {
    private static final Crypto CRYPTO = Cryptography.jdk();
    private static final byte DATA = 23;
    private static final byte[] CONTENT = {1, 2, 3, 4, 5};
    /** More than a byte can count. */
    private static final int RECORDS = 300;

    private final byte[] key = new byte[32];
    private final byte[] iv = new byte[12];

    static Stream<BulkCipher> ciphers() {
        return Stream.of(CipherSuite.ECDHE_RSA_AES_256_GCM_SHA384, CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
            .map(CipherSuite::cipher);
    }

    private Records12 records(BulkCipher cipher) {
        for (int i = 0; i < iv.length; i++) iv[i] = (byte) i;
        int implicit = 12 - cipher.explicitNonceLength12();
        try (var half = new KeyBlock.Half(Secret.of(new byte[0]), Secret.of(key.clone()),
            Secret.of(Arrays.copyOf(iv, implicit)))) {
            return new Records12(CRYPTO, cipher, half);
        }
    }

    /** Four bytes from the key block and eight that the record carries, RFC 5288 section 3; or the number in the vector, RFC 7905 section 2. */
    private byte[] nonce(BulkCipher cipher, long number, byte[] record) {
        var nonce = iv.clone();
        if (cipher.explicitNonceLength12() > 0) {
            System.arraycopy(record, 5, nonce, 4, 8);
            return nonce;
        }
        var counted = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
        for (int i = 0; i < 12; i++) nonce[i] ^= counted[i];
        return nonce;
    }

    private byte[] opened(BulkCipher bulk, long number, byte[] record) throws GeneralSecurityException {
        boolean gcm = bulk.explicitNonceLength12() > 0;
        var nonce = nonce(bulk, number, record);
        var cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, gcm ? "AES" : "ChaCha20"),
            gcm ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce));
        cipher.updateAAD(ByteBuffer.allocate(13).putLong(number).put(DATA).putShort((short) 0x0303)
            .putShort((short) CONTENT.length).array());
        int start = 5 + bulk.explicitNonceLength12();
        return cipher.doFinal(record, start, record.length - start);
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void nonceComesNeverTwiceAndTheRecordIsTheStandards(BulkCipher cipher) throws Exception {
        var nonces = new HashSet<Bytes>();
        try (var sealer = records(cipher); var opener = records(cipher)) {
            for (int number = 0; number < RECORDS; number++) {
                var record = ByteBuffer.allocate(sealer.sealedLength(CONTENT.length, 0));
                sealer.seal(DATA, ByteBuffer.wrap(CONTENT), 0, record);
                assertThat(record.hasRemaining()).isFalse();
                assertThat(Bytes.copyOf(record.slice(0, 5)).hex()).isEqualTo("170303%04x".formatted(record.capacity()
                    - 5));
                assertThat(nonces.add(Bytes.own(nonce(cipher, number, record.array())))).isTrue();
                assertThat(opened(cipher, number, record.array())).isEqualTo(CONTENT);

                var plain = ByteBuffer.allocate(opener.most(record.capacity() - 5));
                assertThat(opener.open(record.array(), record.slice(5, record.capacity() - 5), plain)).isEqualTo(DATA);
                assertThat(plain.flip()).isEqualTo(ByteBuffer.wrap(CONTENT));
            }
            assertThat(sealer.count()).isEqualTo(RECORDS);
            assertThat(opener.count()).isEqualTo(RECORDS);
        }
    }
}
