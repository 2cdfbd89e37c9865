package dev.parley.explain.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.explain.story.Check.Finding;
import dev.parley.explain.story.Check.Kind;
import dev.parley.explain.story.Check.Verdict;
import dev.parley.explain.words.Words;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerKeyExchange;
import dev.parley.observe.Observer;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What both sides check, done again: it holds for genuine handshakes, and for no other. */
class CheckTest {
    private static final Story MUTUAL_13 = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), true);
    private static final Story MUTUAL_12 = Played.of(it -> it.versions(ProtocolVersion.TLS_1_2), true);

    static Stream<Arguments> genuine() {
        var retried = Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.keyShares(NamedGroup.SECP521R1),
            it -> it.groups(NamedGroup.X25519), true, Observer.NONE);
        return Stream.of(
            Arguments.of("1.3", Played.of(ProtocolVersion.TLS_1_3),
                List.of("DOWNGRADE_SENTINEL", "CERTIFICATE_VERIFY SERVER", "FINISHED SERVER", "FINISHED CLIENT")),
            Arguments.of("1.3, mutual", MUTUAL_13, List.of("DOWNGRADE_SENTINEL", "CERTIFICATE_VERIFY SERVER",
                "FINISHED SERVER", "CERTIFICATE_VERIFY CLIENT", "FINISHED CLIENT")),
            Arguments.of("1.3, mutual, retried", retried, List.of("DOWNGRADE_SENTINEL", "CERTIFICATE_VERIFY SERVER",
                "FINISHED SERVER", "CERTIFICATE_VERIFY CLIENT", "FINISHED CLIENT")),
            Arguments.of("1.3, resumed, early data", Played.ofEarlyDataAndNewKeys(),
                List.of("PSK_BINDER", "DOWNGRADE_SENTINEL", "FINISHED SERVER", "FINISHED CLIENT")),
            Arguments.of("1.2, mutual", MUTUAL_12, List.of("DOWNGRADE_SENTINEL", "SERVER_KEY_EXCHANGE",
                "CERTIFICATE_VERIFY CLIENT", "FINISHED CLIENT", "FINISHED SERVER")),
            Arguments.of("1.2, DHE", Played.of(of12(CipherSuite.DHE_RSA_AES_128_GCM_SHA256), false),
                List.of("DOWNGRADE_SENTINEL", "SERVER_KEY_EXCHANGE", "FINISHED CLIENT", "FINISHED SERVER")),
            Arguments.of("1.2, RSA", Played.of(of12(CipherSuite.RSA_AES_128_GCM_SHA256), false),
                List.of("DOWNGRADE_SENTINEL", "FINISHED CLIENT", "FINISHED SERVER")));
    }

    private static Consumer<TlsSettings> of12(CipherSuite suite) {
        return it -> it.versions(ProtocolVersion.TLS_1_2).suites(suite);
    }

    private static String name(Check check) {
        boolean both = check.kind() == Kind.CERTIFICATE_VERIFY || check.kind() == Kind.FINISHED;
        return both ? check.kind() + " " + check.prover() : check.kind().name();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("genuine")
    void whatIsGenuineHolds(String name, Story story, List<String> wanted) {
        var checks = Check.of(story);
        assertThat(checks).extracting(CheckTest::name).isEqualTo(wanted);
        assertThat(checks).allSatisfy(it -> {
            assertThat(it.verdict()).as(it.toString()).isEqualTo(Verdict.HOLDS);
            assertThat(it.formula()).isNotEmpty();
            assertThat(it.source()).matches("RFC \\d+ section [0-9.]+");
            assertThat(it.parts()).isNotEmpty().noneMatch(part -> part.value().isEmpty());
        });
    }

    /** One side alone knows enough. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("genuine")
    void eachSideAloneCanCheckIt(String name, Story story, List<String> wanted) {
        for (var witness : List.of(Witness.CLIENT, Witness.SERVER)) {
            var own = new Story(story.entries().stream().filter(it -> it.seen().by() == witness).toList(), 0);
            assertThat(Check.of(own)).extracting(CheckTest::name).isEqualTo(wanted);
            assertThat(Check.of(own)).allMatch(it -> it.verdict() == Verdict.HOLDS);
        }
    }

    @Test
    void whatIsSignedIn13BeginsWith64SpacesAndEndsWithTheTranscript() {
        var check = check(MUTUAL_13, Kind.CERTIFICATE_VERIFY, Side.SERVER).orElseThrow();
        var signed = part(check, "signed");
        assertThat(signed.slice(0, 64)).isEqualTo(Bytes.ofText(" ".repeat(64)));
        assertThat(signed.slice(64, 97)).isEqualTo(Bytes.ofText("TLS 1.3, server CertificateVerify"));
        assertThat(signed.at(97)).isZero();
        assertThat(signed.from(98)).isEqualTo(part(check, "transcript_hash"));
    }

    @Test
    void whatIsSignedIn12BeginsWithBothRandoms() {
        var check = check(MUTUAL_12, Kind.SERVER_KEY_EXCHANGE, Side.SERVER).orElseThrow();
        var facts = MUTUAL_12.facts().orElseThrow();
        assertThat(part(check, "client_random")).isEqualTo(facts.clientRandom());
        assertThat(part(check, "server_random").length()).isEqualTo(32);
        assertThat(check.formula()).contains("client_random + server_random + ServerECDHParams");
    }

    @Test
    void aResumedHandshakeIsDerivedFromTheEarlierKey() {
        var story = Played.ofEarlyDataAndNewKeys();
        var binder = check(story, Kind.PSK_BINDER, Side.CLIENT).orElseThrow();
        assertThat(part(binder, "computed")).isEqualTo(part(binder, "binder"));
        var steps = Derivation.of(story);
        assertThat(steps).noneMatch(Derivation::isContradicted).filteredOn(Derivation::isConfirmed)
            .extracting(Derivation::name).contains("client_early_traffic_secret", "client_handshake_traffic_secret",
                "server_application_traffic_secret_0", "exporter_secret");
        assertThat(steps.getFirst().name()).isEqualTo("PSK");
        assertThat(steps.getFirst().value()).isEqualTo(part(binder, "PSK"));
        assertThat(Words.ENGLISH.keysIntro(story, steps)).contains("from an earlier session");
    }

    static Stream<Arguments> spoiled() {
        Predicate<Handshake> verify = CertificateVerify.class::isInstance;
        Predicate<Handshake> finished = Finished.class::isInstance;
        Predicate<Handshake> exchange = ServerKeyExchange.class::isInstance;
        Predicate<Handshake> hello = ClientHello.class::isInstance;
        return Stream.of(
            Arguments.of(MUTUAL_13, Side.SERVER, verify, Kind.CERTIFICATE_VERIFY, Finding.SIGNATURE_DOES_NOT_FIT),
            Arguments.of(MUTUAL_13, Side.CLIENT, verify, Kind.CERTIFICATE_VERIFY, Finding.SIGNATURE_DOES_NOT_FIT),
            Arguments.of(MUTUAL_12, Side.CLIENT, verify, Kind.CERTIFICATE_VERIFY, Finding.SIGNATURE_DOES_NOT_FIT),
            Arguments.of(MUTUAL_12, Side.SERVER, exchange, Kind.SERVER_KEY_EXCHANGE, Finding.SIGNATURE_DOES_NOT_FIT),
            Arguments.of(MUTUAL_13, Side.SERVER, finished, Kind.FINISHED, Finding.OTHER_VALUE),
            Arguments.of(MUTUAL_12, Side.CLIENT, finished, Kind.FINISHED, Finding.OTHER_VALUE),
            Arguments.of(Played.ofEarlyDataAndNewKeys(), Side.CLIENT, hello, Kind.PSK_BINDER, Finding.OTHER_VALUE));
    }

    /** The last byte of each is of the proof itself. */
    @ParameterizedTest
    @MethodSource("spoiled")
    void aFlippedByteOfTheProofDoesNotHold(Story story, Side prover, Predicate<Handshake> which, Kind kind,
        Finding finding) {
        var spoiled = flipped(story, prover, which, true);
        var check = check(spoiled, kind, prover).orElseThrow();
        assertThat(check.finding()).isEqualTo(finding);
        assertThat(check.verdict()).isEqualTo(Verdict.FAILS);
        for (var words : List.of(Words.ENGLISH, Words.CHINESE))
            assertThat(words.verdict(check)).contains(words.text("verdict.FAILS"));
    }

    /** A hello that was changed on the way: what covers it does not hold for whoever heard the other one. */
    @Test
    void aFlippedByteOfAHelloSpoilsWhatCoversIt() {
        for (var genuine : List.of(MUTUAL_13, MUTUAL_12)) {
            var spoiled = flipped(genuine, Side.CLIENT, ClientHello.class::isInstance, false);
            assertThat(Check.of(spoiled)).filteredOn(it -> it.verdict() == Verdict.FAILS)
                .extracting(CheckTest::name).containsExactly("CERTIFICATE_VERIFY CLIENT", "FINISHED CLIENT");
        }
    }

    /** Only as the other side heard it: the sender's own account stays. */
    private static Story flipped(Story story, Side sender, Predicate<Handshake> which, boolean last) {
        return story.entries().stream().map(entry -> {
            if (!(entry instanceof Entry.Message it) || it.sender() != sender || it.isSaid()
                || !which.test(it.message())) return entry;
            var bytes = it.bytes().toArray();
            bytes[last ? bytes.length - 1 : 20] ^= 1; // byte 20 of a hello is of its random
            var changed = Bytes.own(bytes);
            return (Entry) new Entry.Message(it.seen(), sender, it.epoch(), it.dialect(), it.dialect().parse(changed),
                changed);
        }).collect(java.util.stream.Collectors.collectingAndThen(java.util.stream.Collectors.toList(),
            it -> new Story(it, 0)));
    }

    @Test
    void whatIsMissingIsSaid() {
        var gap = MUTUAL_12.entries().stream().filter(it -> !(it instanceof Entry.Derived)).toList();
        assertThat(check(new Story(gap, 0), Kind.FINISHED, Side.CLIENT).orElseThrow().finding())
            .isEqualTo(Finding.NO_SECRET);
        assertThat(check(new Story(gap, 0), Kind.SERVER_KEY_EXCHANGE, Side.SERVER).orElseThrow().verdict())
            .isEqualTo(Verdict.HOLDS);
        var anonymous = MUTUAL_12.entries().stream().filter(
            it -> !(it instanceof Entry.Message message && message.message().name().equals("Certificate"))).toList();
        assertThat(check(new Story(anonymous, 0), Kind.SERVER_KEY_EXCHANGE, Side.SERVER).orElseThrow().finding())
            .isEqualTo(Finding.NO_CERTIFICATE);
        var early = Played.ofEarlyDataAndNewKeys().entries().stream()
            .filter(it -> !(it instanceof Entry.Derived derived && derived.label().contains(" psk "))).toList();
        assertThat(check(new Story(early, 0), Kind.PSK_BINDER, Side.CLIENT).orElseThrow().finding())
            .isEqualTo(Finding.NO_EARLIER_KEY);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SENTINEL", "NEWER_NOT_OFFERED", "NEWER_OFFERED", "NEWEST_CHOSEN"})
    void theEndOfTheServersRandomSaysWhatTheServerCouldDo(Finding wanted) {
        var both = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
        var story = switch (wanted) {
            case NO_SENTINEL -> Played.of(ProtocolVersion.TLS_1_2);
            case NEWER_NOT_OFFERED -> Played.of(it -> {}, it -> it.versions(ProtocolVersion.TLS_1_2),
                it -> it.versions(both.toArray(ProtocolVersion[]::new)), false, Observer.NONE);
            case NEWER_OFFERED -> lied(Played.of(ProtocolVersion.TLS_1_2), both);
            default -> Played.of(ProtocolVersion.TLS_1_3);
        };
        var check = check(story, Kind.DOWNGRADE_SENTINEL, Side.SERVER).orElseThrow();
        assertThat(check.finding()).isEqualTo(wanted);
        boolean is = wanted == Finding.NEWER_NOT_OFFERED || wanted == Finding.NEWER_OFFERED;
        assertThat(part(check, "server_random[24..31]").equals(Random.DOWNGRADED_TO_12)).isEqualTo(is);
        assertThat(check.verdict()).isEqualTo(wanted == Finding.NEWER_OFFERED ? Verdict.FAILS : Verdict.HOLDS);
    }

    /** As if the client had offered TLS 1.3, and somebody had taken it out. */
    private static Story lied(Story story, List<ProtocolVersion> offered) {
        return new Story(story.entries().stream().map(entry -> {
            if (!(entry instanceof Entry.Message it)) return entry;
            Handshake changed = switch (it.message()) {
                case ClientHello hello when it.isSaid() -> new ClientHello(hello.legacyVersion(), hello.random(),
                    hello.legacySessionId(), hello.cipherSuites(), hello.legacyCompressionMethods(),
                    hello.extensions().with(dev.parley.extension.SupportedVersions.IT,
                        dev.parley.extension.Place.CLIENT_HELLO,
                        new dev.parley.extension.SupportedVersions.Versions(offered)));
                case ServerHello hello -> new ServerHello(hello.legacyVersion(),
                    Bytes.join(hello.random().slice(0, 24), Random.DOWNGRADED_TO_12), hello.legacySessionIdEcho(),
                    hello.cipherSuite(), hello.legacyCompressionMethod(), hello.extensions());
                default -> it.message();
            };
            return (Entry) new Entry.Message(it.seen(), it.sender(), it.epoch(), it.dialect(), changed,
                Dialect.HELLO.equals(it.dialect()) ? it.dialect().encode(changed) : it.bytes());
        }).toList(), 0);
    }

    private static Optional<Check> check(Story story, Kind kind, Side prover) {
        return Check.of(story).stream().filter(it -> it.kind() == kind && it.prover() == prover).findFirst();
    }

    private static Bytes part(Check check, String name) {
        return check.parts().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow().value();
    }
}
