package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.carrier.Tamper;
import dev.parley.config.ClientAuth;
import dev.parley.credential.Credential;
import dev.parley.credential.Staples;
import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.extension.StatusRequest;
import dev.parley.extension.StatusRequestV2;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.lab.Spec;
import dev.parley.message.CertificateStatus;
import dev.parley.observe.Observer;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server staples what its authority says of its certificate, to clients that ask. RFC 6066 section 8, RFC 7633. */
@ExtendWith(NoSecretIsLeft.class)
class StaplingTest {
    private static Tls client(String version, boolean asks) {
        return Sides.client(it -> it.versions(SessionLab.version(version)).statusRequest(asks));
    }

    private static Tls server(String version, Credential own) {
        return Sides.server(it -> it.versions(SessionLab.version(version)).credentials(own));
    }

    /** What the client found out about revocation. */
    private static String revocation(Tls client, Tls server) {
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
        return seen.getFirst().checks().stream().filter(it -> it.what().equals("revocation")).findFirst()
            .orElseThrow().result();
    }

    private static HandshakeFailure failure(Tls client, Tls server) {
        return catchThrowableOfType(HandshakeFailure.class, () -> {
            try (var pair = Pair.begin(client, server)) {
                pair.settle();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void stapledStatusIsCheckedIfItWasAskedFor(String version) {
        var server = server(version, Sides.stapled(Sides.EC));
        assertThat(revocation(client(version, true), server)).contains("says good");
        assertThat(revocation(client(version, false), server)).contains("not checked");
        assertThat(revocation(client(version, true), server(version, Sides.EC))).contains("not checked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void revokedCertificateIsRefused(String version) {
        var revoked = Sides.EC.withStaples(
            Staples.of(Bytes.own(Sides.AUTHORITY.status(Sides.EC.certificates().getFirst(), true))));
        assertThat(failure(client(version, true), server(version, revoked)).reason())
            .isEqualTo(Reason.STATUS_SAYS_REVOKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void promiseOfAStatusIsKeptOrTheConnectionEnds(String version) {
        var promising = Sides.server(Spec.server(Sides.HOST).mustStaple());
        assertThat(failure(client(version, true), server(version, promising)).reason())
            .isEqualTo(Reason.STATUS_MISSING);
        assertThat(revocation(client(version, true), server(version, Sides.stapled(promising))))
            .contains("says good");
        assertThat(revocation(client(version, false), server(version, promising))).contains("demands one");
    }

    /** A chain of two, and what their authorities say of both. */
    private static Credential chainOfTwo(boolean firstRevoked, boolean secondRevoked) {
        var between = Sides.AUTHORITY.intermediate("Between");
        var issued = between.issue(Spec.server(Sides.HOST));
        return Credential.of(issued.chain(), issued.key()).withStaples(Staples.of(
            Bytes.own(between.status(issued.chain().getFirst(), firstRevoked)),
            Bytes.own(Sides.AUTHORITY.status(between.certificate(), secondRevoked))));
    }

    private static Tls asksOfAll(String version) {
        return Sides.client(it -> it.versions(SessionLab.version(version)).statusRequest(true).statusOfAll(true));
    }

    /** In TLS 1.3 each certificate has its own status anyhow. RFC 6961, RFC 9846 section 4.5.1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void wholeChainHasItsStatus(String version) {
        assertThat(revocation(asksOfAll(version), server(version, chainOfTwo(false, false))))
            .contains("says good; so do those of 1 above it");
        assertThat(failure(asksOfAll(version), server(version, chainOfTwo(false, true))).reason())
            .isEqualTo(Reason.STATUS_SAYS_REVOKED);
        assertThat(failure(asksOfAll(version), server(version, chainOfTwo(true, false))).detail())
            .contains("certificate 1 of 3");
        var one = revocation(client(version, true), server(version, chainOfTwo(false, false)));
        assertThat(one.contains("above it")).isEqualTo(version.equals("1.3"));
    }

    @Test
    void serverAnswersTheNewerQuestionWithWhatItHas() {
        assertThat(revocation(asksOfAll("1.2"), server("1.2", Sides.stapled(Sides.EC)))).contains("says good");
        assertThat(revocation(asksOfAll("1.2"), server("1.2", Sides.EC))).contains("not checked");
        var second = chainOfTwo(false, false);
        var onlySecond = second.withStaples(Staples.of(Bytes.EMPTY, second.staples().of(1).orElseThrow()));
        assertThat(revocation(asksOfAll("1.2"), server("1.2", onlySecond))).contains("not checked");
        assertThat(revocation(client("1.2", true), server("1.2", onlySecond))).contains("not checked");
    }

    @Test
    void statusOfAnotherTypeIsRefused() {
        for (var type : new int[]{0, 2, 3}) {
            var lost = Duel.of(Sides.Kind.TLS12_ECDHE.client(it -> it.statusRequest(true)),
                Sides.Kind.TLS12_ECDHE.server(it -> it.credentials(Sides.stapled(Sides.EC))),
                Tamper.message(CertificateStatus.class,
                    it -> new CertificateStatus(new StatusRequest.Status(type, it.status().response()))))
                .lost();
            assertThat(lost.reason()).as("type %d", type).isEqualTo(Reason.FORBIDDEN_VALUE);
        }
        var lost = Duel.of(Sides.Kind.TLS12_ECDHE.client(it -> it.statusOfAll(true)),
            Sides.Kind.TLS12_ECDHE.server(it -> it.credentials(Sides.stapled(Sides.EC))),
            Tamper.message(CertificateStatus.class,
                it -> new CertificateStatus(new StatusRequest.Status(2, Bytes.ofHex("000005ab")))))
            .lost();
        assertThat(lost.reason()).isEqualTo(Reason.MALFORMED_MESSAGE);
    }

    /** RFC 6961 section 2.2, MUST 5. */
    @Test
    void moreResponsesThanCertificatesAreRefused() {
        var lost = Duel.of(Sides.Kind.TLS12_ECDHE.client(it -> it.statusOfAll(true)),
            Sides.Kind.TLS12_ECDHE.server(it -> it.credentials(Sides.stapled(Sides.EC))),
            Tamper.message(CertificateStatus.class, it -> {
                var own = StatusRequestV2.responses(it.status()).getFirst();
                return new CertificateStatus(
                    StatusRequestV2.status(Collections.nCopies(Sides.EC.chain().size() + 1, own)));
            })).lost();
        assertThat(lost.reason()).isEqualTo(Reason.FORBIDDEN_VALUE);
    }

    /** A server staples no more than that, whatever it was given. RFC 6961 section 2.2, MUST 5. */
    @Test
    void serverStaplesOneResponseForEachCertificate() {
        var own = Sides.stapled(Sides.EC).staples().of(0).orElseThrow();
        var tooMany = Sides.EC.withStaples(Staples.of(own, Bytes.EMPTY, own, own));
        assertThat(revocation(asksOfAll("1.2"), server("1.2", tooMany))).contains("says good");
    }

    @Test
    void serverMayAskItsClientsToo() {
        var checked = new ArrayList<String>();
        var watching = new Observer() {
            @Override
            public void verified(VerifiedChain chain) {
                chain.checks().stream().filter(it -> it.what().equals("revocation"))
                    .forEach(it -> checked.add(it.result()));
            }
        };
        var client = Sides.client(it -> it.credentials(Sides.stapled(Sides.CLIENT)).postHandshakeAuth(true));
        for (boolean asks : new boolean[]{true, false}) {
            var server = Sides.server(it -> it.clientAuth(ClientAuth.NEED).statusRequest(asks));
            try (var pair = Pair.of(client, server.observing(() -> watching))) {
                pair.server.requestCertificate(true);
                pair.settle();
            }
        }
        assertThat(checked).hasSize(4);
        assertThat(checked.subList(0, 2)).allMatch(it -> it.contains("says good"));
        assertThat(checked.subList(2, 4)).allMatch(it -> it.contains("not checked"));
    }

    @Test
    void clientsAskUnlessToldNotTo() {
        assertThat(Tls.client(it -> {}).config().statusRequest()).isTrue();
        assertThat(Tls.server(it -> {}).config().statusRequest()).isFalse();
    }
}
