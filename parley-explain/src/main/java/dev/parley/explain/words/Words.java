package dev.parley.explain.words;

import dev.parley.explain.story.Account;
import dev.parley.explain.story.Check;
import dev.parley.explain.story.Derivation;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Row;
import dev.parley.explain.story.Story;
import dev.parley.extension.ExtensionType;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Decision;
import dev.parley.observe.NotResumed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/** All words of one language. Immutable and thread-safe. */
public final class Words {
    /** {@code messages} for the story itself, {@code registry} for what the registries name, {@code failures} for reasons. */
    static final List<String> BUNDLES = List.of("messages", "registry", "failures");

    public static final Words ENGLISH = new Words(Locale.ENGLISH);
    public static final Words CHINESE = new Words(Locale.CHINESE);

    private final Locale locale;
    private final List<ResourceBundle> bundles;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundles = BUNDLES.stream().map(name -> bundle(name, locale)).toList();
    }

    static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle("dev.parley.explain.words." + name, locale, Words.class.getModule());
    }

    public Locale locale() {
        return locale;
    }

    /** The text of this key, filled in as {@link String#format}. @throws MissingResourceException if there is none */
    public String text(String key, Object... values) {
        var text = find(key).orElseThrow(() -> new MissingResourceException(
            "no " + locale + " text for " + key, Words.class.getName(), key));
        return values.length == 0 ? text : String.format(Locale.ROOT, text, values);
    }

    public Optional<String> find(String key) {
        for (var bundle : bundles) if (bundle.containsKey(key)) return Optional.of(bundle.getString(key));
        return Optional.empty();
    }

    /** Registered names hold characters that keys cannot. */
    private static String key(String kind, String name) {
        return kind + "." + name.replaceAll("[^A-Za-z0-9_]+", "_");
    }

    /** What a message is for, one sentence. */
    public String message(Entry.Message message) {
        return text("message." + MessageKey.of(message));
    }

    public String alert(AlertDescription alert) {
        return find(key("alert", alert.name())).orElseGet(() -> text("alert.unknown"));
    }

    /** What an extension is for. @param type its registered number */
    public Optional<String> extension(int type) {
        return find(key("extension", ExtensionType.name(type)));
    }

    public String decision(Decision.Kind kind) {
        return text("decision." + kind);
    }

    /** Why something was chosen, or not. English has one text only: that of the enum itself. */
    public String why(Decision.Why why) {
        return find("why." + why).orElseGet(why::text);
    }

    public String why(NotResumed why) {
        return find("notresumed." + why).orElseGet(why::text);
    }

    public String why(Reason reason) {
        return find("reason." + reason + ".why").orElseGet(reason::why);
    }

    public String remedy(Reason reason) {
        return find("reason." + reason + ".remedy").orElseGet(reason::remedy);
    }

    /** What the offers of an account are, such as cipher suites. */
    public String offers(Account account) {
        return account.offers().flatMap(offers -> find(key("offers", offers.what()))).orElse("");
    }

    public String field(String key) {
        return text("field." + key);
    }

    public String rowTitle(Row row) {
        return text("row." + row.number() + ".title");
    }

    public String row(Row row) {
        return text("row." + row.number());
    }

    /** What became of it in TLS 1.3. */
    public String rowNow(Row row) {
        return text("row." + row.number() + ".now");
    }

    /** Above how the keys came about. */
    public String keysTitle(Story story) {
        return text(is13(story) ? "keys.title.13" : "keys.title.12");
    }

    /** Where they begin, for these steps. */
    public String keysIntro(Story story, List<Derivation> steps) {
        if (is13(story)) return text(steps.getFirst().name().equals("PSK") ? "keys.intro.13.psk" : "keys.intro.13");
        boolean rsa = story.facts().map(facts -> facts.group().isEmpty()).orElse(false);
        return text(rsa ? "keys.intro.rsa" : "keys.intro.dh");
    }

    private static boolean is13(Story story) {
        return !story.version().equals(Optional.of(ProtocolVersion.TLS_1_2));
    }

    /** What a check is called, and of whom. */
    public String check(Check check) {
        return text("checked.of", text("checked." + check.kind()), text("side." + check.prover()));
    }

    /** What it is for. */
    public String why(Check check) {
        return text("checked." + check.kind() + ".why");
    }

    /** Whether it holds, and what came out. */
    public String verdict(Check check) {
        return text("story.check", text("verdict." + check.verdict()), text("finding." + check.finding()));
    }

    /** A check of a certificate, by its English name in {@code VerifiedChain.Check}. */
    public String check(String what) {
        return find(key("check", what)).orElse(what);
    }

    /** What a check found. What holds values stays in English, the language of {@code VerifiedChain.Check}. */
    public String result(String result) {
        return find(key("result", result)).orElse(result);
    }

    /** A length of time, as exact as it is telling. */
    public String time(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        if (millis >= 1000) return String.format(Locale.ROOT, "%.2f s", millis / 1000);
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.1f ms", millis);
    }

    public String bytes(int count) {
        return text(count == 1 ? "bytes.one" : "bytes", count);
    }
}
