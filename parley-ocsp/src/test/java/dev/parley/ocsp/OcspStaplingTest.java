package dev.parley.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.credential.Credential;
import dev.parley.credential.OcspResponse;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import dev.parley.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Responses are fetched, checked, kept and refreshed, and no handshake waits for them. */
@Timeout(60)
class OcspStaplingTest {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static Credential credential(LabCertificate issued) {
        return Credential.of(issued.chain(), issued.key());
    }

    private static LabCertificate issued(Responder responder) {
        return AUTHORITY.issue(Spec.server("localhost").ocsp(responder.url()));
    }

    private OcspStapling stapling() {
        return new OcspStapling(Optional.of(folder), List.of(AUTHORITY.root()));
    }

    @Test
    void responseIsFetchedAndStapled() throws Exception {
        try (var responder = new Responder(); var stapling = stapling()) {
            var own = issued(responder);
            var good = AUTHORITY.status(own.chain().getFirst(), false);
            responder.answer.set(good);
            var stapled = stapling.stapled(credential(own));
            assertThat(stapling.await(PATIENCE)).isTrue();
            assertThat(stapled.staples().of(0)).contains(Bytes.own(good));
            assertThat(responder.asked.get()).isNotEmpty();
            assertThat(stapling.await(PATIENCE)).as("nothing new is wanted").isTrue();
            assertThat(responder.questions.get()).isEqualTo(1);
        }
    }

    /** The request names the certificate as OpenSSL and everybody does: by SHA-1 of the issuer's name and key. */
    @Test
    void requestNamesTheCertificate() throws Exception {
        try (var responder = new Responder()) {
            var own = issued(responder);
            var request = OcspRequest.about(own.chain().getFirst(), AUTHORITY.root()).orElseThrow();
            assertThat(request.to()).hasToString(responder.url());
            var serial = Bytes.own(own.chain().getFirst().getSerialNumber().toByteArray());
            assertThat(request.body().hex()).contains("06052b0e03021a0500", "0414").endsWith(serial.hex());
        }
        var silent = AUTHORITY.issue(Spec.server("localhost"));
        assertThat(OcspRequest.about(silent.chain().getFirst(), AUTHORITY.root())).isEmpty();
        for (var url : List.of("ldap://localhost/", "http:///", "no url"))
            assertThat(OcspRequest.about(AUTHORITY.issue(Spec.server("localhost").ocsp(url)).chain().getFirst(),
                AUTHORITY.root())).as(url).isEmpty();
    }

    @Test
    void whatIsNotGoodIsNotStapled() throws Exception {
        var other = AUTHORITY.issue(Spec.server("other.example"));
        var stranger = LabAuthority.create(KeyKind.P256);
        try (var responder = new Responder()) {
            var own = issued(responder);
            var leaf = own.chain().getFirst();
            for (var bad : List.of(AUTHORITY.status(leaf, true), AUTHORITY.status(other.chain().getFirst(), false),
                stranger.status(leaf, false), new byte[]{0x30, 0x03, 0x0a, 0x01, 0x06}, new byte[1 << 17],
                AUTHORITY.status(leaf, false, Instant.now().minus(Duration.ofDays(9)), Duration.ofDays(7)))) {
                responder.answer.set(bad);
                try (var stapling = stapling()) {
                    var stapled = stapling.stapled(credential(own));
                    assertThat(stapling.await(PATIENCE)).isTrue();
                    assertThat(stapled.staples().of(0)).isEmpty();
                }
            }
            responder.answer.set(null);
            try (var stapling = stapling()) {
                var stapled = stapling.stapled(credential(own));
                assertThat(stapling.await(PATIENCE)).isTrue();
                assertThat(stapled.staples().of(0)).isEmpty();
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void responsesAreKeptOverRestarts() throws Exception {
        LabCertificate own;
        byte[] good;
        try (var responder = new Responder(); var stapling = stapling()) {
            own = issued(responder);
            good = AUTHORITY.status(own.chain().getFirst(), false);
            responder.answer.set(good);
            stapling.stapled(credential(own));
            assertThat(stapling.await(PATIENCE)).isTrue();
        }
        try (var stapling = stapling()) { // nobody answers there any more
            assertThat(stapling.stapled(credential(own)).staples().of(0)).contains(Bytes.own(good));
            assertThat(stapling.await(PATIENCE)).isTrue();
        }
        var later = Instant.now().plus(Duration.ofDays(8));
        try (var stapling = new OcspStapling(Optional.of(folder), List.of(AUTHORITY.root()), () -> later)) {
            assertThat(stapling.stapled(credential(own)).staples().of(0)).as("too old").isEmpty();
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) Files.write(file, new byte[]{1});
        }
        try (var stapling = stapling()) {
            assertThat(stapling.stapled(credential(own)).staples().of(0)).as("damaged").isEmpty();
        }
    }

    @Test
    void responseThatHasEndedIsNotShown() throws Exception {
        try (var responder = new Responder()) {
            var own = issued(responder);
            responder.answer.set(AUTHORITY.status(own.chain().getFirst(), false));
            var now = new Instant[]{Instant.now()};
            try (var stapling =
                new OcspStapling(Optional.empty(), List.of(AUTHORITY.root()), () -> now[0])) {
                var stapled = stapling.stapled(credential(own));
                assertThat(stapling.await(PATIENCE)).isTrue();
                assertThat(stapled.staples().of(0)).isPresent();
                now[0] = now[0].plus(Duration.ofDays(8));
                assertThat(stapled.staples().of(0)).isEmpty();
            }
        }
    }

    @Test
    void eachCertificateOfTheChainHasItsOwn() throws Exception {
        try (var responder = new Responder(); var stapling = stapling()) {
            var between = AUTHORITY.intermediate(Spec.authority("Between").ocsp(responder.url()));
            var own = between.issue(Spec.server("localhost"));
            responder.answer.set(AUTHORITY.status(between.certificate(), false));
            var stapled = stapling.stapled(credential(own));
            assertThat(stapling.await(PATIENCE)).isTrue();
            assertThat(stapled.staples().of(0)).as("says nowhere where to ask").isEmpty();
            assertThat(stapled.staples().of(1)).contains(Bytes.own(responder.answer.get()));
        }
    }

    @Test
    void refreshComesWellBeforeTheEndAndFailuresAreMetWithPatience() {
        var from = Instant.parse("2026-01-01T00:00:00Z");
        var single = new OcspResponse.Single(java.math.BigInteger.ONE, true, from,
            Optional.of(from.plus(Duration.ofHours(20))), List.of());
        assertThat(Freshness.until(single, from)).isEqualTo(Duration.ofHours(10));
        assertThat(Freshness.until(single, from.plus(Duration.ofHours(19)))).isEqualTo(Duration.ofSeconds(30));
        var endless = new OcspResponse.Single(java.math.BigInteger.ONE, true, from, Optional.empty(), List.of());
        assertThat(Freshness.until(endless, from.plus(Duration.ofDays(3)))).isEqualTo(Duration.ofHours(1));
        assertThat(List.of(1, 2, 3, 7, 99)).map(it -> Freshness.patience(it).toMinutes())
            .containsExactly(1L, 2L, 4L, 60L, 60L);
    }
}
