package dev.parley;

import static dev.parley.BadRecords.client;
import static dev.parley.Sides.AUTHORITY;
import static dev.parley.Sides.HOST;
import static dev.parley.Sides.Kind.TLS12_DHE;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_MUTUAL;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_COMPRESSED;
import static dev.parley.Sides.Kind.TLS13_MUTUAL;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.carrier.Tamper;
import dev.parley.credential.Credential;
import dev.parley.credential.PeerChain;
import dev.parley.credential.Staples;
import dev.parley.credential.RawKeyTrust;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.ServerCertificateType;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.CertificateCompressionAlgorithm;
import dev.parley.id.CertificateType;
import dev.parley.id.CipherSuite;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.LabLog;
import dev.parley.lab.Spec;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.ServerKeyExchange;
import dev.parley.transparency.Log;
import dev.parley.transparency.LogList;
import dev.parley.transparency.Transparency;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;

/** Provocations by certificates, signatures and keys. */
final class BadCertificates {
    private BadCertificates() {}

    private static Tamper shown(List<Bytes> chain) {
        return Tamper.message(Certificate13.class, _ -> new Certificate13(Bytes.EMPTY,
            chain.stream().map(it -> new Certificate13.Entry(it, ExtensionBlock.EMPTY)).toList()));
    }

    private static List<Bytes> encoded(LabCertificate certificate) {
        return certificate.encodedChain().stream().map(Bytes::own).toList();
    }

    /** A server that shows this certificate, issued by the authority that the client trusts. */
    private static HandshakeFailure shows(Spec spec) {
        return client(TLS13, shown(encoded(AUTHORITY.issue(spec))));
    }

    private static HandshakeFailure verify(SignatureScheme scheme) {
        return client(TLS13, Tamper.message(CertificateVerify.class, it -> new CertificateVerify(scheme,
            it.signature())));
    }

    static HandshakeFailure schemeNotOffered() {
        return verify(new SignatureScheme(0x0203));
    }

    static HandshakeFailure schemeForAnotherKey() {
        return verify(SignatureScheme.RSA_PSS_RSAE_SHA256);
    }

    private static Bytes flipped(Bytes signature) {
        var bytes = signature.toArray();
        bytes[bytes.length - 1] ^= 1;
        return Bytes.own(bytes);
    }

    static HandshakeFailure signatureOfSomethingElse() {
        return client(TLS13, Tamper.message(CertificateVerify.class,
            it -> new CertificateVerify(it.algorithm(), flipped(it.signature()))));
    }

    static HandshakeFailure signatureOfOtherParameters() {
        return client(TLS12_ECDHE, Tamper.message(ServerKeyExchange.Ecdhe.class,
            it -> new ServerKeyExchange.Ecdhe(it.ecdhParams(), it.algorithm(), flipped(it.signature()))));
    }

    static HandshakeFailure noCertificate() {
        return client(TLS13, shown(List.of()));
    }

    static HandshakeFailure certificateOfNoFormat() {
        return client(TLS13, shown(List.of(Bytes.ofHex("3003020101"))));
    }

    static HandshakeFailure seventeenCertificates() {
        return client(TLS13, shown(Collections.nCopies(17, Sides.EC.chain().getFirst())));
    }

    private static HandshakeFailure compressed(UnaryOperator<CompressedCertificate> change) {
        return client(TLS13_COMPRESSED, Tamper.message(CompressedCertificate.class, change));
    }

    static HandshakeFailure compressedWithSomethingElse() {
        return compressed(it -> new CompressedCertificate(CertificateCompressionAlgorithm.BROTLI,
            it.uncompressedLength(), it.compressed()));
    }

