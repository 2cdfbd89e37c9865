package dev.parley;

import static dev.parley.Sides.AUTHORITY;
import static dev.parley.Sides.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.credential.Credential;
import dev.parley.credential.CredentialFailure;
import dev.parley.credential.Staples;
import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.SignedCertificateTimestamp;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabLog;
import dev.parley.lab.Spec;
import dev.parley.observe.Observer;
import dev.parley.transparency.Log;
import dev.parley.transparency.LogList;
import dev.parley.transparency.Transparency;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timestamps of public logs, in the handshake, the certificate and the stapled status. RFC 6962 section 3.3. */
@ExtendWith(NoSecretIsLeft.class)
class TransparencyTest {
    private static final LabLog ARGON = LabLog.create();
    private static final LabLog NIMBUS = LabLog.createRsa();
    private static final LabLog STRANGE = LabLog.create();
    private static final LogList LOGS = LogList.of(Log.of(ARGON.key(), "Argon", "Google"),
        Log.of(NIMBUS.key(), "Nimbus", "Cloudflare"));

    private static Tls client(String version, Transparency wanted) {
        return Sides.client(it -> it.versions(SessionLab.version(version)).transparency(wanted).statusRequest(true));
    }

    private static Tls server(String version, Credential own) {
        return Sides.server(it -> it.versions(SessionLab.version(version)).credentials(own));
    }

    private static Credential credential(LabCertificate issued) {
        return Credential.of(issued.chain(), issued.key());
    }

    private static Credential inTheHandshake(LabLog... logs) {
        return Sides.EC.withTimestamps(Stream.of(logs)
            .map(it -> Bytes.own(it.of(Sides.EC.certificates().getFirst()))).toList());
    }

    private static Credential inTheCertificate(LabLog... logs) {
        return credential(AUTHORITY.issueLogged(Spec.server(HOST), logs));
    }

    private static Credential inTheStaple(LabLog... logs) {
        var leaf = Sides.EC.certificates().getFirst();
        return Sides.EC.withStaples(
            Staples.of(Bytes.own(AUTHORITY.status(leaf, Stream.of(logs).map(it -> it.of(leaf)).toList()))));
    }

    /** What the client found out. */
    private static String found(Tls client, Tls server) {
        var seen = new ArrayList<VerifiedChain>();
        var watching = new Observer() {
            @Override
            public void verified(VerifiedChain chain) {
                seen.add(chain);
            }
        };
        try (var pair = Pair.of(client.observing(() -> watching), server)) {
            pair.exchange();
        }
        return seen.getFirst().checks().stream().filter(it -> it.what().equals("certificate transparency")).findFirst()
            .map(VerifiedChain.Check::result).orElse("not asked");
    }

