package dev.parley.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.crypto.TestVectors;
import dev.parley.id.BulkCipher;
import dev.parley.wire.Bytes;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoSecretIsLeft.class)
class RecordCipherTest {
    private static final int MARGIN = 5; // as long as a record's header, so that nothing begins at 0
    private static final byte[] HEADER = {23, 3, 3, 0, 99, 42};

    private final Crypto crypto = JcaCrypto.create();
    private int records;

    /** Where the bytes lie. */
    enum Memory {
        HEAP,
        DIRECT,
        SLICE_OF_HEAP,
        SLICE_OF_DIRECT;

        /** With {@link #MARGIN} bytes before the position and behind the limit, all of value 7. */
        ByteBuffer room(int length) {
            var whole =
                isDirect() ? ByteBuffer.allocateDirect(length + 3 * MARGIN) : ByteBuffer.allocate(length + 3 * MARGIN);
            var buffer = this == HEAP || this == DIRECT ? whole : whole.slice(MARGIN, length + 2 * MARGIN);
            for (int i = 0; i < buffer.capacity(); i++)
                buffer.put(i, (byte) 7);
            return buffer.position(MARGIN).limit(MARGIN + length);
        }

        private boolean isDirect() {
            return this == DIRECT || this == SLICE_OF_DIRECT;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vectors(TestVectors vector) throws Exception {
        var plain = vector.array("plain");
        var additional = vector.array("additional");
        try (var key = vector.secret("key"); var aead = crypto.aead(BulkCipher.valueOf(vector.value("cipher")), key)) {
            var sealed = ByteBuffer.allocate(plain.length + aead.overhead());
            aead.seal(vector.array("nonce"), additional, additional.length, ByteBuffer.wrap(plain), sealed);
            assertThat(sealed.array()).isEqualTo(vector.array("sealed"));

            var opened = ByteBuffer.allocate(plain.length);
            aead.open(vector.array("nonce"), additional, additional.length, sealed.flip(), opened);
            assertThat(opened.array()).isEqualTo(plain);
        }
    }

    static List<TestVectors> vectors() {
        return TestVectors.read("aead.txt");
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void everySizeFromEveryMemoryToEveryOther(BulkCipher kind) throws Exception {
        try (var aead = aead(kind)) {
            for (int length : new int[]{0, 1, 15, 16, 17, 100, 511, 512, 513, 16384, 16640})
                for (var from : Memory.values())
                    for (var to : Memory.values()) {
                        var content = content(length);
                        var plain = filled(from, content);
                        var sealed = to.room(length + aead.overhead());
                        aead.seal(nextNonce(), HEADER, MARGIN, plain, sealed);
                        assertThat(plain.remaining()).isZero();
                        assertThat(sealed.remaining()).isZero();
                        assertMarginsAreIntact(sealed);

                        var opened = from.room(length);
                        aead.open(nonce(), HEADER, MARGIN, sealed.position(MARGIN), opened);
                        assertThat(sealed.remaining()).isZero();
                        assertThat(opened.remaining()).isZero();
                        assertThat(bytes(opened)).isEqualTo(content);
                        assertMarginsAreIntact(opened);
                    }
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void inPlace(BulkCipher kind) throws Exception {
        try (var aead = aead(kind)) {
            for (int length : new int[]{0, 1, 16, 600, 16384})
                for (var memory : Memory.values()) {
                    var content = content(length);
                    var room = memory.room(length + aead.overhead());
                    content.putTo(room.duplicate());
                    aead.seal(nextNonce(), HEADER, MARGIN, room.duplicate().limit(MARGIN + length), room.duplicate());
                    assertThat(Bytes.copyOf(room).slice(0, length)).isEqualTo(separately(kind, content));
                    assertMarginsAreIntact(room);

                    aead.open(nonce(), HEADER, MARGIN, room.duplicate(), room.duplicate());
                    assertThat(Bytes.copyOf(room).slice(0, length)).isEqualTo(content);
                    assertMarginsAreIntact(room);
                }
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void shiftedInTheSameMemory(BulkCipher kind) throws Exception {
        try (var aead = aead(kind)) {
            for (var memory : Memory.values())
                for (int shift : new int[]{-3, 3}) {
                    var content = content(1000);
                    var room = memory.room(1000 + 2 * MARGIN + aead.overhead());
                    var plain = room.duplicate().position(2 * MARGIN).limit(2 * MARGIN + 1000);
                    content.putTo(plain.duplicate());
                    var sealed = room.duplicate().position(2 * MARGIN + shift);
                    aead.seal(nextNonce(), HEADER, MARGIN, plain, sealed);
                    var opened = ByteBuffer.allocate(1000);
                    aead.open(nonce(), HEADER, MARGIN, sealed.flip().position(2 * MARGIN + shift), opened);
                    assertThat(opened.array()).isEqualTo(content.toArray());
                }
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void alteredDoesNotOpenAndLeavesNothing(BulkCipher kind) {
        try (var aead = aead(kind)) {
            var content = content(700);
            for (var memory : Memory.values())
                for (int at : new int[]{0, 350, 699, 700, 715}) {
                    var sealed = memory.room(700 + aead.overhead());
                    aead.seal(nextNonce(), HEADER, MARGIN, content.buffer(), sealed.duplicate());
                    sealed.put(MARGIN + at, (byte) (sealed.get(MARGIN + at) ^ 1));

                    var opened = memory.room(700);
                    assertAltered(aead, nonce(), HEADER, sealed, opened);
                    assertThat(Bytes.copyOf(opened)).isIn(Bytes.own(new byte[700]), bytes(memory.room(700)));
                    assertMarginsAreIntact(opened);

                    var inPlace = sealed.duplicate();
                    assertAltered(aead, nonce(), HEADER, sealed, inPlace);
                    assertThat(Bytes.copyOf(inPlace).slice(400, 600)).isNotEqualTo(content.slice(400, 600));
                    assertMarginsAreIntact(sealed);
                }
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void otherNonceOrAdditionalDataDoNotOpen(BulkCipher kind) throws Exception {
        try (var aead = aead(kind)) {
            var sealed = ByteBuffer.allocate(20 + aead.overhead());
            aead.seal(nextNonce(), HEADER, MARGIN, content(20).buffer(), sealed);
            sealed.flip();
            assertAltered(aead, nonce(records + 1), HEADER, sealed, ByteBuffer.allocate(20));
            assertAltered(aead, nonce(), new byte[MARGIN], sealed, ByteBuffer.allocate(20));
            assertThatThrownBy(() -> aead.open(nonce(), HEADER, MARGIN + 1, sealed, ByteBuffer.allocate(20)))
                .isInstanceOf(Aead.Altered.class);
            aead.open(nonce(), HEADER, MARGIN, sealed, ByteBuffer.allocate(20)); // it is not spoiled by failures
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void shorterThanATagDoesNotOpen(BulkCipher kind) {
        try (var aead = aead(kind)) {
            for (int length = 0; length < aead.overhead(); length++)
                assertAltered(aead, nonce(), HEADER, ByteBuffer.allocate(length), ByteBuffer.allocate(100));
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void tooLittleRoom(BulkCipher kind) {
        try (var aead = aead(kind)) {
            var short1 = ByteBuffer.allocate(10 + aead.overhead() - 1);
            assertThatThrownBy(() -> aead.seal(nextNonce(), HEADER, MARGIN, content(10).buffer(), short1))
                .isInstanceOf(BufferOverflowException.class);
            assertThat(short1.array()).containsOnly(0);
            assertThatThrownBy(
                () -> aead.open(nonce(), HEADER, MARGIN, ByteBuffer.allocate(30), ByteBuffer.allocate(13)))
                .isInstanceOf(BufferOverflowException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void nonceTwiceInARowIsRefused(BulkCipher kind) {
        try (var aead = aead(kind)) {
            aead.seal(nextNonce(), HEADER, MARGIN, content(10).buffer(), ByteBuffer.allocate(26));
            assertThatThrownBy(
                () -> aead.seal(nonce(), HEADER, MARGIN, content(10).buffer(), ByteBuffer.allocate(26)))
                .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void closedDoesNothingMore(BulkCipher kind) {
        var aead = aead(kind);
        aead.close();
        aead.close();
        assertThatThrownBy(() -> aead.seal(nextNonce(), HEADER, MARGIN, content(10).buffer(), ByteBuffer.allocate(26)))
            .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("aeads")
    void keyOfZerosClosesToo(BulkCipher kind) {
        try (var key = Secret.of(new byte[kind.keyLength()]); var aead = crypto.aead(kind, key)) {
            aead.seal(new byte[12], HEADER, MARGIN, content(10).buffer(), ByteBuffer.allocate(26));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotListedIsRefused(BulkCipher kind) {
        try (var key = Secret.of(new byte[kind.keyLength() + 1])) {
            assertThatThrownBy(() -> crypto.aead(kind, key)).isInstanceOf(IllegalArgumentException.class);
        }
        if (kind.kind() == BulkCipher.Kind.AEAD && crypto.ciphers().contains(kind))
            return;
        try (var key = Secret.of(new byte[kind.keyLength()])) {
            assertThatThrownBy(() -> crypto.aead(kind, key)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readOnlySourceSeals() {
        for (var kind : aeads())
            try (var aead = aead(kind)) {
                var sealed = ByteBuffer.allocate(16);
                aead.seal(nextNonce(), HEADER, MARGIN, ByteBuffer.allocate(0).asReadOnlyBuffer(), sealed);
                assertThat(sealed.remaining()).isZero();
            }
    }

    static List<BulkCipher> aeads() {
        return JcaCrypto.create().ciphers().stream().filter(cipher -> cipher.kind() == BulkCipher.Kind.AEAD).toList();
    }

    private Aead aead(BulkCipher kind) {
        try (var key = key(kind)) {
            return crypto.aead(kind, key);
        }
    }

    private static Secret key(BulkCipher kind) {
        var key = new byte[kind.keyLength()];
        new Random(kind.ordinal()).nextBytes(key);
        return Secret.of(key);
    }

    /** The same record again, sealed from one array to another by a cipher of its own, without its tag. */
    private Bytes separately(BulkCipher kind, Bytes content) {
        var sealed = ByteBuffer.allocate(content.length() + 16);
        try (var aead = aead(kind)) {
            aead.seal(nonce(), HEADER, MARGIN, content.buffer(), sealed);
        }
        return Bytes.copyOf(sealed.flip()).slice(0, content.length());
    }

    private static void assertAltered(Aead aead, byte[] nonce, byte[] header, ByteBuffer sealed, ByteBuffer plain) {
        int from = sealed.position();
        int to = plain.position();
        assertThatThrownBy(() -> aead.open(nonce, header, MARGIN, sealed, plain)).isInstanceOf(Aead.Altered.class);
        assertThat(sealed.position()).isEqualTo(from);
        assertThat(plain.position()).isEqualTo(to);
    }

    private static void assertMarginsAreIntact(ByteBuffer buffer) {
        for (int i = 0; i < MARGIN; i++)
            assertThat(buffer.get(i)).as("byte %d before", i).isEqualTo((byte) 7);
        var behind = buffer.duplicate().clear();
        for (int i = buffer.limit(); i < behind.limit(); i++)
            assertThat(behind.get(i)).as("byte %d behind", i).isEqualTo((byte) 7);
    }

    private static ByteBuffer filled(Memory memory, Bytes content) {
        var buffer = memory.room(content.length());
        content.putTo(buffer.duplicate());
        return buffer;
    }

    private static Bytes content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        return Bytes.own(content);
    }

    /** All from the margin to the limit. */
    private static Bytes bytes(ByteBuffer buffer) {
        return Bytes.copyOf(buffer.duplicate().position(MARGIN));
    }

    private byte[] nextNonce() {
        return nonce(++records);
    }

    private byte[] nonce() {
        return nonce(records);
    }

    private static byte[] nonce(int record) {
        return ByteBuffer.allocate(12).putInt(8, record).array();
    }
}
