package dev.parley.credential;

import static dev.parley.failure.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec.Purpose;
import dev.parley.lab.Spec.Use;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustTest {
    private static final String HOST = "www.example.org";
    private static final Spec SERVER = Spec.server(HOST);
    private static final LabAuthority BETWEEN = Lab.ROOT.intermediate("Parley Test Intermediate");
    private static final PkixTrust TRUST = Trust.of(List.of(Lab.ROOT.certificate()));

    @Test
    void aGoodChainSaysWhatWasChecked() {
        var issued = BETWEEN.issue(SERVER);
        var verified = TRUST.check(server(issued));
        assertThat(verified.path()).hasSize(3).endsWith(Lab.ROOT.certificate()).startsWith(issued.chain().getFirst());
        assertThat(verified.checks()).extracting(VerifiedChain.Check::what).containsExactly("path", "signatures",
            "dates",
            "basic constraints", "name constraints and policies", "strength", "key usage", "extended key usage",
            "revocation", "host name");
        assertThat(result(verified, "path")).contains("2 certificates up to CN=Parley Test Root")
            .contains("the one authority in the certificates given");
        assertThat(result(verified, "host name")).isEqualTo("\"www.example.org\" is among www.example.org");
        assertThat(result(verified, "revocation")).startsWith("not checked");
        assertThat(verified.checks()).allSatisfy(check -> assertThat(check.source()).startsWith("RFC "));
    }

    /** An authority and a leaf of each kind; ML-DSA too, which the JDK's validator takes like any other. */
    @ParameterizedTest
    @EnumSource(value = KeyKind.class, mode = EnumSource.Mode.EXCLUDE, names = "RSA_1024")
    void chainsOfEveryKind(KeyKind kind) {
        var root = Lab.authority("Root of " + kind, kind);
        var issued = root.intermediate("Between").issue(SERVER.key(kind));
        assertThat(Trust.of(List.of(root.certificate())).check(server(issued)).path()).hasSize(3);
    }

    @Test
    void aClientIsCheckedForItsOwnUsage() {
        var client = BETWEEN.issue(Spec.client("alice").purposes(Purpose.CLIENT));
        var verified = TRUST.check(PeerChain.ofClient(Lab.encoded(client), Instant.now()));
        assertThat(result(verified, "host name")).isEqualTo("not checked: a client has none");
        var failure = refuses(WRONG_CERTIFICATE_USAGE,
            PeerChain.ofClient(Lab.encoded(BETWEEN.issue(SERVER.purposes(Purpose.SERVER))), Instant.now()));
        assertThat(failure.detail()).contains("is not for clientAuth but for [serverAuth]");
    }

    @Test
    void expiredLeaf() {
        var failure = refuses(CERTIFICATE_IS_EXPIRED, server(BETWEEN.issue(SERVER.expired())));
        assertThat(failure.detail()).contains("certificate 1 of 3 (CN=www.example.org").contains("1 days before");
    }

    @Test
    void expiredIntermediate() {
        var old = Lab.ROOT.intermediate(Spec.authority("Old").valid(Duration.ofDays(-30), Duration.ofDays(-3)));
        var failure = refuses(CERTIFICATE_IS_EXPIRED, server(old.issue(SERVER)));
        assertThat(failure.detail()).contains("certificate 2 of 3 (CN=Old").contains("3 days before");
    }

    @Test
    void notYetValid() {
        var failure = refuses(CERTIFICATE_NOT_YET_VALID, server(BETWEEN.issue(SERVER.notYetValid())));
        assertThat(failure.detail()).contains("certificate 1 of 3").contains("counts from");
    }

    @Test
    void theTimeIsTheOneGiven() {
        var later = Instant.now().plus(Duration.ofDays(91));
        refuses(CERTIFICATE_IS_EXPIRED, PeerChain.ofServer(Lab.encoded(BETWEEN.issue(SERVER)), HOST, later));
    }

    @Test
    void selfSignedLeaf() {
        var failure = refuses(UNTRUSTED_CERTIFICATE, server(LabAuthority.selfSigned(SERVER, Lab.KEYS)));
        assertThat(failure.detail()).contains("certificate 1 of 1 (CN=www.example.org").contains("is signed by itself")
            .contains("the one authority in the certificates given (CN=Parley Test Root")
            .contains("add this very certificate");
    }

    @Test
    void missingIntermediate() {
        var issued = BETWEEN.issue(SERVER.issuerAt("http://ca.example/between.crt"));
        var failure = refuses(UNTRUSTED_CERTIFICATE, server(Lab.encoded(issued).subList(0, 1)));
        assertThat(failure.detail())
            .contains("is issued by \"CN=Parley Test Intermediate\", which is neither among the")
            .contains("http://ca.example/between.crt");
    }

    @Test
    void unknownRootThatWasSent() {
        var other = Lab.authority("Other Root", KeyKind.P384);
        var chain = new ArrayList<>(Lab.encoded(other.issue(SERVER)));
        chain.add(encoded(other));
        var failure = refuses(UNTRUSTED_CERTIFICATE, server(chain));
        assertThat(failure.detail()).contains("\"CN=www.example.org\" ← \"CN=Other Root\"")
            .contains("add certificate 2 of 2");
    }

    @Test
    void rootOfTheSameNameWithAnotherKey() {
        var twin = LabAuthority.create(Spec.authority("Parley Test Root"), LabKeys.FRESH);
        var failure = refuses(UNTRUSTED_CERTIFICATE, server(twin.issue(SERVER)));
        assertThat(failure.detail()).contains("\"CN=Parley Test Root\"").contains("is not its key that has signed");
    }

    @Test
    void alteredCertificateBelowAnIntermediate() {
        var chain = new ArrayList<>(Lab.encoded(BETWEEN.issue(SERVER)));
        var altered = chain.getFirst().toArray();
        altered[altered.length - 1] ^= 1; // the end of the signature
        chain.set(0, Bytes.own(altered));
        var failure = refuses(PATH_CHECK_FAILED, server(chain));
        assertThat(failure.detail()).contains("certificate 1 of 3").contains("was altered or replaced");
    }

    @Test
    void anIssuerThatIsNoAuthority() {
        var false1 = Lab.ROOT.intermediate(Spec.server("evil.example"));
        refuses(PATH_CHECK_FAILED, server(false1.issue(SERVER)));
    }

    @Test
    void tooManyAuthoritiesBelow() {
        var narrow = Lab.ROOT.intermediate(Spec.authority("Narrow").authoritiesBelow(0));
        refuses(PATH_CHECK_FAILED, server(narrow.intermediate("Too Deep").issue(SERVER)));
    }

    @Test
    void unknownCriticalExtension() {
        refuses(PATH_CHECK_FAILED, server(BETWEEN.issue(SERVER.extension("1.2.3.4", true, new byte[]{5, 0}))));
        TRUST.check(server(BETWEEN.issue(SERVER.extension("1.2.3.4", false, new byte[]{5, 0}))));
    }

    @Test
    void shortRsaKey() {
        var issued = Lab.ROOT.issue(SERVER.key(KeyKind.RSA_1024));
        var failure = refuses(WEAK_CERTIFICATE, server(issued));
        assertThat(failure.detail()).contains("certificate 1 of 2").contains("1024 bits, at least 2048");
        TRUST.minimumRsaBits(1024).check(server(issued));
    }

    @Test
    void sha1Signature() {
        var root = Lab.authority("RSA Root", KeyKind.RSA_2048);
        var trust = Trust.of(List.of(root.certificate()));
        var failure = refuses(WEAK_CERTIFICATE, trust, server(root.issue(SERVER.signedWith("SHA1withRSA"))));
        assertThat(failure.detail()).contains("SHA1withRSA, whose hash is broken");
        refuses(WEAK_CERTIFICATE, server(Lab.ROOT.issue(SERVER.signedWith("SHA1withECDSA"))));
    }

    @Test
    void md5Signature() {
        var root = Lab.authority("RSA Root", KeyKind.RSA_2048);
        refuses(WEAK_CERTIFICATE, Trust.of(List.of(root.certificate())),
            server(root.issue(SERVER.signedWith("MD5withRSA"))));
    }

    /** RFC 9846 section 4.5.1.3: an authority's own signature is not validated. */
    @Test
    void anAuthorityMayHaveSignedItselfWithSha1() {
        var root =
            LabAuthority.create(Spec.authority("Old Root").key(KeyKind.RSA_2048).signedWith("SHA1withRSA"), Lab.KEYS);
        Trust.of(List.of(root.certificate())).check(server(root.issue(SERVER)));
    }

    @Test
    void wrongExtendedKeyUsage() {
        refuses(WRONG_CERTIFICATE_USAGE, server(BETWEEN.issue(SERVER.purposes(Purpose.CLIENT))));
        refuses(WRONG_CERTIFICATE_USAGE, server(BETWEEN.issue(SERVER.purposes(Purpose.CODE_SIGNING))));
        TRUST.check(server(BETWEEN.issue(SERVER.purposes())));
        TRUST.check(server(BETWEEN.issue(SERVER.purposes(Purpose.ANY))));
    }

    @Test
    void anAuthorityForMailDoesNotSpeakForHosts() {
        var mail = Lab.ROOT.intermediate(Spec.authority("Mail").purposes(Purpose.EMAIL));
        var failure = refuses(WRONG_CERTIFICATE_USAGE, server(mail.issue(SERVER)));
        assertThat(failure.detail()).contains("certificate 2 of 3 (CN=Mail").contains("[emailProtection]");
    }

    @Test
    void keyUsageDependsOnHowTheKeyIsUsed() {
        var signs = BETWEEN.issue(SERVER.key(KeyKind.RSA_2048).uses(Use.DIGITAL_SIGNATURE));
        var decrypts = BETWEEN.issue(SERVER.key(KeyKind.RSA_2048).uses(Use.KEY_ENCIPHERMENT));
        TRUST.check(server(signs).authType("ECDHE_RSA"));
        TRUST.check(server(decrypts).authType("RSA"));
        assertThat(refuses(UNSUPPORTED_CERTIFICATE_KEY, server(decrypts)).detail()).contains("digitalSignature");
        assertThat(refuses(UNSUPPORTED_CERTIFICATE_KEY, server(signs).authType("RSA")).detail())
            .contains("keyEncipherment");
    }

    @Test
    void wrongHostName() {
        var failure = refuses(WRONG_HOST_NAME, server(BETWEEN.issue(SERVER.dns("example.com", "*.example.com")
            .addresses("192.0.2.1", "2001:db8::1"))));
        assertThat(failure.detail()).contains("wanted \"www.example.org\"")
            .contains("is for example.com, *.example.com, 192.0.2.1, 2001:db8:0:0:0:0:0:1");
        refuses(WRONG_HOST_NAME, server(BETWEEN.issue(SERVER.wrongHost())));
        assertThat(refuses(WRONG_HOST_NAME, server(BETWEEN.issue(Spec.client(HOST)))).detail())
            .contains("no host names at all").contains("must stand in subjectAltName");
        assertThat(refuses(WRONG_HOST_NAME, server(BETWEEN.issue(SERVER)).host(Optional.of("a b"))).detail())
            .contains("is no name of a host");
    }

    @Test
    void theHostNameCanBeLeftOutAndThatIsSaid() {
        var verified = TRUST.withoutHostName().check(server(BETWEEN.issue(SERVER.wrongHost())));
        assertThat(result(verified, "host name")).startsWith("NOT CHECKED");
        assertThat(TRUST.withoutHostName().authorities()).isEqualTo(TRUST.authorities());
    }

    @Test
    void addressesAreHostsToo() {
        TRUST.check(server(BETWEEN.issue(SERVER.addresses("127.0.0.1"))).host(Optional.of("127.0.0.1")));
        TRUST.check(server(BETWEEN.issue(SERVER.addresses("::1"))).host(Optional.of("[::1]")));
    }

    @Test
    void whatTheJdkCannotParseIsRefusedHereOnly() {
        var strange = BETWEEN.issue(SERVER.emptySubject().namesCritical(false));
        var chain = server(strange);
        assertThat(chain.publicKey()).isNotNull();
        assertThat(refuses(UNREADABLE_CERTIFICATE, chain).detail()).startsWith("certificate 1 of 2 does not parse");
        TRUST.check(server(BETWEEN.issue(SERVER.emptySubject())));
    }

    @Test
    void aCertificateIsDerAndNothingElse() {
        var leaf = Lab.encoded(Lab.ROOT.issue(SERVER)).getFirst();
        var longer = Bytes.join(leaf, Bytes.ofHex("00"));
        assertThat(refuses(UNREADABLE_CERTIFICATE, server(List.of(longer))).detail())
            .contains("1 bytes follow its end");
        var pem = Bytes.ofText(Lab.ROOT.issue(SERVER).pemChain());
        refuses(UNREADABLE_CERTIFICATE, server(List.of(pem)));
        refuses(UNREADABLE_CERTIFICATE, server(List.of(Bytes.EMPTY)));
    }

    @Test
    void blindTrustSaysThatItIsBlind() {
        var verified = Trust.insecure().check(server(LabAuthority.selfSigned(SERVER.expired().wrongHost(), Lab.KEYS)));
        assertThat(verified.path()).hasSize(1);
        assertThat(verified.checks()).singleElement()
            .satisfies(check -> assertThat(check.result()).startsWith("NOT CHECKED"));
        assertThat(Trust.insecure().check(server(List.of(Bytes.ofHex("00")))).path()).isEmpty();
    }

    @Test
    void aTrustedLeafNeedsNoAuthorityButItsDateAndName() {
        var pinned = LabAuthority.selfSigned(SERVER, Lab.KEYS);
        var verified = Trust.of(pinned.chain()).check(server(pinned));
        assertThat(verified.path()).isEqualTo(pinned.chain());
        assertThat(result(verified, "path")).contains("itself is among");
        refuses(WRONG_HOST_NAME, Trust.of(pinned.chain()), server(pinned).host(Optional.of("other.example")));
        var old = LabAuthority.selfSigned(SERVER.expired(), Lab.KEYS);
        refuses(CERTIFICATE_IS_EXPIRED, Trust.of(old.chain()), server(old));
        var young = LabAuthority.selfSigned(SERVER.notYetValid(), Lab.KEYS);
        refuses(CERTIFICATE_NOT_YET_VALID, Trust.of(young.chain()), server(young));
    }

    @Test
    void anIntermediateCanBeTheAuthority() {
        var issued = BETWEEN.issue(SERVER);
        assertThat(Trust.of(List.of(BETWEEN.certificate())).check(server(issued)).path()).hasSize(2);
    }

    @Test
    void orderAndStrangersDoNotMatter() {
        var deep = BETWEEN.intermediate("Deep");
        var chain = new ArrayList<>(Lab.encoded(deep.issue(SERVER)));
        chain.add(encoded(Lab.ROOT));
        chain.add(encoded(Lab.authority("Stranger", KeyKind.P256)));
        chain.add(encoded(deep)); // twice
        Collections.reverse(chain.subList(1, chain.size()));
        assertThat(TRUST.check(server(chain)).path()).hasSize(4);
    }

    /** The peer sends the way to an authority unknown here first, and the cross-signed one behind. RFC 4158. */
    @Test
    void crossSignedAuthorities() {
        var young = Lab.authority("Young Root", KeyKind.P256);
        var issued = young.issue(SERVER);
        var crossed = Lab.ROOT.certify(Spec.authority("Young Root"), young.keys().getPublic());
        var expired = Lab.ROOT.certify(Spec.authority("Young Root").expired(), young.keys().getPublic());
        var chain = new ArrayList<>(Lab.encoded(issued));
        chain.add(encoded(young));
        refuses(UNTRUSTED_CERTIFICATE, server(chain));
        chain.add(bytes(expired));
        refuses(CERTIFICATE_IS_EXPIRED, server(chain));
        chain.add(bytes(crossed));
        assertThat(TRUST.check(server(chain)).path()).contains(crossed).hasSize(3);
    }

    @Test
    void aThicketOfCertificatesEndsSoon() {
        var chain = new ArrayList<Bytes>();
        var bush = LabAuthority.create(Spec.authority("Bush"), Lab.KEYS);
        chain.add(Lab.encoded(bush.issue(SERVER)).getFirst());
        for (int i = 0; i < 30; i++) chain.add(bytes(bush.certify(Spec.authority("Bush"), bush.keys().getPublic())));
        refuses(UNTRUSTED_CERTIFICATE, server(chain));
    }

    @Test
    void strangersCannotBreakALineOrFillALog() {
        var loud = Spec.server(HOST).subject("CN=\"a\nb\u001b[31m" + "x".repeat(500) + "\"");
        var detail = refuses(UNTRUSTED_CERTIFICATE, server(LabAuthority.selfSigned(loud, Lab.KEYS))).detail();
        assertThat(detail).doesNotContain("\n", "\u001b").hasSizeLessThan(700);
    }

    private static HandshakeFailure refuses(Reason reason, PeerChain chain) {
        return refuses(reason, TRUST, chain);
    }

    private static HandshakeFailure refuses(Reason reason, Trust trust, PeerChain chain) {
        var failure = catchThrowableOfType(HandshakeFailure.class, () -> trust.check(chain));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    private static PeerChain server(LabCertificate issued) {
        return server(Lab.encoded(issued));
    }

    private static PeerChain server(List<Bytes> chain) {
        return PeerChain.ofServer(chain, HOST, Instant.now());
    }

    private static Bytes encoded(LabAuthority authority) {
        return bytes(authority.certificate());
    }

    private static Bytes bytes(X509Certificate certificate) {
        try {
            return Bytes.own(certificate.getEncoded());
        } catch (CertificateEncodingException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String result(VerifiedChain verified, String what) {
        return verified.checks().stream().filter(check -> check.what().equals(what)).findFirst().orElseThrow().result();
    }
}
