package dev.parley.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.id.HashAlgorithm;
import dev.parley.session.ExternalPsk;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 9258 has no test vectors. These were computed apart from this code, by the formulas of its sections 5.1 and 5.2
 * written with Python's hmac and hashlib, for a PSK of SHA-256.
 */
@ExtendWith(NoSecretIsLeft.class)
class PskImporterTest {
    /** RFC 9257 section 6. */
    @Test
    void keyGivenBeforehandHas128Bits() {
        assertThatThrownBy(() -> ExternalPsk.of("who", new byte[15])).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("16 bytes");
        try (var key = ExternalPsk.of("who", new byte[16]).key()) {
            assertThat(key.length()).isEqualTo(16);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, 0008646576696365203700036c616203040001,"
            + "1d59c18723481b2b0c1d4c6b99c35c38de04da036526ffa8d391530bc9ec4c50,"
            + "20a03d12b48f8d855ed10d2a0d62c29fbc3b5d3cb0082079d2cee5520ee4f581",
        "SHA384, 0008646576696365203700036c616203040002,"
            + "51aefbef6bd82956284a80db5eb76c86a8dcbbb5b6e3fd6b4379198e110d8215b15d62e5b38c34a55a7e834013d41b12,"
            + "fa394c9495d2338432ace440bce4a555d388c7f02d77564bb27ed0dbe13202714e4ce7f852698bb1a93af0897fec1179"})
    void identityKeyAndBinderKey(HashAlgorithm target, String identity, String key, String binder) {
        var crypto = Cryptography.jdk();
        var itsIdentity = PskImporter.identity(Bytes.ofText("device 7"), Bytes.ofText("lab"), target);
        assertThat(itsIdentity.hex()).isEqualTo(identity);
        try (var external = Secret.of(Bytes.ofHex("00112233445566778899aabbccddeeff").toArray());
            var imported = PskImporter.derive(crypto, external, HashAlgorithm.SHA256, itsIdentity, target);
            var early = EarlySecret.of(crypto, target, imported);
            var binderKey = early.binderKey(EarlySecret.Origin.IMPORTED)) {
            imported.lend(bytes -> assertThat(Bytes.of(bytes).hex()).isEqualTo(key));
            binderKey.lend(bytes -> assertThat(Bytes.of(bytes).hex()).isEqualTo(binder));
        }
    }
}
