package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.schedule.KeyBlock;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CBC records, whose code avoids every branch on what it has decrypted, against a straightforward reading of RFC 5246
 * section 6.2.3.2 and RFC 7366 that branches as it likes: both must take and refuse the same.
 */
@ExtendWith(NoSecretIsLeft.class)
class CbcRecordsTest {
    private static final Crypto CRYPTO = Cryptography.jdk();
    private static final byte DATA = 23;

    /** A suite with its keys, and the reference. */
    record Setting(CipherSuite suite, boolean encryptThenMac, byte[] macKey, byte[] key) {
        static Setting of(CipherSuite suite, boolean encryptThenMac) {
            var random = new Random(suite.id());
            var mac = new byte[suite.mac().length()];
            var key = new byte[suite.cipher().keyLength()];
            random.nextBytes(mac);
            random.nextBytes(key);
            return new Setting(suite, encryptThenMac, mac, key);
        }

        CbcRecords records() {
            try (var half = new KeyBlock.Half(Secret.of(macKey.clone()), Secret.of(key.clone()),
                Secret.of(new byte[0]))) {
                return new CbcRecords(CRYPTO, suite, half, encryptThenMac);
            }
        }

        byte[] mac(long number, int type, byte[] content) {
            return mac(number, type, content, 0, content.length);
        }

