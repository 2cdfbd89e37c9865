package dev.parley.credential;

import static dev.parley.failure.Reason.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stapled status of a certificate, judged. RFC 6066 section 8, RFC 6960. */
class StapledStatusTest {
    private static final String HOST = "www.example.org";
    private static final Spec SERVER = Spec.server(HOST);
    private static final LabAuthority BETWEEN = Lab.ROOT.intermediate("Parley Test Intermediate");
    private static final PkixTrust TRUST = Trust.of(List.of(Lab.ROOT.certificate()));

    @Test
    void revokedByTheStapledStatus() {
        var issued = BETWEEN.issue(SERVER.ocsp("http://ocsp.invalid/"));
        var leaf = issued.chain().getFirst();
        var good = server(issued).status(Optional.of(Bytes.own(BETWEEN.status(leaf, false))));
        assertThat(result(TRUST.check(good), "revocation")).contains("says good");

        var revoked = server(issued).status(Optional.of(Bytes.own(BETWEEN.status(leaf, true))));
        assertThat(refuses(STATUS_SAYS_REVOKED, revoked).detail()).contains("certificate 1 of 3");

        var other = BETWEEN.issue(SERVER).chain().getFirst();
        var foreign = server(issued).status(Optional.of(Bytes.own(BETWEEN.status(other, false))));
        assertThat(refuses(STATUS_UNUSABLE, foreign).detail()).contains("status that was stapled");
        refuses(STATUS_UNUSABLE, server(issued).status(Optional.of(Bytes.ofHex("3003020100"))));
    }

    /** RFC 6960 section 4.2.2.2: the issuer's word counts, and nobody else's. */
    @Test
    void statusOfAnotherSignerIsRefused() {
        var issued = BETWEEN.issue(SERVER);
        var leaf = issued.chain().getFirst();
        for (var other : List.of(Lab.ROOT, Lab.authority("Stranger", KeyKind.P256),
            Lab.ROOT.intermediate("Parley Test Intermediate")))
            refuses(STATUS_UNUSABLE, server(issued).status(Optional.of(Bytes.own(other.status(leaf, false)))));
        var forged = BETWEEN.status(leaf, false);
        forged[forged.length - 1] ^= 1;
        refuses(STATUS_UNUSABLE, server(issued).status(Optional.of(Bytes.own(forged))));
    }

    /** RFC 6960 section 3.2: it is good for a week here, and not before it was written. */
    @Test
    void statusOfAnotherTimeIsRefused() {
        var issued = BETWEEN.issue(SERVER);
        var status = Optional.of(Bytes.own(BETWEEN.status(issued.chain().getFirst(), false)));
        for (var now : List.of(Instant.now().plus(Duration.ofDays(8)), Instant.now().minus(Duration.ofHours(2)))) {
            var chain = PeerChain.ofServer(Lab.encoded(issued), HOST, now);
            TRUST.check(chain);
            refuses(STATUS_UNUSABLE, chain.status(status));
        }
    }

    /** Anybody can write a status: the JDK's parser must not throw what nobody expects, as for a name that is none. */
    @Test
    void brokenStatusIsRefusedInOrder() {
        var issued = BETWEEN.issue(SERVER);
        var good = BETWEEN.status(issued.chain().getFirst(), false);
        int name = Bytes.of(good).hex().indexOf("0603550403") / 2 - 4; // the set around the first part of a name
        assertThat(good[name]).isEqualTo((byte) 0x31);
        for (int tag : new int[]{0x1B, 0x30, 0x05}) {
            var broken = good.clone();
            broken[name] = (byte) tag;
            refuses(STATUS_UNUSABLE, server(issued).status(Optional.of(Bytes.own(broken))));
        }
    }

    /** RFC 6960 section 4.3. */
    @Test
    void statusSignedWithRsaIsUnderstood() {
        var root = Lab.authority("RSA Root", KeyKind.RSA_2048);
        var issued = root.issue(SERVER);
        var status = Optional.of(Bytes.own(root.status(issued.chain().getFirst(), false)));
        var verified = Trust.of(List.of(root.certificate())).check(server(issued).status(status));
        assertThat(result(verified, "revocation")).contains("says good");
    }

    @Test
    void aDemandedStatusThatDidNotComeIsSaid() {
        var verified = TRUST.check(server(BETWEEN.issue(SERVER.mustStaple())));
        assertThat(result(verified, "revocation")).contains("the certificate demands one");
    }

    private static PeerChain server(LabCertificate issued) {
        return PeerChain.ofServer(Lab.encoded(issued), HOST, Instant.now());
    }

    private static HandshakeFailure refuses(Reason reason, PeerChain chain) {
        var failure = catchThrowableOfType(HandshakeFailure.class, () -> TRUST.check(chain));
        assertThat(failure).isNotNull();
        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
        return failure;
    }

    private static String result(VerifiedChain verified, String what) {
        return verified.checks().stream().filter(check -> check.what().equals(what)).findFirst().orElseThrow().result();
    }
}
