package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Row;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.web.HtmlPage;
import dev.parley.web.PageStory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page is given, for every demonstration that it has a button for. */
class PageStoryTest {
    private static final Map<String, Story> STORIES = new TreeMap<>();

    @BeforeAll
    static void play() throws IOException, InterruptedException {
        for (var name : names().toList()) {
            STORIES.put(name, Repertoire.play(name, new Chronicle()).orElseThrow());
        }
    }

    static Stream<String> names() {
        return Stream.of(Repertoire.shown(), Repertoire.again(), Repertoire.failing()).flatMap(List::stream)
            .map(it -> it.name());
    }

    private static PageStory english(String name) {
        return PageStory.of(STORIES.get(name), Words.ENGLISH);
    }

    @ParameterizedTest
    @MethodSource("names")
    void failsIfItIsToFail(String name) {
        var story = english(name);
        assertThat(story.failure() != null).isEqualTo(name.startsWith("fail-"));
        if (story.failure() != null)
            assertThat(story.failure().lines()).extracting(PageStory.Line::name).contains("why it matters",
                "what to change");
    }

    /** Every byte of a message is found again in the records that carried it. */
    @ParameterizedTest
    @MethodSource("names")
    void messagesStandInTheirRecords(String name) {
        var story = english(name);
        for (var message : story.messages()) {
            var found = new StringBuilder();
            for (var piece : message.pieces()) {
                var record = story.records().get(piece.record());
                var content = record.content().substring(2 * piece.at(), 2 * (piece.at() + piece.to() - piece.from()));
                found.append(content);
                if (!record.guard().secret())
                    assertThat(record.bytes().substring(2 * (record.contentAt() + piece.at()))).startsWith(content);
                else assertThat(record.bytes().length() / 2).as("room for it, encrypted")
                    .isGreaterThanOrEqualTo(record.contentAt() + piece.at() + piece.to() - piece.from());
            }
            assertThat(found.toString()).as(message.name()).isEqualTo(message.bytes());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void fieldsCoverTheMessage(String name) {
        for (var message : english(name).messages()) {
            assertThat(message.fields().from()).isZero();
            assertThat(message.fields().to()).isEqualTo(message.bytes().length() / 2);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void noKeyIsContradicted(String name) {
        var keys = english(name).keys();
        if (keys == null) return;
        assertThat(keys.steps()).allSatisfy(step -> {
            if (step.check() != null) assertThat(step.check().tone()).as(step.name()).isEqualTo("good");
            assertThat(step.inputs()).as(step.name())
                .allSatisfy(it -> assertThat(it).isLessThan(keys.steps().indexOf(step)));
            if (step.formula().matches("(PRF|HKDF|HMAC|Derive).*") && !step.formula().startsWith("HKDF-Extract(0"))
                assertThat(step.inputs()).as(step.name() + " = " + step.formula()).isNotEmpty();
        });
    }

    /** In a handshake that comes about all hold; where somebody meddled or lied, the one that tells of it does not. */
    @ParameterizedTest
    @MethodSource("names")
    void whatWasCheckedHoldsIfItIsGenuine(String name) {
        var bad = FOUND_BY.getOrDefault(name, "");
        var proofs = english(name).checks() == null ? List.<PageStory.Proof>of() : english(name).checks().proofs();
        for (var proof : proofs) assertThat(proof.tone()).as(proof.name()).isEqualTo(
            bad.equals(proof.name()) ? "bad" : "good");
        if (!bad.isEmpty()) assertThat(proofs).extracting(PageStory.Proof::name).contains(bad);
        if (!name.startsWith("fail-")) assertThat(proofs).hasSizeGreaterThan(2);
    }

    private static final Map<String, String> FOUND_BY =
        Map.of("fail-wrong-key", "CertificateVerify signature, server", "fail-tampered-hello", "Finished, client",
            "fail-downgrade", "end of the random, server");

    @Test
    void twoOffersStandSideBySide() {
        var offers = english("fail-no-common-group").offers();
        assertThat(offers.ourSide()).isEqualTo("server");
        assertThat(offers.our()).anyMatch(it -> it.startsWith("secp384r1"));
        assertThat(offers.their()).allMatch(it -> it.startsWith("x25519"));
        assertThat(offers.common()).isEmpty();
        assertThat(english("tls13").offers()).isNull();
    }

    @Test
    void theClassicAccountStandsInTheClassicHandshake() {
        var rows = english("tls12-rsa").turns().stream().flatMap(turn -> turn.items().stream())
            .flatMap(item -> item.rows().stream()).map(PageStory.Classic::number).toList();
        assertThat(rows).contains("S1", "S5", "S6", "S11", "S13", "S16", "S20").doesNotHaveDuplicates();
        assertThat(english("tls13").classic()).hasSize(Row.values().length);
    }

    /** Each of the 26 rows of the classic account, and at which line of which demonstration it is told. */
    @ParameterizedTest
    @CsvSource({"S1, tls12-rsa, ClientHello", "S2, tls12-rsa, ''", "S3, tls12-rsa, ServerHello",
        "S4, tls12-rsa, ServerHello", "S5, tls12-rsa, Certificate", "S6, tls12-ecdhe, ServerKeyExchange",
        "S6, tls12-dhe, ServerKeyExchange", "S6, tls12-rsa, ServerHelloDone", "S7, mutual12, CertificateRequest",
        "S8, tls12-rsa, ServerHelloDone", "S9, tls12-rsa, ''", "S10, tls12-rsa, ''", "S11, tls12-rsa, ''",
        "S12, tls12-rsa, ClientKeyExchange", "S13, tls12-rsa, ''", "S14, tls12-rsa, ''", "S15, tls12-rsa, data",
        "S16, tls12-rsa, ChangeCipherSpec", "S17, tls12-rsa, Finished", "S18, tls12-rsa, ChangeCipherSpec",
        "S19, tls12-rsa, Finished", "S20, tls12-rsa, ''", "S21, tls12-rsa, data", "S22, mutual12, Certificate",
        "S23, resume-id, ''", "S24, false-start, data", "S25, tls12-rsa, NewSessionTicket", "S26, tls12-rsa, ''"})
    void eachRowOfTheClassicAccountHasItsLine(String number, String demonstration, String line) {
        for (var words : List.of(Words.ENGLISH, Words.CHINESE)) {
            var story = PageStory.of(STORIES.get(demonstration), words);
            var items = story.turns().stream().flatMap(turn -> turn.items().stream())
                .filter(item -> item.rows().stream().anyMatch(row -> row.number().equals(number))).toList();
            assertThat(items).hasSize(1);
            var item = items.getFirst();
            assertThat(item.kind().equals("data") ? "data" : Objects.requireNonNullElse(item.title(), ""))
                .isEqualTo(line);
            var row = item.rows().stream().filter(it -> it.number().equals(number)).findFirst()
                .orElseThrow();
            assertThat(List.of(row.title(), row.text(), row.fate(), row.now())).noneMatch(String::isBlank);
        }
    }

    /** The usual mistakes are mended. */
    @ParameterizedTest
    @CsvSource({"S9, CertificateVerify, a signature by the client, 签名", "S11, premaster, is never sent, 从不发送",
        "S14, Why three randoms, freshness, 新鲜", "S17, Finished, hashed different messages, 哈希",
        "S20, digest, which hash serves, 哈希"})
    void theUsualMistakesAreMended(String number, String about, String english, String chinese) {
        var row = java.util.Arrays.stream(Row.values()).filter(it -> it.number().equals(number)).findFirst()
            .orElseThrow();
        assertThat(Words.ENGLISH.rowTitle(row) + Words.ENGLISH.row(row)).containsIgnoringCase(about).contains(english);
        assertThat(Words.CHINESE.row(row)).contains(chinese);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothLanguagesTellTheSame(String name) {
        var english = english(name);
        var chinese = PageStory.of(STORIES.get(name), Words.CHINESE);
        assertThat(chinese.title()).isNotEqualTo(english.title());
        assertThat(chinese.messages()).isEqualTo(english.messages());
        assertThat(chinese.turns()).hasSameSizeAs(english.turns());
    }

    private static final Pattern REQUEST = Pattern.compile("(src|href|action)\\s*=\\s*[\"'][^\"']|@import|url\\(");

    /** A file that is mailed to a colleague asks nobody for anything. */
    @Test
    void aFileHasAllThatItNeeds() {
        var page = HtmlPage.of(STORIES.get("tls13"), Words.CHINESE);
        assertThat(page).startsWith("<!doctype html>\n<html lang=\"zh\">").contains("default-src 'none'",
            "connect-src 'none'");
        var markup = page.replaceAll("(?s)<script.*?</script>", "");
        assertThat(REQUEST.matcher(markup).find()).isFalse();
        assertThat(page.split("<script")).hasSize(5);
    }

    /** What {@code Explain} is given to keep the stories of failed handshakes. */
    @Test
    void storiesAreKeptAsPages(@TempDir Path directory) throws IOException {
        var keeper = HtmlPage.into(directory, Words.CHINESE);
        var story = STORIES.get("fail-no-common-suite");
        var first = Path.of(keeper.keep(story));
        var second = Path.of(keeper.keep(story));
        assertThat(first).isNotEqualTo(second).hasParent(directory);
        assertThat(second).content().contains("NO_COMMON_SUITE", "<html lang=\"zh\">");
    }
}
