package dev.parley.carrier;

import dev.parley.config.Limits;
import dev.parley.crypto.Aead;
import dev.parley.failure.HandshakeFailure;
import dev.parley.message.Alert;
import dev.parley.message.ContentType;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Watcher;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One direction of a recorded conversation: finds the records, opens them if there are keys, joins the messages. */
final class Half implements AutoCloseable {
    private static final int LONGEST = (1 << 14) + 2048;

    private final Way way;
    private final Watcher watcher;
    private final BiConsumer<Half, Bytes> hear;
    private final Consumer<Half> changeCipherSpec;
    private final RecordFinder finder;
    private Joiner joiner = new Joiner(Limits.STANDARD);
    private final Deque<Opener> guesses = new ArrayDeque<>();
    private Opener opener = new ClearRecords();
    private Epoch epoch = Epoch.CLEAR;
    private Epoch heard = Epoch.CLEAR;
    private boolean opaque;
    private Inflated inflated;
    private long number;

    Half(Way way, Watcher watcher, BiConsumer<Half, Bytes> hear, Consumer<Half> changeCipherSpec) {
        this.way = way;
        this.watcher = watcher;
        this.hear = hear;
        this.changeCipherSpec = changeCipherSpec;
        this.finder = new RecordFinder(way, watcher, this::record);
    }

    Way way() {
        return way;
    }

    /** Under which keys the newest record was. */
    Epoch epoch() {
        return heard;
    }

    void bytes(Bytes bytes) {
        finder.bytes(bytes);
    }

    /** Record numbers are lost, so nothing that is protected can be opened any more. */
    void gap(long length) {
        finder.gap(length);
        joiner = new Joiner(Limits.STANDARD);
        if (epoch != Epoch.CLEAR) opaque = true;
    }

    void end() {
        finder.end();
    }

    /** Protected from here on, under this key. */
    void openWith(Opener next) {
        change(next, Epoch.HANDSHAKE);
    }

    void openApplicationWith(Opener next) {
        change(next, Epoch.APPLICATION);
    }

    private void change(Opener next, Epoch under) {
        guesses.clear();
        opener = next;
        epoch = under;
        opaque = false;
        number = 0;
        watcher.keys(way, under);
    }

    /** Protected from here on, and nobody gave the key. */
    void closed() {
        closed(Epoch.HANDSHAKE);
    }

    void closedApplication() {
        closed(Epoch.APPLICATION);
    }

    private void closed(Epoch under) {
        guesses.clear();
        epoch = under;
        opaque = true;
        number = 0;
    }

    /** The content is compressed from the next keys on. RFC 3749. */
    void inflate() {
        inflated = new Inflated();
    }

    /** Early data may come, under this key. */
    void mayOpenWith(Opener early) {
        guesses.add(early);
    }

    /** The server may have refused the early data: then this key comes behind it, or instead of it. */
    void alsoOpenWith(Opener next) {
        if (guesses.isEmpty()) openWith(next);
        else guesses.add(next);
    }

    void forgetGuess() {
        guesses.clear();
    }

    private void record(RecordHeader header, Bytes raw) {
        boolean clear = isClear(header);
        if (!clear && guesses.isEmpty() && opaque) {
            watcher.record(way, epoch, header, header.type().id(), number++, raw, Bytes.EMPTY);
            if (epoch == Epoch.APPLICATION && header.type().equals(ContentType.APPLICATION_DATA))
                watcher.applicationData(way, header.length());
            return;
        }
        try {
            open(header, raw, clear);
        } catch (Aead.Altered e) {
            watcher.record(way, epoch, header, header.type().id(), number++, raw, Bytes.EMPTY);
            watcher.undecodable(way, finder.offset(raw), raw, "the record does not open under the key at hand");
        } catch (HandshakeFailure | WireFailure e) {
            watcher.undecodable(way, finder.offset(raw), raw, e.getMessage());
            joiner = new Joiner(Limits.STANDARD);
        }
    }

    private boolean isClear(RecordHeader header) {
        if (epoch == Epoch.CLEAR && guesses.isEmpty()) return true;
        if (isClearAlert(header)) return true;
        boolean hides = !guesses.isEmpty() || opaque || opener.hidesType();
        boolean outer = header.type().equals(ContentType.CHANGE_CIPHER_SPEC)
            || !guesses.isEmpty() && header.type().equals(ContentType.HANDSHAKE);
        return hides && outer && header.length() == raw1(header);
    }

    /** No protected record is that short: whoever had no keys yet has given up, in the clear. RFC 9846 section 6. */
    private static boolean isClearAlert(RecordHeader header) {
        return header.type().equals(ContentType.ALERT) && header.length() == 2;
    }

    /** A change_cipher_spec of one byte is never encrypted in TLS 1.3. */
    private static int raw1(RecordHeader header) {
        return header.type().equals(ContentType.CHANGE_CIPHER_SPEC) ? 1 : header.length();
    }

    private void open(RecordHeader header, Bytes raw, boolean clear) throws Aead.Altered {
        var body = raw.from(RecordHeader.LENGTH);
        int type = header.type().id();
        var content = body;
        var under = clear ? Epoch.CLEAR : epoch;
        if (!clear) {
            var plain = ByteBuffer.allocate(LONGEST);
            type = openWithAny(raw.slice(0, RecordHeader.LENGTH).toArray(), body, plain);
            under = epoch == Epoch.CLEAR ? Epoch.EARLY : epoch;
            content = Bytes.copyOf(plain.flip());
            if (inflated != null) content = inflated.more(content);
        }
        heard = under;
        watcher.record(way, under, header, type, clear ? 0 : number++, raw, content);
        switch (type) {
            case 20 -> changeCipherSpec.accept(this);
            case 21 -> alert(content, under);
            case 22 -> messages(content);
            case 23 -> watcher.applicationData(way, content.length());
            default -> watcher.undecodable(way, finder.offset(raw), content,
                "a record of " + new ContentType(type) + ", which nobody here reads");
        }
    }

    private int openWithAny(byte[] header, Bytes body, ByteBuffer plain) throws Aead.Altered {
        if (guesses.isEmpty()) return opener.open(header, ByteBuffer.wrap(body.toArray()), plain);
        while (true) {
            try {
                return guesses.getFirst().open(header, ByteBuffer.wrap(body.toArray()), plain);
            } catch (Aead.Altered e) {
                if (guesses.size() == 1) throw e;
                plain.clear();
                guesses.removeFirst(); // the early data is over, or was refused
                if (guesses.size() == 1) openWith(guesses.getFirst());
                return openWithAny(header, body, plain);
            }
        }
    }

    private void alert(Bytes content, Epoch under) {
        if (content.length() == 2) watcher.alert(way, under, Alert.WIRE.parse(content));
        else watcher.undecodable(way, finder.offset(content), content, "an alert of " + content.length() + " bytes");
    }

    private void messages(Bytes content) {
        joiner.add(content.toArray(), content.length());
        while (true) {
            var message = joiner.next();
            if (message.isEmpty()) return;
            hear.accept(this, message.get());
        }
    }

    @Override
    public void close() {
        opener.close();
        guesses.forEach(Opener::close);
    }
}
