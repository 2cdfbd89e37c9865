package dev.parley.explain.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.explain.story.Derivation;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Played;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.observe.Observer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two hellos of Encrypted Client Hello in a story. */
class HiddenTextTest {
    private static final EchKey KEY = EchKey.generate(Cryptography.jdk(), HpkeKem.X25519, HpkeSuite.USUAL, 1,
        "public.example", 32);

    private static Story story(boolean retries) {
        return Played.of(it -> {}, it -> it.ech(new EchConfigList(List.of(KEY.config()))).keyShares(NamedGroup.X25519),
            it -> it.echKeys(EchKeys.of(KEY)).groups(retries ? NamedGroup.SECP256R1 : NamedGroup.X25519), false,
            Observer.NONE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bothHellosStandSideBySide(boolean retries) {
        var story = story(retries);
        assertThat(story.said(Entry.Hidden.class).count()).isEqualTo(retries ? 2 : 1);
        for (var words : List.of(Words.ENGLISH, Words.CHINESE)) {
            var text = new StoryText(words, Palette.PLAIN, 100, false).render(story);
            assertThat(text.lines()).anyMatch(line -> line.contains("public.example") && line.contains(Played.HOST));
            assertThat(text).contains(words.text("hidden.outside"), words.text("hidden.inside"));
            assertThat(text.lines().filter(it -> it.startsWith("│"))).extracting(Columns::of).containsOnly(100);
        }
    }

    /** The hidden hello is the one in the transcript. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keysAreDerivedFromTheHiddenHello(boolean retries) {
        assertThat(Derivation.of(story(retries))).noneMatch(Derivation::isContradicted)
            .filteredOn(Derivation::isConfirmed).hasSizeGreaterThan(6);
    }
}
