package dev.parley.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.der.Der;
import dev.parley.der.Oid;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PemTest {
    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKindOfKeyComesBack(KeyKind kind) {
        var keys = Lab.KEYS.take(kind);
        assertThat(Pem.privateKey(Pem.write(keys.getPrivate()))).isEqualTo(keys.getPrivate());
    }

    @Test
    void certificatesComeBackInTheirOrderWithTextAround() {
        var chain = Lab.ROOT.intermediate("Between").issue(Spec.server("example.org")).chain();
        var text = "Subject: a leaf\n\n" + Pem.write(chain).replace("\n", "\r\n") + "and nothing more\n"
            + Pem.write(Lab.KEYS.take(KeyKind.P256).getPrivate());
        assertThat(Pem.certificates(text)).isEqualTo(chain);
        assertThat(Pem.encodedCertificates(text)).hasSize(2);
    }

    @Test
    void pkcs1AndSec1ComeBack() {
        var rsa = Lab.KEYS.take(KeyKind.RSA_2048);
        assertThat(Pem.privateKey(block("RSA PRIVATE KEY", inside(rsa.getPrivate())))).isEqualTo(rsa.getPrivate());
        for (var kind : List.of(KeyKind.P256, KeyKind.P384, KeyKind.P521)) {
            var ec = Lab.KEYS.take(kind);
            var curve = Der.read(Bytes.own(ec.getPublic().getEncoded())).part(0).part(1);
            var bare = Der.read(inside(ec.getPrivate()));
            var withCurve = Der.sequence(bare.part(0), bare.part(1), Der.wrap(Der.explicit(0), curve)).encoded();
            var beside = block("EC PARAMETERS", curve.encoded()) + block("EC PRIVATE KEY", bare.encoded());
            for (var text : List.of(block("EC PRIVATE KEY", withCurve), beside)) {
                var read = (ECPrivateKey) Pem.privateKey(text);
                assertThat(read.getS()).isEqualTo(((ECPrivateKey) ec.getPrivate()).getS());
                Credential.ofDer(Lab.encoded(Lab.ROOT.issue(Spec.server("a").key(kind, ec))), read);
            }
        }
    }

    @Test
    void anEcKeyWithoutItsCurveSaysSo() {
        var bare = block("EC PRIVATE KEY", inside(Lab.KEYS.take(KeyKind.P256).getPrivate()));
        refuses("x\n" + bare, "line 2: ", "which curve", "openssl pkcs8");
    }

    @ParameterizedTest
    @EnumSource(value = KeyKind.class, names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
    void everyFormOfMlDsaComesBack(KeyKind kind) throws Exception {
        var seed = new byte[32];
        for (int i = 0; i < 32; i++) seed[i] = (byte) (i * 7);
        var seedOnly = mlDsa(kind, Der.of(Der.implicit(0), Bytes.own(seed)));
        var fromSeed = Pem.privateKey(seedOnly);
        var expanded = Der.read(Bytes.own(fromSeed.getEncoded())).part(2).content();
        var both = mlDsa(kind, Der.sequence(Der.of(Der.OCTET_STRING, Bytes.own(seed)), Der.read(expanded)));
        assertThat(Pem.privateKey(seedOnly)).isEqualTo(fromSeed);
        assertThat(Pem.privateKey(both)).isEqualTo(fromSeed);
        assertThat(Pem.privateKey(Pem.write(fromSeed))).isEqualTo(fromSeed);
        refuses(mlDsa(kind, Der.of(Der.implicit(0), Bytes.ofHex("0102"))), "32 bytes");
    }

    /** As Java's own X25519 or other software writes it, with the public key behind. RFC 5958 version 2. */
    @Test
    void aKeyWithItsPublicKeyBehindComesBack() {
        var keys = Lab.KEYS.take(KeyKind.ED25519);
        var parts = Der.read(Bytes.own(keys.getPrivate().getEncoded())).parts();
        var spki = Der.read(Bytes.own(keys.getPublic().getEncoded()));
        var version2 = Der.sequence(Der.of(Der.INTEGER, Bytes.ofHex("01")), parts.get(1), parts.get(2),
            Der.of(Der.implicit(1), spki.part(1).content()));
        assertThat(Pem.privateKey(block("PRIVATE KEY", version2.encoded()))).isEqualTo(keys.getPrivate());
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() {
        var key = Pem.write(Lab.KEYS.take(KeyKind.P256).getPrivate());
        refuses("", "no private key", "empty");
        refuses("hello", "no private key", "-----BEGIN");
        refuses(Pem.write(List.of(Lab.ROOT.certificate())), "no private key", "but CERTIFICATE (line 1)");
        refuses("a\nb\n" + key.substring(0, 60), "line 3: ", "cut off");
        refuses("\n" + key.replace("END PRIVATE", "END EC PRIVATE"),
            "END EC PRIVATE KEY does not end the PRIVATE KEY of line 2");
        refuses("\n-----BEGIN PRIVATE KEY-----\nQUJD\n" + key, "line 4: a new block begins before");
        refuses("\n-----BEGIN PRIVATE KEY-----\nQUJD\nQ§JD\n-----END PRIVATE KEY-----", "line 4: this is not base64");
        refuses("\n-----BEGIN PRIVATE KEY-----\nQUJ\n=Q\n-----END PRIVATE KEY-----", "line 2: ", "damaged");
        refuses("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "line 1: ", "is empty");
        refuses("\n\n-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----", "line 3: ", "does not parse");
        refuses(block("DSA PRIVATE KEY", Bytes.ofHex("3000")), "no use for a DSA PRIVATE KEY");
        refuses(block("OPENSSH PRIVATE KEY", Bytes.ofHex("3000")), "ssh-keygen -p -m PKCS8");
        refuses("""
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-256-CBC,00

            QUJD
            -----END RSA PRIVATE KEY-----
            """, "line 1: ", "OpenSSL's own old encryption", "openssl pkcs8 -topk8 -v2 aes-256-cbc");
        var x25519 = "MC4CAQAwBQYDK2VuBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq";
        refuses("-----BEGIN PRIVATE KEY-----\n" + x25519 + "\n-----END PRIVATE KEY-----", "1.3.101.110 cannot sign");
    }

    @Test
    void certificatesSayWhatIsWrongToo() {
        assertThatThrownBy(() -> Pem.certificates("\u0030\u0082\u0001\u0000")).hasMessageContaining("looks like DER")
            .hasMessageContaining("openssl x509 -inform der");
        assertThatThrownBy(() -> Pem.certificates("\n" + block("CERTIFICATE", Bytes.ofHex("3000"))))
            .isInstanceOf(CredentialFailure.class).hasMessageStartingWith("line 2: ")
            .hasMessageContaining("does not parse");
        assertThatThrownBy(() -> Pem.certificates(Pem.write(Lab.KEYS.take(KeyKind.P256).getPrivate())))
            .hasMessage("there is no certificate in it, but PRIVATE KEY (line 1)");
    }

    @Test
    void pkcs12NeedsItsPassword() throws Exception {
        var issued = Lab.ROOT.issue(Spec.server("example.org"));
        var file = issued.pkcs12("secret".toCharArray());
        assertThat(Pkcs12.read(file, "secret".toCharArray(), null).certificates()).isEqualTo(issued.chain());
        assertThat(Pkcs12.read(file, "secret".toCharArray(), "lab").key()).isEqualTo(issued.key());
        assertThatThrownBy(() -> Pkcs12.read(file, "wrong".toCharArray(), null))
            .hasMessageContaining("does not open the file");
        assertThatThrownBy(() -> Pkcs12.read(file, null, null)).hasMessageContaining("password");
        assertThatThrownBy(() -> Pkcs12.read(file, "secret".toCharArray(), "other"))
            .hasMessageContaining("no key \"other\"").hasMessageContaining("lab");
        assertThatThrownBy(() -> Pkcs12.read(new byte[]{1, 2, 3}, "secret".toCharArray(), null))
            .hasMessageContaining("not a PKCS#12 file");
    }

    @Test
    void pkcs12WithSeveralKeysWantsToKnowWhich() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        var first = Lab.ROOT.issue(Spec.server("a.example"));
        store.load(new ByteArrayInputStream(first.pkcs12("p".toCharArray())), "p".toCharArray());
        store.setKeyEntry("second", first.key(), "p".toCharArray(),
            first.chain().toArray(Certificate[]::new));
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, "p".toCharArray());
        assertThatThrownBy(() -> Pkcs12.read(bytes.toByteArray(), "p".toCharArray(), null))
            .hasMessageContaining("several keys").hasMessageContaining("second");
    }

    private static void refuses(String text, String... parts) {
        assertThatThrownBy(() -> Pem.privateKey(text)).isInstanceOf(CredentialFailure.class)
            .hasMessageContainingAll(parts);
    }

    private static String mlDsa(KeyKind kind, Der choice) {
        var oid = KeyAlgorithm.valueOf(kind.name()).oid();
        return block("PRIVATE KEY", Pkcs8.wrap(Der.sequence(Oid.der(oid)), choice.encoded()));
    }

    /** What lies in the PKCS#8: PKCS#1 for RSA, SEC 1 for EC. */
    private static Bytes inside(PrivateKey key) {
        return Der.read(Bytes.own(key.getEncoded())).part(2).content();
    }

    private static String block(String label, Bytes content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content.toArray())
            + "\n-----END " + label + "-----\n";
    }
}
