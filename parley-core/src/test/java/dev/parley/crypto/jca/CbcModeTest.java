package dev.parley.crypto.jca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.crypto.Secret;
import dev.parley.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoSecretIsLeft.class)
class CbcModeTest {
    private final Crypto crypto = JcaCrypto.create();

    /** The first two blocks of NIST SP 800-38A section F.2.1. */
    @Test
    void vectorInPlace() {
        var iv = Bytes.ofHex("000102030405060708090a0b0c0d0e0f").toArray();
        var plain = Bytes.ofHex("6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51");
        var sealed = Bytes.ofHex("7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2");
        try (var key = Secret.of(Bytes.ofHex("2b7e151628aed2a6abf7158809cf4f3c").toArray());
            var cbc = crypto.cbc(key)) {
            var data = new byte[40];
            plain.copyTo(data, 5);
            cbc.encrypt(iv, data, 5, 32);
            assertThat(Bytes.of(data).slice(5, 37)).isEqualTo(sealed);
            cbc.decrypt(iv, data, 5, 32);
            assertThat(Bytes.of(data).slice(5, 37)).isEqualTo(plain);
            assertThat(Bytes.of(data).slice(0, 5)).isEqualTo(Bytes.own(new byte[5]));
            assertThat(Bytes.of(data).from(37)).isEqualTo(Bytes.own(new byte[3]));
        }
    }

    @Test
    void longRecordsComeBack() {
        try (var key = Secret.of(crypto.random(32).toArray()); var cbc = crypto.cbc(key)) {
            var content = crypto.random(16384 + 256);
            var data = content.toArray();
            var iv = crypto.random(16).toArray();
            cbc.encrypt(iv, data, 0, data.length);
            cbc.decrypt(iv, data, 0, data.length);
            assertThat(data).isEqualTo(content.toArray());
        }
    }

    @Test
    void partOfABlockIsRefused() {
        try (var key = Secret.of(new byte[16]); var cbc = crypto.cbc(key)) {
            assertThatThrownBy(() -> cbc.decrypt(new byte[16], new byte[40], 0, 17))
                .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void closedDoesNothingMore() {
        try (var key = Secret.of(new byte[16])) {
            var cbc = crypto.cbc(key);
            cbc.close();
            cbc.close();
            assertThatThrownBy(() -> cbc.encrypt(new byte[16], new byte[16], 0, 16))
                .isInstanceOf(IllegalStateException.class);
        }
    }
}
