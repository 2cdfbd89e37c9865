package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import dev.parley.explain.story.Check.Finding;
import dev.parley.explain.story.Check.Kind;
import dev.parley.explain.story.Check.Part;
import dev.parley.extension.PreSharedKey;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.Labels;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The proofs at the end of a hello that the client holds the keys it names. RFC 9846 section 4.3.11.2. */
final class Binding {
    private static final String SOURCE = "RFC 9846 section 4.3.11.2";

    private final Judge judge;
    private final Entry.Message hello;
    private final PreSharedKey.Offered offered;
    private final boolean madeUp;

    private Binding(Judge judge, Entry.Message hello, PreSharedKey.Offered offered, boolean madeUp) {
        this.judge = judge;
        this.hello = hello;
        this.offered = offered;
        this.madeUp = madeUp;
    }

    /** Of the hello that counts: the last one, if there was a retry. */
    static List<Check> of(Judge judge, Story story) {
        var hello = judge.spoken.messages().stream().filter(it -> it.message() instanceof ClientHello)
            .reduce((_, last) -> last);
        var offered = hello.flatMap(it -> ((ClientHello) it.message()).extensions().find(PreSharedKey.IT,
            PreSharedKey.Offered.class));
        if (offered.isEmpty()) return List.of();
        var hidden = story.all(Entry.Hidden.class).map(Entry.Hidden::hello).toList();
        var binding = new Binding(judge, hello.get(), offered.get(),
            !hidden.isEmpty() && !hidden.contains((ClientHello) hello.get().message()));
        var all = new ArrayList<Check>();
        for (int i = 0; i < offered.get().binders().size(); i++) all.add(binding.check(i));
        return all;
    }

    private Check check(int index) {
        var received = offered.binders().get(index);
        var known = PskTold.at(judge.seen, index).or(() -> PskTold.at(judge.whole, index));
        var hash = Arrays.stream(HashAlgorithm.values()).filter(it -> it.length() == received.length()).findFirst();
        var parts = new ArrayList<Part>();
        parts.add(Part.told("identity", offered.identities().get(index).identity()));
        if (!madeUp && known.isPresent() && hash.isPresent()) return computed(known.get(), hash.get(), received, parts);
        parts.add(Part.told("binder", received));
        return new Check(Kind.PSK_BINDER, Side.CLIENT, formula(), SOURCE, parts,
            madeUp ? Finding.MADE_UP : Finding.NO_EARLIER_KEY);
    }

    private static String formula() {
        return "binder = HMAC(finished_key, Transcript-Hash(… ClientHello without its binders))";
    }

    private Check computed(PskTold known, HashAlgorithm hash, Bytes received, List<Part> parts) {
        var crypto = judge.crypto;
        int length = hello.bytes().length() - offered.bindersLength();
        var transcript = judge.spoken.hashInto(hash, hello, length).orElseThrow();
        try (var psk = Told.secret(known.key()); var early = EarlySecret.of(crypto, hash, psk);
            var extracted = crypto.extract(hash, null, psk); var binderKey = early.binderKey(known.origin());
            Secret finished = Labels.expand(crypto, hash, binderKey, "finished", new byte[0], hash.length())) {
            var computed = Bytes.own(Labels.verifyData(crypto, hash, binderKey, transcript));
            parts.add(Part.told("PSK", known.key()));
            parts.add(Judge.computed("early_secret", "HKDF-Extract(0, PSK)", extracted));
            parts.add(Judge.computed("binder_key",
                "Derive-Secret(early_secret, \"%s\", \"\")".formatted(known.origin().binderLabel()), binderKey));
            parts.add(Judge.computed("finished_key",
                "HKDF-Expand-Label(binder_key, \"finished\", \"\", %d)".formatted(hash.length()), finished));
            parts.add(new Part("transcript_hash", "Transcript-Hash(… ClientHello without its binders)",
                Bytes.own(transcript)));
            parts.add(new Part("computed", "HMAC(finished_key, transcript_hash)", computed));
            parts.add(Part.told("binder", received));
            return new Check(Kind.PSK_BINDER, Side.CLIENT, formula(), SOURCE, parts,
                judge.compare(computed, received));
        }
    }
}
