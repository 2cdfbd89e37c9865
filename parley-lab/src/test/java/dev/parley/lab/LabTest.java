package dev.parley.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.lab.Spec.Purpose;
import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabTest {
    private static final LabKeys KEYS = LabKeys.reused();

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKindSignsAndIsSigned(KeyKind kind) throws Exception {
        var root = LabAuthority.create(Spec.authority("Root").key(kind), KEYS);
        root.certificate().verify(root.certificate().getPublicKey());
        var issued = root.intermediate("Between").issue(Spec.server("example.org").key(kind));
        var chain = issued.chain();
        assertThat(chain).hasSize(2);
        chain.getFirst().verify(chain.get(1).getPublicKey());
        chain.get(1).verify(root.certificate().getPublicKey());
        assertThat(issued.authority()).isEqualTo(root.certificate());
    }

    @Test
    void whatTheSpecSaysStandsInTheCertificate() throws Exception {
        var spec =
            Spec.server("example.org", "*.example.org").addresses("192.0.2.1", "2001:db8::1").purposes(Purpose.SERVER)
                .ocsp("http://ocsp.example/").mustStaple().extension("1.2.3.4", false, new byte[]{5, 0});
        var leaf = leaf(spec);
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=example.org");
        assertThat(leaf.getSubjectAlternativeNames()).extracting(name -> (Object) name.getLast()).containsExactly(
            "example.org",
            "*.example.org", "192.0.2.1", "2001:db8:0:0:0:0:0:1");
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getKeyUsage()).startsWith(true, false);
        assertThat(leaf.getExtensionValue("1.3.6.1.5.5.7.1.24")).isNotNull();
        assertThat(leaf.getExtensionValue("1.3.6.1.5.5.7.1.1")).isNotNull();
        assertThat(leaf.getExtensionValue("1.2.3.4")).containsExactly(4, 2, 5, 0);
        assertThat(leaf(spec.emptySubject()).getCriticalExtensionOIDs()).contains("2.5.29.17");
    }

    @Test
    void datesAreCountedFromNow() {
        assertThat(leaf(Spec.server("a").expired()).getNotAfter()).isInThePast();
        assertThat(leaf(Spec.server("a").notYetValid()).getNotBefore()).isInTheFuture();
        var leaf = leaf(Spec.server("a").valid(Duration.ofHours(-2), Duration.ofHours(2)));
        assertThat(leaf.getNotBefore()).isInThePast();
        assertThat(leaf.getNotAfter()).isInTheFuture();
    }

    @Test
    void aSpecDoesNotChange() {
        var spec = Spec.server("example.org");
        spec.wrongHost().expired().key(KeyKind.P384);
        assertThat(leaf(spec).getNotAfter()).isInTheFuture();
        assertThat(spec.dns()).containsExactly("example.org");
        assertThat(spec.kind()).isEqualTo(KeyKind.P256);
    }

    @Test
    void certificatesThatTheJdkRefusesAreThereAsBytes() {
        var issued = root().issue(Spec.server("example.org").emptySubject().namesCritical(false));
        assertThat(issued.encodedChain()).hasSize(1);
        assertThat(issued.pemChain()).startsWith("-----BEGIN CERTIFICATE-----\n");
        assertThatThrownBy(issued::chain).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("refuses");
    }

    @Test
    void everyFormIsReadable() throws Exception {
        var issued = root().issue(Spec.server("example.org"));
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(issued.pkcs12("secret".toCharArray())), "secret".toCharArray());
        assertThat(store.getKey("lab", "secret".toCharArray())).isEqualTo(issued.key());
        assertThat(issued.pemKey()).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
        assertThat(issued.pemAuthority()).isNotEqualTo(issued.pemChain());
    }

    /** GnuTLS does not read a key on a curve without its point, and the JDK leaves it out. RFC 5915 section 3. */
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKeyCanBeReadBackAndAKeyOnACurveBringsItsPoint(KeyKind kind) throws Exception {
        var issued = root().issue(Spec.server("example.org").key(kind));
        var text = issued.pemKey().replaceAll("-----.*-----|\\s", "");
        var encoded = Base64.getDecoder().decode(text);
        var read =
            KeyFactory.getInstance(issued.key().getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        if (issued.chain().getFirst().getPublicKey() instanceof ECPublicKey point) {
            assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) issued.key()).getS());
            var x = point.getW().getAffineX().toString(16);
            assertThat(HexFormat.of().formatHex(encoded)).contains(x);
        } else assertThat(read).isEqualTo(issued.key());
    }

    @Test
    void keysAreReusedOnlyIfAsked() {
        assertThat(LabKeys.FRESH.take(KeyKind.P256)).isNotEqualTo(LabKeys.FRESH.take(KeyKind.P256));
        var keys = LabKeys.reused();
        var first = keys.take(KeyKind.P256);
        assertThat(keys.take(KeyKind.P256)).isNotSameAs(first);
        keys.take(KeyKind.P256);
        assertThat(keys.take(KeyKind.P256)).isSameAs(first);
    }

    @Test
    void noProviderIsRegistered() {
        root().status(leaf(Spec.server("a")), false);
        assertThat(Security.getProvider("BC")).isNull();
    }

    private static LabAuthority root() {
        return LabAuthority.create(Spec.authority("Root"), KEYS);
    }

    private static X509Certificate leaf(Spec spec) {
        return root().issue(spec).chain().getFirst();
    }
}
