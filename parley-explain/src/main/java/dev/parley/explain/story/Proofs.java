package dev.parley.explain.story;

import dev.parley.config.Limits;
import dev.parley.config.Side;
import dev.parley.credential.CertificateCompression;
import dev.parley.credential.LeafKey;
import dev.parley.explain.story.Check.Finding;
import dev.parley.explain.story.Check.Kind;
import dev.parley.explain.story.Check.Part;
import dev.parley.extension.PreSharedKey;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Signed13;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Finished;
import dev.parley.schedule.Labels;
import dev.parley.schedule.Prf12;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one side proves at the end of a handshake: CertificateVerify and Finished. RFC 9846 section 4.5, RFC 5246 section 7.4. */
final class Proofs {
    private final Judge judge;
    private final boolean is13;
    private final String who;

    private Proofs(Judge judge, boolean is13) {
        this.judge = judge;
        this.is13 = is13;
        this.who = judge.prover == Side.CLIENT ? "client" : "server";
    }

    static List<Check> of(Judge judge, ProtocolVersion version) {
        boolean is13 = version.equals(ProtocolVersion.TLS_1_3);
        if (!is13 && !version.equals(ProtocolVersion.TLS_1_2)) return List.of();
        var proofs = new Proofs(judge, is13);
        var all = new ArrayList<Check>();
        for (var message : judge.proofs()) switch (message.message()) {
            case CertificateVerify verify -> all.add(is13 ? proofs.verify13(message, verify)
                : proofs.verify12(message, verify));
            case Finished finished -> all.add(is13 ? proofs.finished13(finished) : proofs.finished12(finished));
            default -> {}
        }
        if (judge.seen.isSeenOnly()) all.addAll(proofs.hidden(all));
        return all;
    }

    // ---- CertificateVerify

    private Check verify13(Entry.Message message, CertificateVerify verify) {
        var signed = judge.signed(key13(), verify.algorithm(), verify.signature());
        var context = "TLS 1.3, %s CertificateVerify".formatted(who);
        var content = "64 × 0x20 + \"%s\" + 0x00 + transcript_hash".formatted(context);
        var source = "RFC 9846 section 4.5.2";
        var hash = judge.suite().flatMap(it -> judge.spoken.hashBefore(it.hash(), one -> one.equals(message)));
        if (hash.isEmpty()) return new Check(Kind.CERTIFICATE_VERIFY, judge.prover, content, source,
            List.of(Part.told("signature", verify.signature())), Finding.UNKNOWN_SUITE);
        var bytes = Bytes.own(Signed13.content(judge.prover, hash.get()));
        signed.parts.add(new Part("transcript_hash", "Transcript-Hash(ClientHello … %s Certificate)".formatted(who),
            Bytes.own(hash.get())));
        signed.parts.add(new Part("signed", content, bytes));
        return signed.check(Kind.CERTIFICATE_VERIFY, "signed", source, List.of(bytes));
    }

    private Check verify12(Entry.Message message, CertificateVerify verify) {
        var signed = judge.signed(key12(judge), verify.algorithm(), verify.signature());
        var all = judge.spoken.bytesBefore(message);
        signed.parts.add(new Part("handshake_messages", "ClientHello … ClientKeyExchange", all));
        return signed.check(Kind.CERTIFICATE_VERIFY, "handshake_messages", "RFC 5246 section 7.4.8", List.of(all));
    }

    static Optional<Optional<LeafKey>> key12(Judge judge) {
        return judge.proofs().stream().map(Entry.Message::message).filter(Certificate12.class::isInstance)
            .map(it -> ((Certificate12) it).certificateList()).filter(it -> !it.isEmpty()).findFirst()
            .map(it -> Judge.key(it.getFirst()));
    }

    private Optional<Optional<LeafKey>> key13() {
        return judge.proofs().stream().map(Entry.Message::message).flatMap(it -> switch (it) {
            case Certificate13 certificate -> Stream.of(Optional.of(certificate));
            case CompressedCertificate compressed -> Stream.of(decompressed(compressed));
            default -> Stream.<Optional<Certificate13>>of();
        }).findFirst().map(it -> it.filter(shown -> !shown.chain().isEmpty()).flatMap(Proofs::key13));
    }

    private static Optional<LeafKey> key13(Certificate13 shown) {
        return shown.delegation().map(it -> Judge.read(it::key))
            .orElseGet(() -> Judge.key(shown.chain().getFirst()));
    }

