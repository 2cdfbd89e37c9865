package dev.parley.explain.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.explain.capture.KeyLog;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Handshake;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stories of real conversations in memory. */
class StoryTest {
    static Stream<Arguments> conversations() {
        return Stream.of(
            conversation("1.3", it -> it.versions(ProtocolVersion.TLS_1_3), false),
            conversation("1.3, mutual", it -> it.versions(ProtocolVersion.TLS_1_3), true),
            conversation("1.3, SHA-384", it -> it.suites(CipherSuite.TLS_AES_256_GCM_SHA384)
                .versions(ProtocolVersion.TLS_1_3), false),
            conversation("1.2, ECDHE", it -> it.versions(ProtocolVersion.TLS_1_2), false),
            conversation("1.2, ECDHE, mutual", it -> it.versions(ProtocolVersion.TLS_1_2), true),
            conversation("1.2, DHE", of12(CipherSuite.DHE_RSA_AES_128_GCM_SHA256), false),
            conversation("1.2, RSA", of12(CipherSuite.RSA_AES_128_GCM_SHA256), false),
            conversation("1.2, RSA, CBC", of12(CipherSuite.RSA_AES_128_CBC_SHA), false),
            conversation("1.2, ChaCha20", of12(CipherSuite.ECDHE_RSA_CHACHA20_POLY1305_SHA256), true));
    }