    /** Sixteen megabytes that say they were a thousand bytes. */
    static HandshakeFailure compressedBomb() {
        var bomb = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bomb)) {
            deflater.write(new byte[1 << 24]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed(it -> new CompressedCertificate(it.algorithm(), 1000, Bytes.own(bomb.toByteArray())));
    }

    static HandshakeFailure rawKeyForAServerThatTakesCertificates() {
        return Duel.of(TLS13_MUTUAL.server(), TLS13.client(it -> it.suites(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
            .credentials(RawKeyTest.raw(RawKeyTest.CLIENT))), Tamper.NOT).lost();
    }

    static HandshakeFailure typeNotOffered() {
        return Duel.of(TLS13.client(it -> it.rawKeys(RawKeyTrust.of())), TLS13.server(), Tamper.message(
            EncryptedExtensions.class, it -> new EncryptedExtensions(it.extensions().without(ServerCertificateType.IT)
                .with(ServerCertificateType.IT, Place.ENCRYPTED_EXTENSIONS, new CertificateType(1)))))
            .lost();
    }

    static HandshakeFailure rawKeyOfAStranger() {
        return Duel.of(TLS13.client(it -> it.rawKeys(RawKeyTrust.of())),
            TLS13.server(it -> it.credentials(RawKeyTest.raw(RawKeyTest.SERVER))), Tamper.NOT).lost();
    }

    static HandshakeFailure keyThatDoesNotFitTheSuite() {
        return client(TLS12_DHE, Tamper.message(Certificate12.class, _ -> new Certificate12(Sides.EC.chain())));
    }

    static HandshakeFailure expired() {
        return shows(Spec.server(HOST).expired());
    }

    static HandshakeFailure notYetValid() {
        return shows(Spec.server(HOST).notYetValid());
    }

    static HandshakeFailure revoked() {
        var issued = AUTHORITY.issue(Spec.server(HOST));
        var status = Bytes.own(AUTHORITY.status(issued.chain().getFirst(), true));
        var chain = PeerChain.ofServer(encoded(issued), HOST, Instant.now()).status(Optional.of(status));
        return catchThrowableOfType(HandshakeFailure.class, () -> Sides.TRUST.check(chain));
    }

    static HandshakeFailure promisedStatusThatDidNotCome() {
        var promising = Sides.server(Spec.server(HOST).mustStaple());
        return Duel.of(TLS13.client(it -> it.statusRequest(true)), TLS13.server(it -> it.credentials(promising)),
            Tamper.NOT).lost();
    }

    static HandshakeFailure statusOfAnotherCertificate() {
        var own = Sides.server(Spec.server(HOST));
        var other = AUTHORITY.issue(Spec.server(HOST)).chain().getFirst();
        var stapled = own.withStaples(Staples.of(Bytes.own(AUTHORITY.status(other, false))));
        return Duel.of(TLS13.client(it -> it.statusRequest(true)), TLS13.server(it -> it.credentials(stapled)),
            Tamper.NOT).lost();
    }

    static HandshakeFailure certificateThatNoLogKnows() {
        return Duel.of(TLS13.client(it -> it.transparency(Transparency.enforce(LogList.EMPTY))), TLS13.server(),
            Tamper.NOT).lost();
    }

    static HandshakeFailure twoLogsOfOneOperator() {
        var logs = List.of(LabLog.create(), LabLog.create());
        var issued = AUTHORITY.issueLogged(Spec.server(HOST), logs.getFirst(), logs.getLast());
        var known = new LogList(logs.stream().map(it -> Log.of(it.key(), "one", "the same")).toList());
        return Duel.of(TLS13.client(it -> it.transparency(Transparency.enforce(known))),
            TLS13.server(it -> it.credentials(Credential.of(issued.chain(), issued.key()))), Tamper.NOT).lost();
    }

    static HandshakeFailure issuedByAStranger() {
        return client(TLS13, shown(encoded(LabAuthority.create(KeyKind.P256).issue(Spec.server(HOST)))));
    }

    static HandshakeFailure unknownCriticalExtension() {
        return shows(Spec.server(HOST).extension("1.2.3.4", true, new byte[]{5, 0}));
    }

    static HandshakeFailure sha1Signature() {
        return shows(Spec.server(HOST).signedWith("SHA1withECDSA"));
    }

    static HandshakeFailure wrongHost() {
        return shows(Spec.server(HOST).wrongHost());
    }

    static HandshakeFailure judgeOfTheApplication() {
        return Duel.of(TLS13.client(it -> it.trust(_ -> {
            throw Reason.CERTIFICATE_REFUSED.because("the name is on a list");
        })), TLS13.server(), Tamper.NOT).lost();
    }

    /** Core itself learns of it by a stapled status only; who knows otherwise says so by this. */
    static HandshakeFailure revokedAsTheApplicationKnows() {
        return Duel.of(TLS13.client(it -> it.trust(_ -> {
            throw Reason.CERTIFICATE_IS_REVOKED.because("it is on the list of this morning");
        })), TLS13.server(), Tamper.NOT).lost();
    }

    static HandshakeFailure certificateForClients() {
        return shows(Spec.server(HOST).purposes(Spec.Purpose.CLIENT));
    }

    static HandshakeFailure clientWithoutCertificate() {
        return Duel.of(TLS13_MUTUAL.server(), TLS13_MUTUAL.client(it -> it.credentials()), Tamper.NOT).lost();
    }

    static HandshakeFailure clientWithoutCertificateInTls12() {
        return Duel.of(TLS12_MUTUAL.server(), TLS12_MUTUAL.client(it -> it.credentials()), Tamper.NOT).lost();
    }

    static HandshakeFailure ownKeyDoesNotSign() {
        var broken = new DelegatingCrypto(Cryptography.jdk()) {
            @Override
            public Bytes sign(SignatureScheme scheme, PrivateKey key, byte[]... parts) {
                throw Reason.OWN_KEY_FAILED.because("the token was pulled out");
            }
        };
        return Duel.of(TLS13.server(it -> it.crypto(broken)), TLS13.client(), Tamper.NOT).lost();
    }
}
