package dev.parley.credential;

import static dev.parley.id.SignatureScheme.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import dev.parley.lab.Spec.Use;
import dev.parley.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialTest {
    private static final List<SignatureScheme> RSA_13 = List.of(RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384,
        RSA_PSS_RSAE_SHA512);
    private static final Map<KeyKind, List<SignatureScheme>> SCHEMES_13 = Map.ofEntries(
        Map.entry(KeyKind.RSA_1024, List.of(RSA_PSS_RSAE_SHA256, RSA_PSS_RSAE_SHA384)), // no room for SHA-512 and salt
        Map.entry(KeyKind.RSA_2048, RSA_13),
        Map.entry(KeyKind.RSA_PSS_2048, List.of(RSA_PSS_PSS_SHA256, RSA_PSS_PSS_SHA384, RSA_PSS_PSS_SHA512)),
        Map.entry(KeyKind.P256, List.of(ECDSA_SECP256R1_SHA256)),
        Map.entry(KeyKind.P384, List.of(ECDSA_SECP384R1_SHA384)),
        Map.entry(KeyKind.P521, List.of(ECDSA_SECP521R1_SHA512)), Map.entry(KeyKind.ED25519, List.of(ED25519)),
        Map.entry(KeyKind.ED448, List.of(ED448)), Map.entry(KeyKind.ML_DSA_44, List.of(MLDSA44)),
        Map.entry(KeyKind.ML_DSA_65, List.of(MLDSA65)), Map.entry(KeyKind.ML_DSA_87, List.of(MLDSA87)));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void everyKindSignsWithItsSchemes(KeyKind kind) {
        var credential = Lab.credential(Lab.ROOT.issue(Spec.server("example.org").key(kind)));
        assertThat(credential.schemes(true)).isEqualTo(SCHEMES_13.get(kind));
        if (kind.name().startsWith("ML_DSA")) assertThat(credential.schemes(false)).isEmpty();
        else assertThat(credential.schemes(false)).containsAll(credential.schemes(true));
    }

    @Test
    void tls12DoesNotBindHashesToCurvesAndHasPkcs1() {
        var p384 = Lab.credential(Lab.ROOT.issue(Spec.server("a.example").key(KeyKind.P384)));
        assertThat(p384.schemes(false)).containsExactly(ECDSA_SECP384R1_SHA384, ECDSA_SECP256R1_SHA256,
            ECDSA_SECP521R1_SHA512);
        assertThat(p384.leaf().curve()).contains(NamedGroup.SECP384R1);
        var rsa = Lab.credential(Lab.ROOT.issue(Spec.server("a.example").key(KeyKind.RSA_2048)));
        assertThat(rsa.schemes(false)).endsWith(RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512);
    }

    @Test
    void schemesCanBeNarrowedAndOrdered() {
        var rsa = Lab.credential(Lab.ROOT.issue(Spec.server("a.example").key(KeyKind.RSA_2048)));
        var narrowed = rsa.withSchemes(List.of(RSA_PSS_RSAE_SHA512, ED25519, RSA_PSS_RSAE_SHA256));
        assertThat(narrowed.schemes(true)).containsExactly(RSA_PSS_RSAE_SHA512, RSA_PSS_RSAE_SHA256);
        assertThatThrownBy(() -> rsa.withSchemes(List.of(ED25519))).isInstanceOf(CredentialFailure.class)
            .hasMessageContaining("ed25519").hasMessageContaining("rsa_pss_rsae_sha256");
    }

    @ParameterizedTest
    @EnumSource(KeyKind.class)
    void aKeyOfAnotherCertificateIsRefused(KeyKind kind) {
        var issued = Lab.ROOT.issue(Spec.server("example.org").key(kind));
        var other = Lab.KEYS.take(kind).getPrivate();
        assertThatThrownBy(() -> Credential.of(issued.chain(), other)).isInstanceOf(CredentialFailure.class)
            .hasMessageContaining("does not belong to the first certificate (CN=example.org")
            .hasMessageContaining("put the end-entity certificate first");
    }

    @Test
    void aKeyOfAnotherKindIsRefused() {
        var issued = Lab.ROOT.issue(Spec.server("example.org").key(KeyKind.P256));
        for (var kind : List.of(KeyKind.P384, KeyKind.RSA_2048, KeyKind.ED25519, KeyKind.ML_DSA_65)) {
            var other = Lab.KEYS.take(kind).getPrivate();
            assertThatThrownBy(() -> Credential.of(issued.chain(), other)).isInstanceOf(CredentialFailure.class)
                .hasMessageContaining("does not belong");
        }
    }

    @Test
    void aChainInTheWrongOrderIsToldFromAWrongKey() {
        var issued = Lab.ROOT.intermediate("Between").issue(Spec.server("example.org"));
        assertThatThrownBy(() -> Credential.of(issued.chain().reversed(), issued.key()))
            .hasMessageContaining("it belongs to certificate 2 of the chain, which must come first");
    }

    @Test
    void anEmptyChainIsRefused() {
        assertThatThrownBy(() -> Credential.of(List.of(), Lab.KEYS.take(KeyKind.P256).getPrivate()))
            .isInstanceOf(CredentialFailure.class).hasMessageContaining("no certificate");
    }

    @Test
    void certificatesThatTheJdkRefusesStillServe() {
        var issued = Lab.ROOT.issue(Spec.server("example.org").emptySubject().namesCritical(false));
        var credential = Lab.credential(issued);
        assertThat(credential.schemes(true)).containsExactly(ECDSA_SECP256R1_SHA256);
        assertThat(credential.covers("example.org")).isFalse();
        assertThat(credential).hasToString("Credential[a certificate that the JDK cannot parse]");
        assertThatThrownBy(credential::certificates).isInstanceOf(CredentialFailure.class)
            .hasMessageContaining("certificate 1 of 1 does not parse");
    }

    @Test
    void itPrintsWithoutItsKey() {
        var credential = Lab.credential(Lab.ROOT.issue(Spec.server("example.org")));
        assertThat(credential.toString()).startsWith("Credential[CN=example.org, ");
    }

    @Test
    void filesAreNamedWhenSomethingIsWrong() throws Exception {
        var issued = Lab.ROOT.issue(Spec.server("example.org"));
        var chain = Files.writeString(folder.resolve("chain.pem"), issued.pemChain());
        var key = Files.writeString(folder.resolve("key.pem"), issued.pemKey());
        var store = Files.write(folder.resolve("store.p12"), issued.pkcs12("p".toCharArray()));
        assertThat(((ECPrivateKey) Credential.pem(chain, key).key()).getS())
            .isEqualTo(((ECPrivateKey) issued.key()).getS());
        assertThat(Credential.pkcs12(store, "p".toCharArray()).chain()).isEqualTo(Lab.encoded(issued));

        var nowhere = folder.resolve("nowhere.pem");
        assertThatThrownBy(() -> Credential.pem(nowhere, key)).hasMessageContaining("there is no file " + nowhere);
        assertThatThrownBy(() -> Credential.pem(chain, chain))
            .hasMessageStartingWith(chain + ": there is no private key");
        assertThatThrownBy(() -> Credential.pkcs12(chain, "p".toCharArray()))
            .hasMessageStartingWith(chain + ": not a PKCS#12");
        Files.writeString(key, Pem.write(Lab.KEYS.take(KeyKind.P256).getPrivate()));
        assertThatThrownBy(() -> Credential.pem(chain, key))
            .hasMessageStartingWith(chain + " with " + key + ": the private key");
    }

    @Test
    void theLeafTellsItsUsages() {
        var leaf =
            Lab.credential(Lab.ROOT.issue(Spec.server("a").key(KeyKind.RSA_2048).uses(Use.KEY_ENCIPHERMENT))).leaf();
        assertThat(leaf.allows(LeafKey.KeyUsage.KEY_ENCIPHERMENT)).isTrue();
        assertThat(leaf.allows(LeafKey.KeyUsage.DIGITAL_SIGNATURE)).isFalse();
        var free = Lab.credential(Lab.ROOT.issue(Spec.server("a").uses())).leaf();
        assertThat(free.usages()).isEmpty();
        assertThat(free.allows(LeafKey.KeyUsage.DIGITAL_SIGNATURE)).isTrue();
        var other = Lab.credential(Lab.ROOT.issue(Spec.server("a").uses(Use.KEY_AGREEMENT))).leaf();
        assertThat(other.allows(LeafKey.KeyUsage.DIGITAL_SIGNATURE)).isFalse();
    }

    @Test
    void aRawPublicKeyIsALeafToo() {
        var keys = Lab.KEYS.take(KeyKind.P521);
        var leaf = LeafKey.ofInfo(Bytes.own(keys.getPublic().getEncoded()));
        assertThat(leaf.key()).isEqualTo(keys.getPublic());
        assertThat(leaf.curve()).contains(NamedGroup.SECP521R1);
        assertThat(LeafSchemes.of(leaf, true)).containsExactly(ECDSA_SECP521R1_SHA512);
    }

    @Test
    void aBrokenLeafSaysWhy() throws Exception {
        assertReason(Reason.UNREADABLE_CERTIFICATE, Bytes.ofHex("3003020101"));
        assertReason(Reason.UNREADABLE_CERTIFICATE, Bytes.EMPTY);
        var whole = Lab.encoded(Lab.ROOT.issue(Spec.server("a"))).getFirst();
        assertReason(Reason.UNREADABLE_CERTIFICATE, whole.slice(0, whole.length() - 1));
        var x25519 = java.security.KeyPairGenerator.getInstance("X25519").generateKeyPair();
        var encoded = Lab.ROOT.certify(Spec.client("x"), x25519.getPublic()).getEncoded();
        assertReason(Reason.UNSUPPORTED_CERTIFICATE_KEY, Bytes.own(encoded));
    }

    /** No prefix of a certificate is one, and none makes the reader fail in a way of its own. */
    @Test
    void noPrefixOfACertificateParses() {
        var whole = Lab.encoded(LabAuthority.create(Spec.authority("p").key(KeyKind.ED25519), LabKeys.FRESH)
            .issue(Spec.server("a").key(KeyKind.ED25519))).getFirst();
        var parsed = new ArrayList<Integer>();
        for (int length = 0; length < whole.length(); length++) {
            try {
                LeafKey.of(whole.slice(0, length));
                parsed.add(length);
            } catch (HandshakeFailure failure) {
                assertThat(failure.reason()).isEqualTo(Reason.UNREADABLE_CERTIFICATE);
            }
        }
        assertThat(parsed).isEmpty();
    }

    private static void assertReason(Reason reason, Bytes certificate) {
        assertThatThrownBy(() -> LeafKey.of(certificate)).isInstanceOfSatisfying(HandshakeFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(reason));
    }
}
