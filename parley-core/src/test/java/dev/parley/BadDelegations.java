package dev.parley;

import static dev.parley.DelegationTest.DELEGATE;
import static dev.parley.DelegationTest.HOLDER;
import static dev.parley.DelegationTest.NOW;
import static dev.parley.DelegationTest.PAIR;
import static dev.parley.DelegationTest.issue;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_MUTUAL;

import dev.parley.carrier.Tamper;
import dev.parley.credential.Credential;
import dev.parley.credential.Delegation;
import dev.parley.credential.PeerChain;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.Spec;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Provocations by delegated keys. RFC 9345. */
final class BadDelegations {
    private BadDelegations() {}

    /** A server with a delegated key that shows something else in the place of what delegates to it. */
    private static HandshakeFailure shows(UnaryOperator<Delegation> change) {
        return client(NOW, with(change));
    }

    private static HandshakeFailure client(Instant now, Tamper tamper) {
        return Duel.of(TLS13.client(it -> it.delegatedCredentials(true).clock(() -> now)),
            TLS13.server(it -> it.credentials(DELEGATE).clock(() -> NOW)), tamper).lost();
    }

    private static Tamper with(UnaryOperator<Delegation> change) {
        return Tamper.message(Certificate13.class, it -> {
            var first = it.certificateList().getFirst();
            var old = first.extensions().find(DelegatedCredential.IT, Delegation.class).orElseThrow();
            return alone(first.certData(), change.apply(old));
        });
    }

    private static Certificate13 alone(Bytes certificate, Delegation delegation) {
        return new Certificate13(Bytes.EMPTY, java.util.List.of(new Certificate13.Entry(certificate,
            ExtensionBlock.EMPTY.with(DelegatedCredential.IT, Place.CERTIFICATE, delegation))));
    }

    static HandshakeFailure neverAskedFor() {
        return Duel.of(TLS13.client(), TLS13.server(it -> it.credentials(HOLDER)), Tamper.message(Certificate13.class,
            it -> alone(it.chain().getFirst(), DELEGATE.delegation().orElseThrow()))).lost();
    }

    static HandshakeFailure neverAskedForByAServer() {
        return Duel.of(TLS13_MUTUAL.server(), TLS13_MUTUAL.client(it -> it.credentials(HOLDER)), Tamper.message(
            Certificate13.class, it -> alone(it.chain().getFirst(), DELEGATE.delegation().orElseThrow()))).lost();
    }

    /** A certificate without the extension that permits it. */
    static HandshakeFailure certificateThatDoesNotPermitIt() {
        var other = Sides.server(Spec.server(Sides.HOST));
        return client(NOW, Tamper.message(Certificate13.class,
            it -> alone(other.chain().getFirst(), DELEGATE.delegation().orElseThrow())));
    }

    /** The extension alone is not enough: the key usage must be there and say digitalSignature. */
    static HandshakeFailure certificateForDecryption() {
        var other = Sides.server(DelegationTest.permitting(Spec.server(Sides.HOST)).uses(Spec.Use.KEY_AGREEMENT));
        return client(NOW, Tamper.message(Certificate13.class,
            it -> alone(other.chain().getFirst(), DELEGATE.delegation().orElseThrow())));
    }

    static HandshakeFailure endedAnHourAgo() {
        return client(NOW.plus(Duration.ofDays(3)).plusSeconds(3600), Tamper.NOT);
    }

    /** Made to last: signed rightly, and yet too long. */
    static HandshakeFailure endsInThreeWeeks() {
        return client(NOW, with(_ -> issue(HOLDER, PeerChain.Side.SERVER, NOW.plus(Duration.ofDays(14)),
            NOW.plus(Duration.ofDays(21)))));
    }

    static HandshakeFailure signedBySomebodyElse() {
        return shows(it -> new Delegation(it.cred(), it.algorithm(), issue(DelegationTest.OTHER_HOLDER,
            PeerChain.Side.SERVER, NOW, NOW.plus(Duration.ofDays(3))).signature()));
    }

    static HandshakeFailure signedForTheOtherRole() {
        return shows(_ -> issue(HOLDER, PeerChain.Side.CLIENT, NOW, NOW.plus(Duration.ofDays(3))));
    }

    static HandshakeFailure prolonged() {
        return shows(it -> new Delegation(new Delegation.Key(it.cred().validTime() + 86_400, it.cred().scheme(),
            it.cred().info()), it.algorithm(), it.signature()));
    }

    static HandshakeFailure signedWithAnUnofferedScheme() {
        return shows(it -> new Delegation(it.cred(), new SignatureScheme(0x0203), it.signature()));
    }

    static HandshakeFailure forAnUnofferedScheme() {
        return shows(it -> new Delegation(new Delegation.Key(it.cred().validTime(),
            SignatureScheme.RSA_PSS_RSAE_SHA256, it.cred().info()), it.algorithm(), it.signature()));
    }

    /** The key would be another one's: of no kind at all. */
    static HandshakeFailure keyOfNoKind() {
        var nonsense = new Delegation.Key(DELEGATE.delegation().orElseThrow().cred().validTime(),
            SignatureScheme.ECDSA_SECP256R1_SHA256, Bytes.ofHex("30030201ff"));
        return shows(_ -> DelegationTest.signed(HOLDER, nonsense));
    }

    /** The handshake is signed with the certificate's key, not with the one that was delegated to. */
    static HandshakeFailure handshakeSignedByTheCertificate() {
        var server = TLS13.server(it -> it.credentials(HOLDER).clock(() -> NOW));
        return Duel.of(TLS13.client(it -> it.delegatedCredentials(true).clock(() -> NOW)), server,
            Tamper.message(Certificate13.class,
                it -> alone(it.chain().getFirst(), DELEGATE.delegation().orElseThrow())))
            .lost();
    }

    static HandshakeFailure handshakeSignedWithAnotherScheme() {
        return client(NOW, Tamper.message(CertificateVerify.class,
            it -> new CertificateVerify(SignatureScheme.RSA_PSS_RSAE_SHA256, it.signature())));
    }

    /** A client's, at a server that takes delegated keys. */
    static HandshakeFailure clientsKeyDelegatedForServers() {
        var client = Credential.delegated(HOLDER.chain(),
            DELEGATE.delegation().orElseThrow(), PAIR.getPrivate());
        return Duel.of(TLS13_MUTUAL.server(it -> it.delegatedCredentials(true).clock(() -> NOW)),
            TLS13_MUTUAL.client(it -> it.credentials(client).clock(() -> NOW)), Tamper.NOT).lost();
    }
}