    private static HandshakeFailure failure(Credential shown, LogList logs) {
        return catchThrowableOfType(HandshakeFailure.class, () -> {
            try (var pair = Pair.begin(client("1.3", Transparency.enforce(logs)), server("1.3", shown))) {
                pair.settle();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void timestampsCountWhereverTheyCome(String version) {
        var wanted = Transparency.enforce(LOGS);
        assertThat(found(client(version, wanted), server(version, inTheHandshake(ARGON, NIMBUS))))
            .startsWith("2 of 2 wanted").contains("\"Argon\" by Google, in the handshake, counts", "Cloudflare");
        assertThat(found(client(version, wanted), server(version, inTheCertificate(ARGON, NIMBUS))))
            .startsWith("2 of 2 wanted").contains("in the certificate, counts");
        assertThat(found(client(version, wanted), server(version, inTheStaple(ARGON, NIMBUS))))
            .startsWith("2 of 2 wanted").contains("in the stapled status, counts");
        var mixed = inTheCertificate(ARGON);
        var leaf = mixed.certificates().getFirst();
        assertThat(found(client(version, wanted),
            server(version, mixed.withTimestamps(List.of(Bytes.own(NIMBUS.of(leaf)))))))
            .startsWith("2 of 2 wanted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void reportTellsAndRefusesNothing(String version) {
        assertThat(found(client(version, Transparency.report(LOGS)), server(version, Sides.EC)))
            .isEqualTo("NOT ENOUGH, 0 of 2 wanted: no timestamp came");
        assertThat(found(client(version, Transparency.report(LOGS)), server(version, inTheCertificate(ARGON))))
            .startsWith("NOT ENOUGH, 1 of 2 wanted");
        assertThat(found(client(version, Transparency.OFF), server(version, inTheCertificate(ARGON))))
            .isEqualTo("not asked");
    }

    /** RFC 6962 section 3.3.1, MUST 1: a client that did not ask would have to refuse them. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void whoDoesNotAskIsShownNone(String version) {
        assertThat(found(client(version, Transparency.OFF), server(version, inTheHandshake(ARGON, NIMBUS))))
            .isEqualTo("not asked");
    }

    @Test
    void oneLogCountsOnce() {
        assertThat(failure(inTheHandshake(ARGON, ARGON), LOGS).reason()).isEqualTo(Reason.TOO_FEW_TIMESTAMPS);
        assertThat(failure(inTheHandshake(ARGON, NIMBUS), LOGS)).isNull();
    }

    @Test
    void strangeAndWrongTimestampsDoNotCount() {
        var other = Sides.RSA.certificates().getFirst();
        var leaf = Sides.EC.certificates().getFirst();
        var ofAnother = Sides.EC.withTimestamps(List.of(Bytes.own(ARGON.of(other))));
        assertThat(failure(ofAnother, LOGS).detail()).contains("not signed by its log for this certificate");
        assertThat(failure(inTheHandshake(STRANGE), LOGS).detail()).contains("of a log that is not in the list");
        var tomorrow = ARGON.at(Instant.now().plus(Duration.ofDays(1)));
        assertThat(failure(inTheHandshake(tomorrow), LOGS).detail()).contains("a time that has not come");
        assertThat(failure(Sides.EC.withTimestamps(List.of(Bytes.ofHex("0001"))), LOGS).detail())
            .contains("cannot be read");
        var ofVersion2 = ARGON.of(leaf);
        ofVersion2[0] = 1;
        assertThat(failure(Sides.EC.withTimestamps(List.of(Bytes.own(ofVersion2))), LOGS).detail())
            .contains("cannot be read");
    }

    @Test
    void logsHaveTheirLimits() {
        var id = Log.idOf(ARGON.key());
        var retired = new Log(id, ARGON.key(), "Argon", "Google", Optional.empty(),
            Optional.of(Instant.now().minus(Duration.ofDays(30))));
        assertThat(failure(inTheHandshake(ARGON), LogList.of(retired)).detail()).contains("after its log was retired");
        var before = ARGON.at(Instant.now().minus(Duration.ofDays(31)));
        assertThat(
            found(client("1.3", Transparency.report(LogList.of(retired))), server("1.3", inTheHandshake(before))))
            .contains("counts");
        var past = new Log(id, ARGON.key(), "Argon", "Google",
            Optional.of(new Log.Span(Instant.EPOCH, Instant.now())), Optional.empty());
        assertThat(failure(inTheHandshake(ARGON), LogList.of(past)).detail()).contains("does not take certificates");
        assertThatThrownBy(() -> new Log(id, NIMBUS.key(), "", "", Optional.empty(), Optional.empty()))
            .isInstanceOf(IllegalArgumentException.class);
    }

    /** A session that goes on was judged when it began, and no timestamps come again. RFC 6962 section 3.3.1. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void sessionGoesOnWithoutTimestamps(String version) {
        var client = Tls.client(it -> it.versions(SessionLab.version(version)).transparency(Transparency.enforce(LOGS))
            .trust(Sides.TRUST.again()));
        var server =
            Tls.server(it -> it.versions(SessionLab.version(version)).credentials(inTheHandshake(ARGON, NIMBUS)));
        for (boolean resumed : new boolean[]{false, true})
            try (var pair = Pair.of(client, server)) {
                pair.exchange();
                assertThat(pair.client.facts().orElseThrow().resumed()).isEqualTo(resumed);
            }
    }

    @Test
    void nobodyIsAskedUnlessToldTo() {
        assertThat(Tls.client(it -> {}).config().transparency()).isEqualTo(Transparency.OFF);
        assertThat(SignedCertificateTimestamp.IT.spec().type()).isEqualTo(18);
    }

    @Test
    void emptyTimestampIsNone() {
        assertThatThrownBy(() -> Sides.EC.withTimestamps(List.of(Bytes.EMPTY))).isInstanceOf(CredentialFailure.class);
        assertThatThrownBy(() -> Transparency.report(LOGS).least(1, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
