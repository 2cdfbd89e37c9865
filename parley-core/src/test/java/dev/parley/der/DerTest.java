package dev.parley.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536, 100_000})
    void lengthsOfEveryWidthComeBack(int length) {
        var value = Der.of(Der.OCTET_STRING, Bytes.own(new byte[length]));
        assertThat(Der.read(value.encoded())).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "30", "3005", "300100", "04810100", "0482007f00", "30800000", "1f010000", "0484000000010a"})
    void whatIsNoDerIsRefused(String hex) {
        assertThatThrownBy(() -> Der.read(Bytes.ofHex(hex)).parts()).isInstanceOf(WireFailure.class);
    }

    @Test
    void objectIdentifiersComeBack() {
        for (var oid : new String[]{"1.2.840.113549.1.1.1", "2.5.29.17", "2.16.840.1.101.3.4.3.18", "1.3.101.112"})
            assertThat(Oid.der(oid).oid()).isEqualTo(oid);
        assertThat(Oid.der("1.2.840.113549").encoded().hex()).isEqualTo("06062a864886f70d");
        assertThat(Oid.der("2.100.3").encoded().hex()).isEqualTo("0603813403"); // X.690 section 8.19.5, the example
        assertThat(Der.read(Bytes.ofHex("0603813403")).oid()).isEqualTo("2.100.3");
    }

    @Test
    void smallNumbers() {
        assertThat(Der.of(Der.INTEGER, Bytes.ofHex("00ff")).number()).isEqualTo(255);
        assertThat(Der.of(Der.INTEGER, Bytes.ofHex("ff")).number()).isEqualTo(-1);
        assertThatThrownBy(() -> Der.of(Der.INTEGER, Bytes.ofHex("0102030405")).number())
            .isInstanceOf(WireFailure.class);
    }
}
