package dev.parley.explain.json;

import dev.parley.fingerprint.Ja3;
import dev.parley.fingerprint.Ja4;
import dev.parley.explain.story.Account;
import dev.parley.explain.story.Check;
import dev.parley.explain.story.Derivation;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Telling;
import dev.parley.explain.words.Words;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import dev.parley.observe.Facts;
import dev.parley.wire.Span;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A story as maps, lists, texts, numbers and truth values, for whoever writes JSON. Names and values are those of the
 * specifications, in every language; only what stands under {@code explains} is in the language of the words. The shape is
 * described in {@code docs/json.md}. Immutable and thread-safe.
 */
public record StoryJson(Words words) {
    /** Goes up when something that was there is gone, or means something else. */
    public static final int FORMAT = 1;

    public Map<String, Object> of(Story story) {
        var all = new LinkedHashMap<String, Object>();
        all.put("format", FORMAT);
        all.put("version", story.version().map(ProtocolVersion::name).orElse(null));
        server(story).ifPresent(it -> all.put("cipher_suite", it.cipherSuite().name()));
        all.put("fingerprints", fingerprints(story));
        story.facts().ifPresent(it -> all.put("agreed", facts(it)));
        story.failure().ifPresent(it -> all.put("failure", failure(it.account(), lower(it.seen().by()))));
        story.fatal().ifPresent(it -> all.put("fatal_alert", alert(it)));
        all.put("entries", story.entries().stream().map(this::entry).toList());
        all.put("left_out", story.leftOut());
        var steps = Derivation.of(story);
        if (!steps.isEmpty()) all.put("derivations", steps.stream().map(StoryJson::derivation).toList());
        all.put("checks", Check.of(story).stream().map(this::check).toList());
        return all;
    }

    private static <M extends Handshake> Optional<M> last(Story story, Class<M> kind) {
        return story.said(Entry.Message.class).map(Entry.Message::message).filter(kind::isInstance).map(kind::cast)
            .reduce((_, it) -> it);
    }

    private static Optional<ServerHello> server(Story story) {
        return last(story, ServerHello.class);
    }

    private static Map<String, Object> fingerprints(Story story) {
        var all = new LinkedHashMap<String, Object>();
        last(story, ClientHello.class).ifPresent(hello -> {
            all.put("ja3", Ja3.of(hello).toString());
            all.put("ja4", Ja4.of(hello, 't').toString());
        });
        server(story).ifPresent(hello -> all.put("ja3s", Ja3.of(hello).toString()));
        return all;
    }

    private static Map<String, Object> facts(Facts facts) {
        var all = new LinkedHashMap<String, Object>();
        all.put("version", facts.version().name());
        all.put("cipher_suite", facts.suite().name());
        facts.group().ifPresent(it -> all.put("group", it.name()));
        facts.serverScheme().ifPresent(it -> all.put("server_signature", it.name()));
        facts.clientScheme().ifPresent(it -> all.put("client_signature", it.name()));
        facts.peerDelegatedUntil().ifPresent(it -> all.put("peer_delegated_until", it.toString()));
        facts.protocol().ifPresent(it -> all.put("application_protocol", it.text()));
        facts.serverName().ifPresent(it -> all.put("server_name", it));
        all.put("retried", facts.retried());
        all.put("resumed", facts.resumed());
        facts.notResumed().ifPresent(it -> all.put("not_resumed", it.name()));
        all.put("early_data", facts.earlyData().name());
        all.put("ech", facts.ech().name());
        return all;
    }

    private Map<String, Object> failure(Account account, String by) {
        var all = new LinkedHashMap<String, Object>();
        all.put("reason", account.reason().name());
        all.put("by", by);
        all.put("detail", account.detail());
        all.put("source", account.reason().source());
        all.put("explains", words.why(account.reason()));
        all.put("remedy", words.remedy(account.reason()));
        account.offers().ifPresent(it -> {
            all.put("ours", it.ours());
            all.put("theirs", it.theirs());
        });
        account.peerAlert().ifPresent(it -> all.put("peer_alert", it.name()));
        return all;
    }

    private Map<String, Object> alert(Entry.Alerted alerted) {
        var all = new LinkedHashMap<String, Object>();
        all.put("sender", lower(alerted.sender()));
        all.put("description", alerted.alert().description().name());
        all.put("explains", words.alert(alerted.alert().description()));
        return all;
    }

    private static Map<String, Object> derivation(Derivation step) {
        var all = new LinkedHashMap<String, Object>();
        all.put("name", step.name());
        if (!step.formula().isEmpty()) all.put("formula", step.formula());
        all.put("source", step.source());
        all.put("value", step.value().hex());
        step.seen().ifPresent(it -> all.put("as_seen", it.equals(step.value())));
        return all;
    }