        private byte[] mac(long number, int type, byte[] bytes, int from, int length) {
            try {
                var name = "Hmac" + suite.mac().jca().replace("-", "");
                var mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(macKey, name));
                mac.update(ByteBuffer.allocate(13).putLong(number).put((byte) type).putShort((short) 0x0303)
                    .putShort((short) length).array());
                mac.update(bytes, from, length);
                return mac.doFinal();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        byte[] crypt(int mode, byte[] iv, byte[] data) {
            try {
                var cipher = Cipher.getInstance("AES/CBC/NoPadding");
                cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
                return cipher.doFinal(data);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String toString() {
            return suite.name() + (encryptThenMac ? ", encrypt then MAC" : "");
        }
    }

    static Stream<Setting> settings() {
        return Stream.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384").map(name -> CipherSuite.named(name).orElseThrow())
            .flatMap(suite -> Stream.of(Setting.of(suite, false), Setting.of(suite, true)));
    }

    /** The content, if the record is right. */
    private static Optional<Bytes> reference(Setting setting, byte[] body) {
        int tag = setting.macKey.length;
        int sealed = body.length - (setting.encryptThenMac ? tag : 0);
        if (sealed < 32 || sealed % 16 != 0) return Optional.empty();
        if (setting.encryptThenMac && !Arrays.equals(setting.mac(0, DATA, body, 0, sealed),
            Arrays.copyOfRange(body, sealed, body.length))) return Optional.empty();
        var plain = setting.crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(body, 16), Arrays.copyOfRange(body, 16, sealed));
        int padding = plain[plain.length - 1] & 0xFF;
        int content = plain.length - padding - 1 - (setting.encryptThenMac ? 0 : tag);
        if (content < 0) return Optional.empty();
        for (int i = 0; i <= padding; i++)
            if ((plain[plain.length - 1 - i] & 0xFF) != padding) return Optional.empty();
        if (!setting.encryptThenMac && !Arrays.equals(setting.mac(0, DATA, plain, 0, content),
            Arrays.copyOfRange(plain, content, content + tag))) return Optional.empty();
        return Optional.of(Bytes.of(Arrays.copyOf(plain, content)));
    }

    private static Optional<Bytes> opened(Setting setting, byte[] body) {
        try (var records = setting.records()) {
            var header =
                ByteBuffer.allocate(5).put(DATA).putShort((short) 0x0303).putShort((short) body.length).array();
            var plain = ByteBuffer.allocate(records.most(body.length));
            assertThat(records.open(header, ByteBuffer.wrap(body), plain)).isEqualTo(DATA);
            return Optional.of(Bytes.copyOf(plain.flip()));
        } catch (Aead.Altered _) {
            return Optional.empty();
        }
    }

    private static void same(Setting setting, byte[] body, boolean isRight, String what) {
        var expected = reference(setting, body);
        assertThat(expected.isPresent()).as("%s, by the reference", what).isEqualTo(isRight);
        assertThat(opened(setting, body)).as(what).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatIsSealedOpens(Setting setting) {
        var random = new Random(1);
        for (int length = 0; length < 70; length++) {
            var content = new byte[length];
            random.nextBytes(content);
            try (var records = setting.records()) {
                var record = ByteBuffer.allocate(records.sealedLength(length, 0));
                records.seal(DATA, ByteBuffer.wrap(content), 0, record);
                assertThat(record.hasRemaining()).isFalse();
                var body = Arrays.copyOfRange(record.array(), 5, record.capacity());
                assertThat(reference(setting, body)).contains(Bytes.of(content));
                assertThat(opened(setting, body)).contains(Bytes.of(content));
            }
        }
    }

    /** Nobody can foresee an initialization vector, against BEAST: two of them are never alike. RFC 5246 section 6.2.3.2. */
    @ParameterizedTest
    @MethodSource("settings")
    void everyRecordHasAVectorOfItsOwn(Setting setting) {
        var seen = new HashSet<Bytes>();
        try (var records = setting.records()) {
            for (int i = 0; i < 20; i++) {
                var record = ByteBuffer.allocate(records.sealedLength(16, 0));
                records.seal(DATA, ByteBuffer.allocate(16), 0, record);
                seen.add(Bytes.own(Arrays.copyOfRange(record.array(), 5, 5 + 16)));
            }
        }
        assertThat(seen).hasSize(20);
    }

    /** Every length of padding that there can be, and every place in it that can be wrong. */
    @ParameterizedTest
    @MethodSource("settings")
    void everyPadding(Setting setting) {
        var random = new Random(2);
        for (int padding = 0; padding < 256; padding++) {
            var content = new byte[contentFor(setting, padding, random)];
            random.nextBytes(content);
            var plain = plain(setting, content, padding);
            same(setting, sealed(setting, plain, random), true, "padding of " + padding);
            for (int wrong = 0; wrong < padding; wrong += 1 + random.nextInt(20)) {
                var altered = plain.clone();
                altered[altered.length - 2 - wrong] ^= (byte) (1 << random.nextInt(8));
                same(setting, sealed(setting, altered, random), false, wrong + " from the end of " + padding);
            }
        }
    }

    private static int contentFor(Setting setting, int padding, Random random) {
        int fixed = (setting.encryptThenMac ? 0 : setting.macKey.length) + padding + 1;
        return Math.floorMod(-fixed, 16) + 16 * random.nextInt(4);
    }

    private static byte[] plain(Setting setting, byte[] content, int padding) {
        var tag = setting.encryptThenMac ? new byte[0] : setting.mac(0, DATA, content);
        var plain = ByteBuffer.allocate(content.length + tag.length + padding + 1).put(content).put(tag);
        while (plain.hasRemaining()) plain.put((byte) padding);
        return plain.array();
    }

    private static byte[] sealed(Setting setting, byte[] plain, Random random) {
        var iv = new byte[16];
        random.nextBytes(iv);
        var cipher = setting.crypt(Cipher.ENCRYPT_MODE, iv, plain);
        var body = Bytes.join(Bytes.of(iv), Bytes.of(cipher)).toArray();
        return setting.encryptThenMac ? Bytes.join(Bytes.of(body), Bytes.of(setting.mac(0, DATA, body))).toArray()
            : body;
    }

    /** Padding that says it is longer than all there is, up to the last byte that could fit. */
    @ParameterizedTest
    @MethodSource("settings")
    void paddingLongerThanTheRecord(Setting setting) {
        var random = new Random(3);
        int tag = setting.encryptThenMac ? 0 : setting.macKey.length;
        for (int blocks = (tag + 16) / 16; blocks < 8; blocks++)
            for (int said = 0; said < 256; said++) {
                var plain = new byte[16 * blocks];
                Arrays.fill(plain, (byte) said); // good padding as far as there is any
                boolean couldFit = setting.encryptThenMac && said + 1 <= plain.length;
                same(setting, sealed(setting, plain, random), couldFit, said + " in " + plain.length);
            }
    }

    /** A MAC that is wrong in any byte, or lies anywhere else. */
    @ParameterizedTest
    @MethodSource("settings")
    void everyByteOfTheRecordCounts(Setting setting) {
        var random = new Random(4);
        for (int padding : new int[]{0, 3, 15, 16, 200, 255}) {
            var content = new byte[contentFor(setting, padding, random)];
            random.nextBytes(content);
            var body = sealed(setting, plain(setting, content, padding), random);
            for (int i = 0; i < body.length; i++) {
                var altered = body.clone();
                altered[i] ^= (byte) (1 << random.nextInt(8));
                same(setting, altered, false, "byte " + i + " of " + body.length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyLength(Setting setting) {
        var random = new Random(5);
        for (int length = 0; length < 200; length++) {
            var body = new byte[length];
            random.nextBytes(body);
            same(setting, body, false, length + " bytes of nothing");
        }
    }
}
