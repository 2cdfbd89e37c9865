package dev.parley.credential;

import static dev.parley.credential.Selection.Compromise.*;
import static dev.parley.id.SignatureScheme.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.credential.Selection.Chosen;
import dev.parley.credential.Selection.None;
import dev.parley.credential.Selection.Refusal;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.lab.Spec.Use;
import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Instant NOW = Instant.now();
    private static final Credential P256 = issue(Spec.server("a.example", "*.a.example"));
    private static final Credential P384 = issue(Spec.server("a.example").key(KeyKind.P384));
    private static final Credential RSA = issue(Spec.server("a.example").key(KeyKind.RSA_2048));
    private static final Credential OTHER = issue(Spec.server("b.example"));
    private static final Credential MLDSA = issue(Spec.server("a.example").key(KeyKind.ML_DSA_65));

    @Test
    void bySignatureScheme() {
        var all = List.of(MLDSA, P256, RSA);
        assertThat(choose(all, tls13(ECDSA_SECP256R1_SHA256, RSA_PSS_RSAE_SHA256))).isSameAs(P256);
        assertThat(choose(all, tls13(RSA_PSS_RSAE_SHA256))).isSameAs(RSA);
        assertThat(choose(all, tls13(RSA_PSS_RSAE_SHA256, MLDSA65))).isSameAs(MLDSA);
    }

    @Test
    void eachRefusalSaysWhy() {
        var none = (None) Selection.choose(List.of(P256, RSA, MLDSA), tls13(ED25519));
        assertThat(none.refusals()).extracting(Refusal::credential).containsExactly(P256, RSA, MLDSA);
        assertThat(none.refusals().getFirst().why()).isEqualTo("it signs with [ecdsa_secp256r1_sha256 (0x0403)], "
            + "the peer verifies only [ed25519 (0x0807)]");
        var chosen =
            chosen(List.of(P256, OTHER, RSA), tls13(ECDSA_SECP256R1_SHA256).serverName(Optional.of("b.example")));
        assertThat(chosen.why())
            .isEqualTo("it is for b.example; it signs with ecdsa_secp256r1_sha256 (0x0403), which the "
                + "peer verifies");
        assertThat(chosen.refusals()).extracting(Refusal::why).anyMatch(why -> why.equals("it is not for b.example"))
            .anyMatch(why -> why.startsWith("it signs with [rsa_pss"));
    }

    @Test
    void byServerName() {
        var all = List.of(OTHER, P256);
        var request = tls13(ECDSA_SECP256R1_SHA256);
        assertThat(choose(all, request.serverName(Optional.of("a.example")))).isSameAs(P256);
        assertThat(choose(all, request.serverName(Optional.of("www.a.example")))).isSameAs(P256);
        assertThat(choose(all, request)).isSameAs(OTHER);
        var stranger = chosen(all, request.serverName(Optional.of("c.example")));
        assertThat(stranger.credential()).isSameAs(OTHER);
        assertThat(stranger.compromises()).containsExactly(OTHER_NAME);
        assertThat(stranger.why()).startsWith("no credential that fits is for c.example");
    }

    @Test
    void theNameWeighsMoreThanAllElse() {
        var expired = issue(Spec.server("a.example").expired());
        var request = tls13(ECDSA_SECP256R1_SHA256).serverName(Optional.of("a.example"));
        assertThat(choose(List.of(OTHER, expired), request)).isSameAs(expired);
        assertThat(choose(List.of(expired, P256), request)).isSameAs(P256);
        assertThat(chosen(List.of(expired), request).compromises()).containsExactly(OTHER_DATE);
    }

    @Test
    void ownOrderDecidesAmongEquals() {
        var request = tls13(RSA_PSS_RSAE_SHA256, ECDSA_SECP256R1_SHA256, ECDSA_SECP384R1_SHA384);
        assertThat(choose(List.of(RSA, P256), request)).isSameAs(RSA);
        assertThat(choose(List.of(P256, RSA), request)).isSameAs(P256);
        var chosen = chosen(List.of(P256, RSA), request);
        assertThat(chosen.refusals()).singleElement().extracting(Refusal::why).asString()
            .contains("earlier in this side's order");
    }

    @Test
    void theSchemeIsTheFirstOfThisSideThatThePeerKnows() {
        var request = tls13(RSA_PSS_RSAE_SHA512, RSA_PSS_RSAE_SHA384);
        assertThat(chosen(List.of(RSA), request).scheme()).contains(RSA_PSS_RSAE_SHA384);
        var narrowed = RSA.withSchemes(List.of(RSA_PSS_RSAE_SHA512, RSA_PSS_RSAE_SHA384));
        assertThat(chosen(List.of(narrowed), request).scheme()).contains(RSA_PSS_RSAE_SHA512);
        var none = (None) Selection.choose(List.of(RSA), request.ownSchemes(List.of(ED25519)));
        assertThat(none.refusals().getFirst().why()).contains("which this side's settings leave out");
    }

    @Test
    void pkcs1SignsInTls12Only() {
        assertThat(chosen(List.of(RSA), tls12(RSA_PKCS1_SHA256)).scheme()).contains(RSA_PKCS1_SHA256);
        assertThat(Selection.choose(List.of(RSA), tls13(RSA_PKCS1_SHA256))).isInstanceOf(None.class);
        var none = (None) Selection.choose(List.of(MLDSA), tls12(MLDSA65));
        assertThat(none.refusals().getFirst().why()).isEqualTo("its key cannot sign in TLS 1.2");
    }

    @Test
    void byGroupsInTls12Only() {
        var both = List.of(P384, P256);
        var groups = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);
        var schemes = new SignatureScheme[]{ECDSA_SECP384R1_SHA384, ECDSA_SECP256R1_SHA256};
        assertThat(choose(both, tls12(schemes).peerGroups(groups))).isSameAs(P256);
        assertThat(choose(both, tls13(schemes).peerGroups(groups))).isSameAs(P384);
        assertThat(choose(both, tls12(schemes))).isSameAs(P384);
        var chosen = chosen(both, tls12(schemes).peerGroups(groups));
        assertThat(chosen.refusals().getFirst().why())
            .contains("its curve secp384r1 (0x0018) is not among the peer's groups");
    }

    @Test
    void byHowTheChainIsSigned() {
        var rsaRoot = Lab.authority("RSA Root", KeyKind.RSA_2048).intermediate("RSA Between");
        var underRsa = Lab.credential(rsaRoot.issue(Spec.server("a.example")));
        var request = tls13(ECDSA_SECP256R1_SHA256, RSA_PSS_RSAE_SHA256);
        assertThat(choose(List.of(underRsa, P256), request)).isSameAs(P256);
        assertThat(chosen(List.of(underRsa), request).compromises()).containsExactly(OTHER_SIGNATURE);
        assertThat(choose(List.of(underRsa, P256), request.peerCertificateSchemes(List.of(RSA_PKCS1_SHA256))))
            .isSameAs(underRsa);
    }

    /** RFC 9846 section 4.5.1.2: a fallback chain must not use SHA-1 unless the client says that it takes it. */
    @Test
    void sha1ChainsOnlyForThoseWhoAsk() {
        var root = Lab.authority("Old Root", KeyKind.RSA_2048);
        var old = Lab.credential(root.issue(Spec.server("a.example").signedWith("SHA1withRSA")));
        var request = tls13(ECDSA_SECP256R1_SHA256);
        var none = (None) Selection.choose(List.of(old), request);
        assertThat(none.refusals().getFirst().why()).contains("SHA-1");
        assertThat(choose(List.of(old), request.peerCertificateSchemes(List.of(RSA_PKCS1_SHA1)))).isSameAs(old);
    }

    @Test
    void byAuthorities() {
        var other = LabAuthority.create(Spec.authority("Other Root"), Lab.KEYS);
        var underOther = Lab.credential(other.intermediate("Other Between").issue(Spec.client("alice")));
        var name = Bytes.own(other.certificate().getSubjectX500Principal().getEncoded());
        var request = tls13(ECDSA_SECP256R1_SHA256).authorities(List.of(Bytes.ofHex("00"), name));
        assertThat(choose(List.of(P256, underOther), request)).isSameAs(underOther);
        assertThat(chosen(List.of(P256), request).compromises()).containsExactly(OTHER_AUTHORITY);
    }

    /** The JDK refuses a certificate whose date is broken; who issued it can be told all the same. */
    @Test
    void byAuthoritiesEvenIfTheJdkRefusesACertificate() {
        var other = LabAuthority.create(Spec.authority("Other Root"), Lab.KEYS);
        var issued = Lab.credential(other.issue(Spec.server("a.example")));
        var encoded = issued.chain().getFirst().hex();
        var refused = Credential.ofDer(List.of(Bytes.ofHex(encoded.replaceFirst("170d3", "170d4"))), issued.key());
        assertThatThrownBy(refused::certificates).isInstanceOf(CredentialFailure.class);
        var name = Bytes.own(other.certificate().getSubjectX500Principal().getEncoded());
        var request = tls13(ECDSA_SECP256R1_SHA256).authorities(List.of(name));
        assertThat(choose(List.of(P256, refused), request)).isSameAs(refused);
    }

    @Test
    void keyUsageMustAllowIt() {
        var encrypts = issue(Spec.server("a.example").key(KeyKind.RSA_2048).uses(Use.KEY_ENCIPHERMENT));
        var signs = issue(Spec.server("a.example").key(KeyKind.RSA_2048).uses(Use.DIGITAL_SIGNATURE));
        assertThat(choose(List.of(encrypts, signs), tls13(RSA_PSS_RSAE_SHA256))).isSameAs(signs);
        var transport = tls12().signs(false);
        var chosen = chosen(List.of(signs, P256, encrypts), transport);
        assertThat(chosen.credential()).isSameAs(encrypts);
        assertThat(chosen.scheme()).isEmpty();
        assertThat(chosen.refusals()).extracting(Refusal::why).containsExactly(
            "its key usage does not allow keyEncipherment",
            "only an RSA key can decrypt");
    }

    @Test
    void oneMoreRuleCanDecide() {
        CredentialRequest.Rule noP256 =
            (credential, _) -> credential == P256 ? Optional.of("not today") : Optional.empty();
        var request = tls13(ECDSA_SECP256R1_SHA256, RSA_PSS_RSAE_SHA256).further(noP256);
        var chosen = chosen(List.of(P256, RSA), request);
        assertThat(chosen.credential()).isSameAs(RSA);
        assertThat(chosen.refusals()).singleElement().extracting(Refusal::why).isEqualTo("not today");
        CredentialRequest.Rule only512 = (_, scheme) -> scheme.equals(Optional.of(RSA_PSS_RSAE_SHA512))
            ? Optional.empty()
            : Optional.of("weak");
        var all = CredentialRequest.of(true, SignatureScheme.ALL, NOW).further(only512);
        assertThat(chosen(List.of(P256, RSA), all).scheme()).contains(RSA_PSS_RSAE_SHA512);
    }

    @Test
    void whatTheJdkCannotParseCanBeChosen() {
        var strange = issue(Spec.server("a.example").emptySubject().namesCritical(false));
        assertThat(choose(List.of(strange), tls13(ECDSA_SECP256R1_SHA256))).isSameAs(strange);
    }

    @Test
    void nothingToChooseFrom() {
        assertThat(Selection.choose(List.of(), tls13(ED25519)).refusals()).isEmpty();
    }

    private static CredentialRequest tls13(SignatureScheme... schemes) {
        return CredentialRequest.of(true, List.of(schemes), NOW);
    }

    private static CredentialRequest tls12(SignatureScheme... schemes) {
        return CredentialRequest.of(false, List.of(schemes), NOW);
    }

    private static Credential issue(Spec spec) {
        return Lab.credential(Lab.ROOT.issue(spec));
    }

    private static Credential choose(List<Credential> credentials, CredentialRequest request) {
        return chosen(credentials, request).credential();
    }

    private static Chosen chosen(List<Credential> credentials, CredentialRequest request) {
        return (Chosen) Selection.choose(credentials, request);
    }
}
