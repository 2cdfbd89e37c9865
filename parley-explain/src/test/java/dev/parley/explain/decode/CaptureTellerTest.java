package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.config.Side;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.explain.capture.CaptureWriter;
import dev.parley.explain.capture.Direction;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Outside;
import dev.parley.explain.capture.Progress;
import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.json.StoryJson;
import dev.parley.explain.story.Derivation;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Played;
import dev.parley.explain.story.Story;
import dev.parley.explain.text.Palette;
import dev.parley.explain.text.StoryText;
import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabKeys;
import dev.parley.lab.Spec;
import dev.parley.message.ContentType;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Captures as stories. */
class CaptureTellerTest {
    @TempDir
    private Path folder;

    static List<Story> tell(Path file, KeyLog keys, Optional<PrivateKey> rsaKey) throws IOException {
        var stories = new ArrayList<Story>();
        new CaptureDecoder(Cryptography.jdk(), keys, rsaKey, _ -> new CaptureTeller() {
            @Override
            public void over() {
                stories.add(story());
            }
        }).decode(file, Progress.IGNORED);
        return stories;
    }

    static Stream<Path> captures() throws IOException {
        return Outside.captures().stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyCaptureIsToldInBothLanguagesAndAsJson(Path file) throws IOException {
        for (var story : tell(file, new KeyLog(), Optional.empty()))
            for (var words : List.of(Words.ENGLISH, Words.CHINESE)) {
                assertThat(story.isSeenOnly()).isTrue();
                var text = new StoryText(words, Palette.PLAIN, 100, false).render(story);
                assertThat(text).containsAnyOf(words.text("seen.title"), words.text("seen.no_tls"));
                assertThat(new StoryText(words, Palette.PLAIN, 100, true).render(story)).isNotBlank();
                assertThat(new StoryJson(words).of(story)).containsKey("entries");
            }
    }

    @Test
    void whatCannotBeDecodedIsToldWithItsPlace() throws IOException {
        var story = tell(Outside.capture("zeek/ssl-v2.pcap"), new KeyLog(), Optional.empty()).getFirst();
        var text = new StoryText(Words.ENGLISH, Palette.PLAIN, 100, false).render(story).replaceAll("[│\\s]+", " ");
        assertThat(text).contains("ClientHello in the form of SSL 2.0",
            "bytes 48 to 324 of what the client sent cannot be decoded",
            "cannot be decoded 400 bytes");
    }

    @Test
    void fatalAlertIsTheFailure() throws IOException {
        var told = new ArrayList<String>();
        for (var story : tell(Outside.capture("zeek/tls-1.2-protocol-error.pcap"), new KeyLog(), Optional.empty()))
            story.fatal().ifPresent(it -> told.add(it.alert().description().name()));
        for (var story : tell(Outside.capture("zeek/certificate-request-failed.pcap"), new KeyLog(), Optional.empty()))
            told.add(new StoryText(Words.ENGLISH, Palette.PLAIN, 100, false).renderEnd(story));
        assertThat(String.join(" ", told)).contains("The connection failed: the ");
    }

    @Test
    void keysOpenApplicationDataAndTheKeySchedule() throws IOException {
        var file = Outside.capture("keylog/tls13.pcapng");
        var sealed = tell(file, new KeyLog(), Optional.empty()).getFirst();
        assertThat(sealed.all(Entry.Packed.class)).anyMatch(Entry.Packed::isSealed);
        assertThat(Derivation.of(sealed)).isEmpty();
        var opened = tell(file, KeyLog.read(file.resolveSibling("tls13.keys")), Optional.empty()).getFirst();
        assertThat(opened.all(Entry.Packed.class)).noneMatch(Entry.Packed::isSealed);
        assertThat(Derivation.of(opened)).noneMatch(Derivation::isContradicted)
            .filteredOn(Derivation::isConfirmed).extracting(Derivation::name)
            .contains("client verify_data", "server verify_data");
    }

    @Test
    void serversRsaKeyOpensTheClassicHandshake() throws IOException {
        var issued = LabAuthority.create(Spec.authority("Parley Lab Authority"), LabKeys.reused())
            .issue(Spec.server(Played.HOST).key(KeyKind.RSA_2048));
        var file = folder.resolve("rsa.pcapng");
        try (var writer = CaptureWriter.create(file, CaptureWriter.Options.DEFAULT)) {
            Played.of(it -> it.versions(ProtocolVersion.TLS_1_2).suites(CipherSuite.RSA_AES_128_GCM_SHA256),
                it -> it.trust(Trust.insecure()),
                it -> it.credentials(Credential.of(issued.chain(), issued.key())), false, recordsOnly(writer));
        }
        assertThat(tell(file, new KeyLog(), Optional.empty()).getFirst().all(Entry.Packed.class))
            .anyMatch(Entry.Packed::isSealed);
        var opened = tell(file, new KeyLog(), Optional.of(issued.key())).getFirst();
        assertThat(opened.all(Entry.Packed.class).filter(it -> it.inner().equals(ContentType.APPLICATION_DATA))
            .map(it -> it.content().text())).containsExactly("ping", "pong");
        assertThat(Derivation.of(opened)).noneMatch(Derivation::isContradicted).extracting(Derivation::name)
            .contains("pre_master_secret", "master_secret");
    }

    /** Whoever captures on the wire gets no secrets. */
    private static Observer recordsOnly(CaptureWriter writer) throws IOException {
        var client = new Endpoint(Bytes.ofHex("c0000201"), 50_000);
        var talk = writer.connect(client, new Endpoint(Bytes.ofHex("c0000202"), 443), Instant.EPOCH);
        return new Observer() {
            @Override
            public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
                Bytes content) {
                try {
                    talk.send(way == Way.OUT ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT, raw,
                        Instant.EPOCH);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Test
    void neighboringBytesThatNobodyReadsAreOneEntry() {
        var teller = new CaptureTeller();
        teller.at(Instant.EPOCH);
        for (int i = 0; i < 1000; i++) teller.undecodable(Way.OUT, 10L * i, Bytes.own(new byte[10]), "no TLS");
        teller.undecodable(Way.IN, 0, Bytes.own(new byte[3]), "no TLS");
        assertThat(teller.story().all(Entry.Undecoded.class)).extracting(it -> it.sender() + " " + it.length())
            .containsExactly(Side.CLIENT + " 10000", Side.SERVER + " 3");
    }

    /** A long connection takes no more memory than a short one. */
    @Test
    void onlySoMuchIsKept() {
        var teller = new CaptureTeller();
        teller.at(Instant.EPOCH);
        var raw = Bytes.own(new byte[16_389]);
        var header = RecordHeader.WIRE.parse(Bytes.ofHex("1703034000"));
        for (int i = 0; i < 1000; i++)
            teller.record(Way.IN, Epoch.APPLICATION, header, 23, i, raw, Bytes.EMPTY);
        var story = teller.story();
        assertThat(story.all(Entry.Packed.class).count()).isBetween(1L, 64L);
        assertThat(story.leftOut()).isGreaterThan(900);
    }
}