    private static Optional<Certificate13> decompressed(CompressedCertificate compressed) {
        try {
            return Optional.of(compressed.decompressed(CertificateCompression.installed(),
                Limits.STANDARD.certificateMessage()));
        } catch (HandshakeFailure _) {
            return Optional.empty();
        }
    }

    // ---- Finished

    private Check finished13(Finished finished) {
        var formula = "verify_data = HMAC(finished_key, transcript_hash)";
        var source = "RFC 9846 section 4.5.3";
        var base = judge.told(judge.prover == Side.CLIENT ? "CLIENT_HANDSHAKE_TRAFFIC_SECRET"
            : "SERVER_HANDSHAKE_TRAFFIC_SECRET");
        if (base.isEmpty()) return without(formula, source, Optional.of(finished), Finding.NO_SECRET);
        var suite = judge.suite();
        if (suite.isEmpty()) return without(formula, source, Optional.of(finished), Finding.UNKNOWN_SUITE);
        var hash = suite.get().hash();
        var transcript = judge.spoken.hashBefore(hash, it -> it.message().equals(finished)).orElseThrow();
        var secretName = who + "_handshake_traffic_secret";
        try (var secret = Told.secret(base.get());
            var key = Labels.expand(judge.crypto, hash, secret, "finished", new byte[0], hash.length())) {
            var computed = Bytes.own(Labels.verifyData(judge.crypto, hash, secret, transcript));
            return new Check(Kind.FINISHED, judge.prover, formula, source, List.of(
                Part.told(secretName, base.get()),
                Judge.computed("finished_key",
                    "HKDF-Expand-Label(%s, \"finished\", \"\", %d)".formatted(secretName, hash.length()), key),
                new Part("transcript_hash", "Transcript-Hash(ClientHello … before %s Finished)".formatted(who),
                    Bytes.own(transcript)),
                new Part("computed", "HMAC(finished_key, transcript_hash)", computed),
                Part.told("verify_data", finished.verifyData())), judge.compare(computed, finished.verifyData()));
        }
    }

    private Check finished12(Finished finished) {
        var formula = "verify_data = PRF(master_secret, \"%s finished\", hash)[0..11]".formatted(who);
        var source = "RFC 5246 section 7.4.9";
        var main = judge.told("CLIENT_RANDOM");
        if (main.isEmpty()) return without(formula, source, Optional.of(finished), Finding.NO_SECRET);
        var suite = judge.suite();
        if (suite.isEmpty()) return without(formula, source, Optional.of(finished), Finding.UNKNOWN_SUITE);
        var hash = suite.get().hash();
        var transcript = judge.spoken.hashBefore(hash, it -> it.message().equals(finished)).orElseThrow();
        try (var secret = Told.secret(main.get())) {
            var computed =
                Bytes.own(Prf12.verifyData(judge.crypto, hash, secret, judge.prover == Side.CLIENT, transcript));
            return new Check(Kind.FINISHED, judge.prover, formula, source, List.of(
                Part.told("master_secret", main.get()),
                new Part("hash", "Hash(all handshake messages before it)", Bytes.own(transcript)),
                new Part("computed", "PRF(master_secret, \"%s finished\", hash)[0..11]".formatted(who), computed),
                Part.told("verify_data", finished.verifyData())), judge.compare(computed, finished.verifyData()));
        }
    }

    private Check without(String formula, String source, Optional<Finished> finished, Finding why) {
        return new Check(Kind.FINISHED, judge.prover, formula, source,
            finished.map(it -> List.of(Part.told("verify_data", it.verifyData()))).orElse(List.of()), why);
    }

    // ---- what a bystander without keys cannot see

    private List<Check> hidden(List<Check> seen) {
        boolean sealed = judge.seen.all(Entry.Packed.class)
            .anyMatch(it -> it.sender() == judge.prover && it.isSealed());
        boolean isFinished = seen.stream().anyMatch(it -> it.kind() == Kind.FINISHED);
        if (!sealed || isFinished || judge.spoken.find(EncryptedExtensions.class).isPresent()) return List.of();
        var all = new ArrayList<Check>();
        boolean resumed = judge.spoken.serverHello().map(it -> it.extensions().has(PreSharedKey.IT)).orElse(false);
        if (is13 && judge.prover == Side.SERVER && !resumed)
            all.add(new Check(Kind.CERTIFICATE_VERIFY, judge.prover, "", "RFC 9846 section 4.5.2", List.of(),
                Finding.ENCRYPTED));
        all.add(new Check(Kind.FINISHED, judge.prover, "",
            is13 ? "RFC 9846 section 4.5.3" : "RFC 5246 section 7.4.9", List.of(), Finding.ENCRYPTED));
        return all;
    }
}
