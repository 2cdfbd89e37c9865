package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.Secret;
import dev.parley.explain.story.Entry.Moment;
import dev.parley.failure.HandshakeFailure;
import dev.parley.message.ClientHello;
import dev.parley.message.Alert;
import dev.parley.message.ContentType;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Decision;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.Optional;
import java.util.function.Function;

/**
 * Watches one side of a connection and writes down what it sees. Two of them, one on each side, may write into one
 * {@link Chronicle}.
 */
public final class StoryTeller implements Observer {
    private final Side side;
    private final Chronicle chronicle;
    private final boolean keepsSecrets;
    /** Under which keys this side wrote its last application data; only whoever writes uses it. */
    private Epoch writes = Epoch.APPLICATION;

    private StoryTeller(Side side, Chronicle chronicle, boolean keepsSecrets) {
        this.side = side;
        this.chronicle = chronicle;
        this.keepsSecrets = keepsSecrets;
    }

    /** Tells of everything but secrets: it does not even ask for them. */
    public static StoryTeller of(Side side, Chronicle chronicle) {
        return new StoryTeller(side, chronicle, false);
    }

    /** Keeps copies of all secrets too. Whoever has the story can then decrypt the connection. */
    public static StoryTeller withSecrets(Side side, Chronicle chronicle) {
        return new StoryTeller(side, chronicle, true);
    }

    private void add(Function<Moment, Entry> entry) {
        chronicle.add(Witness.of(side), entry);
    }

    private Side sender(Way way) {
        return way == Way.OUT ? side : side.other();
    }

    @Override
    public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
        Bytes content) {
        if (innerType == ContentType.APPLICATION_DATA.id() && way == Way.OUT) writes = epoch;
        add(at -> new Entry.Packed(at, sender(way), epoch, header, new ContentType(innerType), number, raw, content));
    }

    @Override
    public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
        add(at -> new Entry.Message(at, sender(way), epoch, dialect, message, bytes));
    }

    @Override
    public void hidden(Way way, ClientHello hello, Bytes bytes) {
        add(at -> new Entry.Hidden(at, sender(way), hello, bytes));
    }

    @Override
    public void changeCipherSpec(Way way, boolean counts) {
        add(at -> new Entry.ChangeCipher(at, sender(way), counts));
    }

    @Override
    public void alert(Way way, Epoch epoch, Alert alert) {
        add(at -> new Entry.Alerted(at, sender(way), epoch, alert));
    }

    @Override
    public void applicationData(Way way, int bytes) {
        add(at -> new Entry.Data(at, sender(way), way == Way.OUT ? writes : Epoch.APPLICATION, bytes));
    }

    @Override
    public void decision(Decision decision) {
        add(at -> new Entry.Decided(at, decision));
    }

    @Override
    public void verified(VerifiedChain chain) {
        add(at -> new Entry.Verified(at, chain));
    }

    @Override
    public void step(String from, String to) {
        add(at -> new Entry.Stepped(at, from, to));
    }

    @Override
    public void keys(Way way, Epoch epoch) {
        add(at -> new Entry.KeysChanged(at, sender(way), epoch));
    }

    @Override
    public boolean wantsSecrets() {
        return keepsSecrets;
    }

    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        var copy = Optional.of(secret.use(bytes -> Bytes.of(bytes)));
        add(at -> new Entry.Derived(at, label, secret.length(), copy));
    }

    @Override
    public void earlyData(EarlyFate fate) {
        add(at -> new Entry.EarlyJudged(at, fate));
    }

    @Override
    public void established(Facts facts) {
        add(at -> new Entry.Agreed(at, facts));
    }

    @Override
    public void failure(HandshakeFailure failure) {
        add(at -> new Entry.Failed(at, Account.of(failure)));
    }

    @Override
    public void closed(Way way, boolean clean) {
        add(at -> new Entry.Closed(at, sender(way), clean));
    }
}