    private Map<String, Object> check(Check check) {
        var all = new LinkedHashMap<String, Object>();
        all.put("what", lower(check.kind()));
        all.put("of", lower(check.prover()));
        all.put("verdict", lower(check.verdict()));
        all.put("finding", check.finding().name());
        all.put("explains", words.text("finding." + check.finding()));
        if (!check.formula().isEmpty()) all.put("formula", check.formula());
        all.put("source", check.source());
        all.put("parts", check.parts().stream().map(part -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("name", part.name());
            if (!part.formula().isEmpty()) one.put("formula", part.formula());
            one.put("value", part.value().hex());
            return one;
        }).toList());
        return all;
    }

    private static String lower(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    // ---- entries

    private Map<String, Object> entry(Entry entry) {
        var all = new LinkedHashMap<String, Object>();
        all.put("kind",
            entry.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
        all.put("by", lower(entry.seen().by()));
        all.put("at_ms", entry.seen().at().toNanos() / 1e6);
        if (entry instanceof Entry.Passing passing) all.put("sender", lower(passing.sender()));
        fill(all, entry);
        return all;
    }

    private void fill(Map<String, Object> all, Entry entry) {
        switch (entry) {
            case Entry.Message message -> message(all, message);
            case Entry.Hidden hidden -> {
                all.put("explains", words.text("hidden.intro"));
                told(all, hidden.message());
            }
            case Entry.ChangeCipher change -> all.put("counts", change.counts());
            case Entry.Alerted alerted -> {
                all.put("epoch", lower(alerted.epoch()));
                all.put("level", alerted.alert().level().toString());
                all.putAll(alert(alerted));
            }
            case Entry.Data data -> {
                all.put("epoch", lower(data.epoch()));
                all.put("length", data.length());
            }
            case Entry.Packed packed -> packed(all, packed);
            case Entry.Closed closed -> all.put("clean", closed.clean());
            case Entry.Unread unread -> {
                all.put("type", unread.type().toString());
                all.put("bytes", unread.bytes().hex());
                all.put("why", unread.why());
            }
            case Entry.Undecoded part -> range(all, part.offset(), part.length(), part.why());
            case Entry.Missing gap -> range(all, gap.offset(), gap.length(), "not in the capture");
            case Entry.Prelude prelude -> all.put("text", prelude.text().latin1());
            case Entry.OldHello hello -> all.put("bytes", hello.bytes().hex());
            case Entry.Altered altered -> {
                all.put("sender", lower(altered.sender()));
                all.put("at_byte", altered.at());
                all.put("before", altered.before().hex());
                all.put("after", altered.after().hex());
            }
            default -> within(all, entry);
        }
    }

    /** What happens within one side. */
    private void within(Map<String, Object> all, Entry entry) {
        switch (entry) {
            case Entry.Decided decided -> {
                var decision = decided.decision();
                all.put("what", lower(decision.kind()));
                all.put("chosen", decision.chosen());
                all.put("why", decision.why().name());
                all.put("explains", words.why(decision.why()));
                all.put("rejected", decision.rejected().stream()
                    .map(it -> Map.of("option", it.option(), "why", it.why().name())).toList());
            }
            case Entry.Stepped stepped -> {
                all.put("from", stepped.from());
                all.put("to", stepped.to());
            }
            case Entry.KeysChanged change -> {
                all.put("writer", lower(change.writer()));
                all.put("epoch", lower(change.epoch()));
            }
            case Entry.Derived derived -> {
                all.put("label", derived.label());
                derived.value().ifPresent(it -> all.put("value", it.hex()));
            }
            case Entry.Verified verified -> all.put("checks", verified.chain().checks().stream()
                .map(it -> Map.of("what", it.what(), "result", it.result(), "source", it.source())).toList());
            case Entry.Agreed agreed -> all.put("facts", facts(agreed.facts()));
            case Entry.EarlyJudged early -> all.put("fate", early.fate().name());
            case Entry.Failed failed -> all.putAll(failure(failed.account(), lower(failed.seen().by())));
            default -> {} // of what passes, all has been told
        }
    }

    private static void range(Map<String, Object> all, long offset, long length, String why) {
        all.put("from", offset);
        all.put("to", offset + length);
        all.put("why", why);
    }

    private static void packed(Map<String, Object> all, Entry.Packed packed) {
        all.put("epoch", lower(packed.epoch()));
        all.put("type", packed.inner().toString());
        all.put("number", packed.number());
        all.put("length", packed.raw().length());
        all.put("opened", !packed.isSealed());
    }

    private void message(Map<String, Object> all, Entry.Message message) {
        all.put("epoch", lower(message.epoch()));
        all.put("name", message.message().name());
        all.put("explains", words.message(message));
        told(all, message);
    }

    private static void told(Map<String, Object> all, Entry.Message message) {
        var tells = new LinkedHashMap<String, Object>();
        for (var field : Telling.of(message).fields())
            tells.put(field.key(), field.values().stream().map(StoryJson::value).toList());
        all.put("tells", tells);
        all.put("bytes", message.bytes().hex());
        all.put("fields", message.span().parts().stream().map(StoryJson::span).toList());
    }

    private static Map<String, Object> value(Telling.Value value) {
        var all = new LinkedHashMap<String, Object>();
        if (!value.text().isEmpty()) all.put("text", value.text());
        value.bytes().ifPresent(it -> all.put("bytes", it));
        return all;
    }

    /** Places count from the message's first byte. */
    private static Map<String, Object> span(Span span) {
        var all = new LinkedHashMap<String, Object>();
        all.put("field", span.field());
        all.put("type", span.type());
        all.put("from", span.from());
        all.put("to", span.to());
        if (!span.parts().isEmpty()) all.put("parts", span.parts().stream().map(StoryJson::span).toList());
        return all;
    }
}
