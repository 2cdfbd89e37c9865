package dev.parley.explain.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.carrier.Bystander;
import dev.parley.config.Side;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.message.ContentType;
import dev.parley.message.KeyUpdate;
import dev.parley.observe.Epoch;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Early data, and data under later keys: whoever follows the explanation with any other cipher gets the plaintext. */
class ProtectionsTest {
    private static final Story LIVE = Played.ofEarlyDataAndNewKeys();

    @Test
    void everyRecordOpensWithTheNonceThatIsToldOfIt() throws GeneralSecurityException {
        assertThat(opened(LIVE)).contains("early");
        assertThat(opened(LIVE).stream().filter("ping"::equals)).hasSize(3);
        assertThat(opened(LIVE).stream().filter("pong"::equals)).hasSize(3);
    }

    @Test
    void soItDoesInTheStoryOfSomebodyBetween() throws GeneralSecurityException {
        assertThat(opened(heard(LIVE))).containsExactlyElementsOf(opened(LIVE));
    }

    @Test
    void laterKeysAreDerivedStepByStep() {
        assertThat(LIVE.said(Entry.Message.class).filter(it -> it.message() instanceof KeyUpdate)).hasSize(4);
        assertThat(Derivation.of(LIVE)).noneMatch(Derivation::isContradicted).extracting(Derivation::name)
            .contains("client_early_traffic_secret iv", "client_application_traffic_secret_2",
                "server_application_traffic_secret_2 iv")
            .doesNotContain("client_application_traffic_secret_3");
    }

    @Test
    void whereRecordsWereLeftOutNobodyGuessesTheirKeys() {
        var cut = new Story(LIVE.entries(), 1);
        var last = cut.said(Entry.Packed.class).filter(it -> it.epoch() == Epoch.APPLICATION)
            .reduce((_, it) -> it).orElseThrow();
        assertThat(new Protections(LIVE).of(last).orElseThrow().nonce()).isPresent();
        assertThat(new Protections(cut).of(last).orElseThrow().nonce()).isEmpty();
    }

    @Test
    void ofEarlyDataThatWasNotTakenNobodySaysTheCipher() {
        var refused = new Story(LIVE.entries().stream().filter(it -> !(it instanceof Entry.Message message
            && message.message() instanceof dev.parley.message.EncryptedExtensions)).toList(), 0);
        var early = refused.said(Entry.Packed.class).filter(it -> it.epoch() == Epoch.EARLY).toList();
        assertThat(early).isNotEmpty();
        for (var record : early) assertThat(new Protections(refused).of(record)).isEmpty();
    }

    /** What the records of data hold, each opened by the JDK's cipher with that nonce and one of the keys derived. */
    private static List<String> opened(Story story) throws GeneralSecurityException {
        var texts = new ArrayList<String>();
        var keys = Derivation.of(story).stream().filter(it -> it.name().endsWith(" key")).toList();
        var protections = new Protections(story);
        for (var record : story.said(Entry.Packed.class).filter(it -> it.epoch() != Epoch.CLEAR).toList()) {
            var how = protections.of(record).orElseThrow();
            var plain = keys.stream().flatMap(it -> open(record, how, it.value()).stream()).findFirst();
            assertThat(plain).as("record %d of %s, %s", record.number(), record.sender(), record.epoch())
                .isPresent();
            assertThat(plain.get().startsWith(record.content())).isTrue();
            if (record.inner().equals(ContentType.APPLICATION_DATA)) texts.add(record.content().latin1());
        }
        return texts;
    }

    private static Optional<Bytes> open(Entry.Packed record, Protected how, Bytes key) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.toArray(), "AES"),
                new GCMParameterSpec(128, how.nonce().orElseThrow().toArray()));
            cipher.updateAAD(how.additional().orElseThrow().toArray());
            return Optional.of(Bytes.own(cipher.doFinal(record.raw().from(5).toArray())));
        } catch (javax.crypto.AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same records, heard by somebody who has the secrets that a key log would hold. */
    private static Story heard(Story story) {
        var teller = new CaptureTeller();
        teller.at(Instant.EPOCH);
        try (var bystander = new Bystander(Cryptography.jdk(), new KeyRing() {
            @Override
            public Optional<Bytes> secret(String label, Bytes clientRandom) {
                return story.all(Entry.Derived.class).filter(it -> it.label().equals(label))
                    .flatMap(it -> it.value().stream()).findFirst();
            }

            @Override
            public Optional<PrivateKey> rsaKey() {
                return Optional.empty();
            }
        }, teller)) {
            story.said(Entry.Packed.class)
                .forEach(it -> bystander.bytes(it.sender() == Side.CLIENT ? Way.OUT : Way.IN, it.raw()));
        }
        return teller.story();
    }
}
