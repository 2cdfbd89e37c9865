package dev.parley.explain.decode;

import dev.parley.config.Side;
import dev.parley.crypto.Secret;
import dev.parley.explain.story.Account;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Entry.Moment;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Witness;
import dev.parley.message.Alert;
import dev.parley.message.ClientHello;
import dev.parley.message.ContentType;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.HandshakeType;
import dev.parley.message.RecordHeader;
import dev.parley.message.Ssl2ClientHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes down what a bystander sees of a captured connection, with the times of the capture. For one thread.
 */
public class CaptureTeller implements CaptureDecoder.Listener {
    /** So many bytes of records are kept of one connection; later ones are only counted. */
    private static final int MOST_BYTES = 1 << 20;

    private Instant begin;
    private Duration now = Duration.ZERO;
    private final Chronicle chronicle = new Chronicle(() -> now.toNanos(), MOST_BYTES);
    private final Witness by;
    private Epoch writes = Epoch.APPLICATION;
    private Rest rest;

    /** Bytes that nobody can read, told in one piece however many parts they come in. */
    private record Rest(Side sender, long offset, long length, String why) {
        boolean goesOn(Side side, long at, String reason) {
            return sender == side && offset + length == at && why.equals(reason);
        }
    }

    /** Begins with the first packet. */
    public CaptureTeller() {
        this(Witness.BYSTANDER);
    }

    /** Tells in the name of one side, whose bytes it sees without taking part. */
    public CaptureTeller(Witness by) {
        this.by = by;
    }

    /** The side in whose name this is told has failed. */
    public void failed(Account account) {
        add(at -> new Entry.Failed(at, account));
    }

    /** When the first packet with something in it came; empty before that. */
    public Optional<Instant> begin() {
        return Optional.ofNullable(begin);
    }

    /** Everything so far. */
    public Story story() {
        tellRest();
        return chronicle.story();
    }

    @Override
    public void at(Instant time) {
        if (begin == null) begin = time;
        // A story only goes forward, even if the capture's clock was set back.
        var since = Duration.between(begin, time);
        if (since.compareTo(now) > 0) now = since;
    }

    private void add(Function<Moment, Entry> entry) {
        tellRest();
        chronicle.add(by, entry);
    }

    private static Side sender(Way way) {
        return way == Way.OUT ? Side.CLIENT : Side.SERVER;
    }

    @Override
    public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
        Bytes content) {
        writes = epoch;
        // A side would know what is in its records; whoever only speaks for it had better not mention them.
        if (by != Witness.BYSTANDER && epoch != Epoch.CLEAR) return;
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
        add(at -> new Entry.Data(at, sender(way), writes, bytes));
    }

    @Override
    public boolean wantsSecrets() {
        return true;
    }

    @Override
    public void secret(String label, Bytes clientRandom, Secret secret) {
        var copy = secret.use(bytes -> Bytes.of(bytes));
        add(at -> new Entry.Derived(at, label, copy.length(), Optional.of(copy)));
    }

    @Override
    public void unread(Way way, HandshakeType type, Bytes bytes, String why) {
        add(at -> new Entry.Unread(at, sender(way), type, bytes, why));
    }

    @Override
    public void undecodable(Way way, long offset, Bytes bytes, String why) {
        var side = sender(way);
        if (rest != null && rest.goesOn(side, offset, why)) {
            rest = new Rest(side, rest.offset, rest.length + bytes.length(), why);
            return;
        }
        tellRest();
        rest = new Rest(side, offset, bytes.length(), why);
    }

    private void tellRest() {
        if (rest == null) return;
        var told = rest;
        rest = null;
        chronicle.add(by,
            at -> new Entry.Undecoded(at, told.sender, told.offset, told.length, told.why));
    }

    @Override
    public void missing(Way way, long offset, long length) {
        add(at -> new Entry.Missing(at, sender(way), offset, length));
    }

    @Override
    public void prelude(Way way, Bytes text) {
        add(at -> new Entry.Prelude(at, sender(way), text));
    }

    @Override
    public void ssl2Hello(Ssl2ClientHello hello, Bytes bytes) {
        add(at -> new Entry.OldHello(at, Side.CLIENT, hello, bytes));
    }
}