    private static Arguments conversation(String name, Consumer<TlsSettings> both, boolean mutual) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, Played.of(both, mutual)));
    }

    private static Consumer<TlsSettings> of12(CipherSuite suite) {
        return it -> it.versions(ProtocolVersion.TLS_1_2).suites(suite);
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void spansCoverEveryByteOfEveryMessage(Story story) {
        assertThat(story.failure()).isEmpty();
        var messages = story.all(Entry.Message.class).toList();
        assertThat(messages).hasSizeGreaterThan(12);
        for (var message : messages) {
            var span = message.span();
            assertThat(span.from()).isZero();
            assertThat(span.to()).as(message.message().name()).isEqualTo(message.bytes().length());
            assertGapless(span);
        }
        for (var record : story.all(Entry.Packed.class).toList())
            assertThat(record.raw().length())
                .isEqualTo(dev.parley.message.RecordHeader.LENGTH + record.header().length());
    }

    /** Parts follow one another without a gap, up to the end; only what stands behind a length alone has no part of its own. */
    private static void assertGapless(Span span) {
        int at = span.from();
        for (var part : span.parts()) {
            assertThat(part.from()).as("%s in %s", part.field(), span.field()).isEqualTo(at);
            at = part.to();
            assertGapless(part);
        }
        boolean isOpaque = span.parts().size() == 1 && span.parts().getFirst().field().equals("length");
        if (!span.parts().isEmpty() && !isOpaque) assertThat(at).as("the end of " + span.field()).isEqualTo(span.to());
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void everythingIsDerivedAgainAndIsTheSame(Story story) {
        var steps = Derivation.of(story);
        assertThat(steps).noneMatch(Derivation::isContradicted);
        assertThat(steps).filteredOn(Derivation::isConfirmed).extracting(Derivation::name)
            .contains("client verify_data", "server verify_data");
        boolean version13 = story.version().orElseThrow().equals(ProtocolVersion.TLS_1_3);
        assertThat(steps).extracting(Derivation::name).contains(version13
            ? new String[]{"early_secret", "handshake_secret", "main_secret", "exporter_secret",
                "client_application_traffic_secret_0 iv"}
            : new String[]{"client_random", "server_random", "pre_master_secret", "master_secret", "client_write_key"});
        assertThat(steps)
            .filteredOn(it -> it.name().equals(version13 ? "client_handshake_traffic_secret" : "master_secret"))
            .allMatch(Derivation::isConfirmed).hasSize(1);
    }

    @Test
    void withTheLadderOfARetriedHandshakeTheTranscriptRestarts() {
        var story = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.keyShares(NamedGroup.SECP521R1),
            it -> it.groups(NamedGroup.X25519), false, Observer.NONE);
        assertThat(story.facts().orElseThrow().retried()).isTrue();
        assertThat(Derivation.of(story)).noneMatch(Derivation::isContradicted)
            .filteredOn(Derivation::isConfirmed).hasSizeGreaterThan(6);
    }

    @Test
    void premasterOfRsaBeginsWithTheVersion() {
        var story = Played.of(of12(CipherSuite.RSA_AES_128_GCM_SHA256), false);
        var premaster = Derivation.of(story).stream().filter(it -> it.name().equals("pre_master_secret")).findFirst()
            .orElseThrow().value();
        assertThat(premaster.length()).isEqualTo(48);
        assertThat(premaster.slice(0, 2)).isEqualTo(Bytes.ofHex("0303"));
    }

    /** Whoever follows the explanation with any other cipher gets the plaintext: nonce, additional data and key are right. */
    @ParameterizedTest
    @MethodSource("conversations")
    void recordsOpenWithWhatIsToldOfThem(Story story) throws GeneralSecurityException {
        var record = story.said(Entry.Packed.class)
            .filter(it -> it.inner().equals(dev.parley.message.ContentType.APPLICATION_DATA)).findFirst().orElseThrow();
        var how = new Protections(story).of(record).orElseThrow();
        if (how.tag().isEmpty()) return; // CBC has nothing of the kind
        boolean version13 = story.version().orElseThrow().equals(ProtocolVersion.TLS_1_3);
        var key = Derivation.of(story).stream()
            .filter(it -> it.name().equals(version13 ? "client_application_traffic_secret_0 key" : "client_write_key"))
            .findFirst().orElseThrow().value();
        boolean gcm = how.cipher().toString().contains("GCM");
        var cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
        var nonce = how.nonce().orElseThrow().toArray();
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.toArray(), gcm ? "AES" : "ChaCha20"),
            gcm ? new GCMParameterSpec(128, nonce) : new javax.crypto.spec.IvParameterSpec(nonce));
        cipher.updateAAD(how.additional().orElseThrow().toArray());
        int skipped = !version13 && gcm ? 5 + 8 : 5;
        var plain = Bytes.own(cipher.doFinal(record.raw().from(skipped).toArray()));
        assertThat(plain.startsWith(record.content())).isTrue();
        assertThat(record.content()).isEqualTo(Bytes.ofText("ping"));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void turnsTellEverythingOnceAndInOrder(Story story) {
        var told = story.turns().stream().flatMap(it -> it.entries().stream()).toList();
        assertThat(told).doesNotHaveDuplicates();
        var said = told.stream().filter(Entry.Passing.class::isInstance).map(Entry.Passing.class::cast).toList();
        assertThat(said).allMatch(Entry.Passing::isSaid);
        var missing = new ArrayList<>(story.entries());
        missing.removeAll(told);
        assertThat(missing).allMatch(it -> it instanceof Entry.Passing passing && !passing.isSaid());
        for (var turn : story.turns()) assertThat(turn.entries()).isSortedAccordingTo(
            (a, b) -> a.seen().at().compareTo(b.seen().at()));
        assertThat(story.turns()).extracting(Turn::flight).isSorted();
    }

    @Test
    void aFullHandshakeOf13IsThreeFlights() {
        var story = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3).withoutSessions(), false);
        var finished = story.turns().stream()
            .filter(it -> it.all(Entry.Message.class).anyMatch(m -> m.message().name().equals("Finished"))).toList();
        assertThat(finished).extracting(Turn::flight).containsExactly(2, 3);
        assertThat(finished).extracting(Turn::actor).containsExactly(Side.SERVER, Side.CLIENT);
    }

    @Test
    void whatOneSideSaysTheOtherHears() {
        var story = Played.of(ProtocolVersion.TLS_1_3);
        for (var side : Side.values()) {
            var said = messages(story, side, Witness.of(side));
            assertThat(messages(story, side, Witness.of(side.other()))).isEqualTo(said).isNotEmpty();
        }
    }

    private static List<Handshake> messages(Story story, Side sender, Witness by) {
        return story.all(Entry.Message.class).filter(it -> it.sender() == sender && it.seen().by() == by)
            .map(Entry.Message::message).toList();
    }

    @Test
    void aTellerWithoutSecretsHasNone() {
        assertThat(StoryTeller.of(Side.CLIENT, new Chronicle()).wantsSecrets()).isFalse();
        var chronicle = new Chronicle();
        Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> {}, it -> {}, false,
            StoryTeller.of(Side.CLIENT, chronicle));
        var story = chronicle.story();
        assertThat(story.all(Entry.Derived.class)).isEmpty();
        assertThat(Derivation.of(story)).isEmpty();
        assertThat(story.facts()).isPresent();
    }

    @Test
    void secretsDoNotPrint() {
        var story = Played.of(ProtocolVersion.TLS_1_2);
        var derived = story.all(Entry.Derived.class).findFirst().orElseThrow();
        assertThat(derived.toString()).doesNotContain(derived.value().orElseThrow().hex());
    }

    @Test
    void failureIsToldByTheSideThatFoundIt() {
        var story = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.groups(NamedGroup.X25519),
            it -> it.groups(NamedGroup.SECP384R1), false, Observer.NONE);
        var failed = story.failure().orElseThrow();
        assertThat(failed.seen().by()).isEqualTo(Witness.SERVER);
        assertThat(failed.account().reason()).isEqualTo(Reason.NO_COMMON_GROUP);
        assertThat(failed.account().offers().orElseThrow().theirs()).contains("x25519");
        assertThat(story.all(Entry.Failed.class).filter(Entry.Failed::isEcho)).hasSize(1);
        assertThat(story.lastHeard(Side.SERVER, failed).orElseThrow().message()).isInstanceOf(ClientHello.class);
    }

    @Test
    void whatTheStoryDerivesIsWhatTheKeyLogSays() {
        var bytes = new ByteArrayOutputStream();
        var story = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> {}, it -> {}, false,
            dev.parley.observe.KeyLog.to(bytes));
        var log = new KeyLog().add(Bytes.own(bytes.toByteArray()));
        assertThat(log.malformed()).isEmpty();
        var random = story.facts().orElseThrow().clientRandom();
        assertThat(
            Optional.of(Derivation.of(story).stream().filter(it -> it.name().equals("exporter_secret")).findFirst()
                .orElseThrow().value()))
            .isEqualTo(log.secret("EXPORTER_SECRET", random));
    }

    @Test
    void aVeryLongConversationIsCountedNotKept() {
        var chronicle = new Chronicle();
        for (int i = 0; i < 5000; i++)
            chronicle.add(Witness.CLIENT, at -> new Entry.Data(at, Side.CLIENT, Epoch.APPLICATION, 1));
        chronicle.add(Witness.CLIENT, at -> new Entry.Closed(at, Side.CLIENT, true));
        var story = chronicle.story();
        assertThat(story.entries()).hasSize(4097).last().isInstanceOf(Entry.Closed.class);
        assertThat(story.leftOut()).isEqualTo(904);
    }

    @Test
    void anAlterationSaysWhere() {
        var moment = new Entry.Moment(Witness.BYSTANDER, java.time.Duration.ZERO);
        assertThat(new Entry.Altered(moment, Side.CLIENT, Bytes.ofHex("0102"), Bytes.ofHex("0103")).at()).isEqualTo(1);
        assertThat(new Entry.Altered(moment, Side.CLIENT, Bytes.ofHex("010203"), Bytes.ofHex("0102")).at())
            .isEqualTo(2);
    }
}
