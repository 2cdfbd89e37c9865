package dev.parley.explain.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.explain.story.Row;
import dev.parley.extension.ExtensionType;
import dev.parley.extension.Extensions;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import dev.parley.id.KeyExchange;
import dev.parley.message.Dialect;
import dev.parley.message.HandshakeType;
import dev.parley.observe.Decision;
import dev.parley.observe.Epoch;
import dev.parley.observe.NotResumed;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is without words in either language. */
class WordsTest {
    static Stream<Words> both() {
        return Stream.of(Words.ENGLISH, Words.CHINESE);
    }

    private static Set<String> keys(String bundle, Locale locale) {
        return new TreeSet<>(Words.bundle(bundle, locale).keySet());
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        for (var bundle : List.of("messages", "registry"))
            assertThat(keys(bundle, Locale.CHINESE)).as(bundle).isEqualTo(keys(bundle, Locale.ENGLISH)).isNotEmpty();
    }

    @Test
    void theBundleAskedForIsTheOneFound() {
        for (var bundle : Words.BUNDLES)
            for (var locale : List.of(Locale.ENGLISH, Locale.CHINESE))
                assertThat(Words.bundle(bundle, locale).getLocale()).isEqualTo(locale);
    }

    private static final Pattern PLACE = Pattern.compile("%(\\d+\\$)?[,0-9]*([sdx])");

    /** So that no text asks for a value that is not there. */
    @Test
    void bothLanguagesTakeTheSameValues() {
        for (var bundle : List.of("messages", "registry")) {
            for (var key : keys(bundle, Locale.ENGLISH)) {
                assertThat(values(bundle, Locale.CHINESE, key)).as(key).isEqualTo(values(bundle, Locale.ENGLISH, key));
            }
        }
    }

    private static List<String> values(String bundle, Locale locale, String key) {
        return PLACE.matcher(Words.bundle(bundle, locale).getString(key)).results().map(it -> it.group(2)).sorted()
            .toList();
    }

    @Test
    void everyReasonAndChoiceIsExplainedInChinese() {
        var wanted = new TreeSet<String>();
        for (var reason : Reason.values()) {
            wanted.add("reason." + reason + ".why");
            wanted.add("reason." + reason + ".remedy");
        }
        for (var why : Decision.Why.values()) wanted.add("why." + why);
        for (var why : NotResumed.values()) wanted.add("notresumed." + why);
        var there = keys("failures", Locale.CHINESE).stream().filter(it -> !it.startsWith("result."))
            .collect(Collectors.toCollection(TreeSet::new));
        var missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        assertThat(missing).as("to be written in failures_zh.properties").isEmpty();
        there.removeAll(wanted);
        assertThat(there).as("explains nothing any more").isEmpty();
    }

    @Test
    void englishSaysWhatTheEnumsSay() {
        for (var reason : Reason.values()) {
            assertThat(Words.ENGLISH.why(reason)).isEqualTo(reason.why());
            assertThat(Words.ENGLISH.remedy(reason)).isEqualTo(reason.remedy());
        }
        for (var why : Decision.Why.values()) assertThat(Words.ENGLISH.why(why)).isEqualTo(why.text());
        for (var why : NotResumed.values()) assertThat(Words.ENGLISH.why(why)).isEqualTo(why.text());
    }

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    @Test
    void chineseIsChinese() {
        var plain = Set.of("legacy_version", "ALPN", "cookie", "verify_data", "change_cipher_spec");
        for (var bundle : Words.BUNDLES) {
            var texts = Words.bundle(bundle, Locale.CHINESE);
            for (var key : texts.keySet()) {
                var text = texts.getString(key);
                boolean isName = plain.contains(text) || key.startsWith("secret.") || key.matches("row\\.S\\d+\\.title")
                    || PLACE.matcher(text).replaceAll("").length() < 4;
                if (!isName) assertThat(text).as(key).containsPattern(CHINESE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyAlertIsExplained(Words words) {
        var unknown = words.text("alert.unknown");
        IntStream.range(0, 256).mapToObj(AlertDescription::new).filter(it -> !it.name().equals("unknown alert"))
            .forEach(it -> assertThat(words.alert(it)).as(it.toString()).isNotEqualTo(unknown));
        assertThat(words.alert(new AlertDescription(200))).isEqualTo(unknown);
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyKnownExtensionIsExplained(Words words) {
        for (var extension : Extensions.ALL)
            assertThat(words.extension(extension.spec().type())).as(extension.spec().name()).isPresent();
        IntStream.range(0, 1 << 16).filter(it -> !ExtensionType.name(it).startsWith("unknown"))
            .filter(it -> !ExtensionType.name(it).contains("(")) // drafts
            .forEach(it -> assertThat(words.extension(it)).as(ExtensionType.name(it)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyHandshakeMessageIsExplained(Words words) {
        var dialects = Stream.concat(Stream.of(Dialect.TLS13), Arrays.stream(KeyExchange.values()).map(Dialect::tls12));
        var types = dialects.flatMap(it -> it.bodies().keySet().stream()).collect(Collectors.toSet());
        assertThat(types).hasSizeGreaterThan(14);
        for (HandshakeType type : types) {
            var key = "message." + type.name();
            assertThat(keys("messages", words.locale())).as(key)
                .anyMatch(it -> it.equals(key) || it.startsWith(key + "."));
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyRowIsToldWithWhatBecameOfIt(Words words) {
        for (var row : Row.values()) {
            assertThat(words.rowTitle(row)).isNotBlank();
            assertThat(words.row(row)).isNotBlank();
            assertThat(words.rowNow(row)).isNotBlank();
            assertThat(words.text("fate." + row.fate())).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void everyKindOfDecisionAndEpochHasAName(Words words) {
        for (var kind : Decision.Kind.values()) assertThat(words.decision(kind)).isNotBlank();
        for (var epoch : Epoch.values()) assertThat(words.text("epoch." + epoch)).isNotBlank();
    }

    @Test
    void whatHasNoTextIsNamedInTheComplaint() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Words.ENGLISH.text("no.such.key"))
            .hasMessageContaining("no.such.key");
    }
}
