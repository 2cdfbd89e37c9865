package dev.parley.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lab.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        example.org              | example.org              | true
        EXAMPLE.org              | example.ORG              | true
        example.org.             | example.org              | true
        example.org              | example.org.             | false
        www.example.org          | example.org              | false
        example.org              | www.example.org          | false
        localhost                | localhost                | true
        my_host.example.org      | my_host.example.org      | true

        # a wildcard is one whole label, the left-most
        www.example.org          | *.example.org            | true
        WWW.Example.Org          | *.eXample.org            | true
        example.org              | *.example.org            | false
        a.b.example.org          | *.example.org            | false
        a.b.example.org          | *.b.example.org          | true
        www.example.org          | w*.example.org           | false
        www.example.org          | *w.example.org           | false
        www.example.org          | www.*.org                | false
        a.b.example.org          | *.*.example.org          | false
        www.example.org          | **.example.org           | false
        example.org              | *.org                    | false
        example                  | *                        | false
        www.example.org          | *..example.org           | false
        .example.org             | *.example.org            | refused
        xn--mnchen-3ya.example.org | *.example.org          | true
        xn--mnchen-3ya.example.org | xn--*.example.org      | false

        # international names are compared as A-labels
        münchen.example          | xn--mnchen-3ya.example   | true
        MÜNCHEN.example          | xn--mnchen-3ya.example   | true
        xn--mnchen-3ya.example   | xn--mnchen-3ya.example   | true
        XN--MNCHEN-3YA.example   | xn--mnchen-3ya.example   | true
        münchen.example          | munchen.example          | false
        例え.テスト              | xn--r8jz45g.xn--zckzah   | true
        example。org             | example.org              | true
        straße.example           | strasse.example          | refused

        # a name that is none
        ''                       | example.org              | refused
        .                        | example.org              | refused
        a..example.org           | a..example.org           | refused
        -a.example.org           | -a.example.org           | refused
        a b.example.org          | a b.example.org          | refused
        *.example.org            | *.example.org            | refused
        127.1                    | 127.1                    | refused
        1.2.3.4.5                | 1.2.3.4.5                | refused
        """)
    void dnsNames(String wanted, String presented, String expected) {
        var names = new CertificateNames(List.of(presented), List.of());
        if (expected.equals("refused"))
            assertThatThrownBy(() -> HostName.of(wanted)).isInstanceOf(IllegalArgumentException.class);
        else assertThat(HostName.of(wanted).isAmong(names)).isEqualTo(Boolean.valueOf(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        192.0.2.1                | 192.0.2.1                | true
        192.0.2.1                | 192.0.2.2                | false
        2001:db8::1              | 2001:db8:0:0:0:0:0:1     | true
        2001:DB8::1              | 2001:db8::1              | true
        [2001:db8::1]            | 2001:db8::1              | true
        fe80::1%eth0             | fe80::1                  | true
        [fe80::1%25eth0]         | fe80::1                  | true
        ::ffff:192.0.2.1         | 192.0.2.1                | true
        2001:db8::2              | 2001:db8::1              | false
        """)
    void addresses(String wanted, String presented, boolean expected) {
        var certificate = Lab.ROOT.issue(Spec.client("addresses").addresses(presented)).chain().getFirst();
        assertThat(HostName.of(wanted).isAmong(CertificateNames.of(certificate))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"256.0.0.1", "01.2.3.4", "1.2.3.0004", "[192.0.2.1", "2001:db8", ":::", "[]", "1.2.3.99999999999"})
    void noAddresses(String text) {
        assertThatThrownBy(() -> HostName.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressIsNoDnsName() {
        var names = new CertificateNames(List.of("192.0.2.1", "*.0.2.1"), List.of());
        assertThat(HostName.of("192.0.2.1").isAmong(names)).isFalse();
    }

    @Test
    void theCommonNameDoesNotCount() {
        var certificate = Lab.ROOT.issue(Spec.client("example.org")).chain().getFirst();
        assertThat(HostName.of("example.org").isAmong(CertificateNames.of(certificate))).isFalse();
        assertThat(CertificateNames.of(certificate)).hasToString("no host names at all");
    }

    @Test
    void labelsAndNamesHaveALimit() {
        assertThat(HostName.of("a".repeat(63) + ".example")).isInstanceOf(HostName.Dns.class);
        assertThatThrownBy(() -> HostName.of("a".repeat(64) + ".example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HostName.of("abcdefg.".repeat(32) + "example"))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("253");
    }

    @Test
    void aNameThatDoesNotParseCountsAsNone() {
        var broken = Lab.ROOT.issue(Spec.client("broken").extension("2.5.29.17", false, new byte[]{0x05, 0x00}));
        assertThat(CertificateNames.of(broken.chain().getFirst()).dns()).isEmpty();
    }
}
