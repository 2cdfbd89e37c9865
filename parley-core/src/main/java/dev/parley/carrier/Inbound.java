package dev.parley.carrier;

import static dev.parley.failure.Reason.EMPTY_RECORD;
import static dev.parley.failure.Reason.INTERLEAVED_MESSAGE;
import static dev.parley.failure.Reason.MISALIGNED_KEY_CHANGE;
import static dev.parley.failure.Reason.RECORD_DOES_NOT_OPEN;
import static dev.parley.failure.Reason.RECORD_TOO_LONG;
import static dev.parley.failure.Reason.TOO_MANY_EMPTY_RECORDS;
import static dev.parley.failure.Reason.TOO_MUCH_EARLY_DATA;
import static dev.parley.failure.Reason.UNEXPECTED_CHANGE_CIPHER_SPEC;
import static dev.parley.failure.Reason.UNEXPECTED_RECORD;

import dev.parley.config.Limits;
import dev.parley.crypto.Aead;
import dev.parley.message.ContentType;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The reading half: takes records off the network's buffer and opens them. For the thread that holds the carrier's read lock. */
final class Inbound {
    private static final int MOST = 1 << 14;

    private final Limits limits;
    private final Observer observer;
    private final boolean observesRecords;
    private final Joiner joiner;
    private final byte[] header = new byte[RecordHeader.LENGTH];
    private Opener opener = new ClearRecords();
    private Epoch epoch = Epoch.CLEAR;
    private int most = MOST;
    private int mostInTheClear = MOST;
    private boolean connected;
    private int emptyInARow;
    private long skip;
    private boolean skipsUntilHello;

    Inbound(Limits limits, Observer observer) {
        this.limits = limits;
        this.observer = observer;
        this.observesRecords = observer.wantsRecords();
        this.joiner = new Joiner(limits);
    }

    Epoch epoch() {
        return epoch;
    }

    /** The longest plaintext that this side takes in a record. @param alsoInTheClear or in a protected one only? */
    void most(int bytes, boolean alsoInTheClear) {
        most = bytes;
        if (alsoInTheClear) mostInTheClear = bytes;
    }

    /** New keys: nothing of an older message may be left. RFC 9846 section 5.1. */
    void change(Epoch next, Opener keys) {
        if (!joiner.isEmpty()) throw MISALIGNED_KEY_CHANGE
            .because("a part of another message lies in the same record as the last before the change");
        opener.close();
        opener = keys;
        epoch = next;
    }

    /** Early data was refused: so many bytes of it are passed over. RFC 9846 section 4.3.10. */
    void skip(long bytes, boolean untilHello) {
        skip = bytes;
        skipsUntilHello = untilHello;
    }

    /** A record of early data that was refused. */
    private static final Content SKIPPED = new Content(new ContentType(0), new byte[0], 0);
    /** Application data, which went to the caller's buffer. */
    private static final Content DELIVERED = new Content(ContentType.APPLICATION_DATA, new byte[0], 0);

    /** What was in a record: the first {@code length} bytes of {@code room}. */
    record Content(ContentType type, byte[] room, int length) {
        byte[] content() {
            return length == room.length ? room : Arrays.copyOf(room, length);
        }

        /** Was it early data that this side had refused? */
        boolean isSkipped() {
            return type.id() == 0;
        }
    }

    /** How many bytes the record at the front takes, or {@code -1} if that cannot be told yet. */
    int recordLength(ByteBuffer net) {
        if (net.remaining() < RecordHeader.LENGTH)
            return NotTls.check(net, opener.count() == 0 && epoch == Epoch.CLEAR);
        NotTls.check(net, opener.count() == 0 && epoch == Epoch.CLEAR);
        int length = net.getShort(net.position() + 3) & 0xFFFF;
        if (length > longest(net))
            throw RECORD_TOO_LONG.because("a record of %d bytes, at most %d are allowed", length, longest(net));
        return RecordHeader.LENGTH + length;
    }

    private int longest(ByteBuffer net) {
        if (comesInTheClear(net.get(net.position()))) return MOST;
        return skipsUntilHello ? MOST + 256 : opener.longest();
    }

    /** The handshake is complete, so application data may come. */
    void connected() {
        connected = true;
    }

    /**
     * How much room application data in the record at the front may need; 0 if there can be none in it. What is written
     * beside it while the record is opened (its type, padding, a MAC) is not counted: in a full record that would be more
     * than the 16 KB that callers have.
     */
    int room(ByteBuffer net, int recordLength) {
        boolean application = connected && net.get(net.position()) == ContentType.APPLICATION_DATA.id();
        return application ? Math.min(MOST, opener.most(recordLength - RecordHeader.LENGTH)) : 0;
    }

    /**
     * In TLS 1.3 a change_cipher_spec is never encrypted, nor is the alert of a client that does not like ServerHello and
     * so has no keys. Later nothing but the peer itself may end the connection.
     */
    private boolean comesInTheClear(int type) {
        return opener.hidesType() && (type == ContentType.CHANGE_CIPHER_SPEC.id()
            || type == ContentType.ALERT.id() && epoch == Epoch.HANDSHAKE && opener.count() == 0);
    }

    /**
     * Opens the record at the front.
     *
     * @param app takes application data; has {@link #room}
     */
    Content open(ByteBuffer net, int recordLength, ByteBuffer app) {
        long number = opener.count();
        var raw = observesRecords ? Bytes.copyOf(net.duplicate().limit(net.position() + recordLength)) : Bytes.EMPTY;
        boolean application = room(net, recordLength) > 0;
        net.get(header);
        int end = net.limit();
        net.limit(net.position() + recordLength - RecordHeader.LENGTH);
        boolean clear = comesInTheClear(header[0]);
        if (opener.hidesType() && !clear && header[0] != ContentType.APPLICATION_DATA.id())
            throw UNEXPECTED_RECORD.because("%s in the clear, once everything must be encrypted",
                new ContentType(header[0] & 0xFF));
        int needed = clear ? net.remaining() : opener.most(net.remaining());
        boolean direct = application && app.remaining() >= needed;
        var room = direct ? DELIVERED.room : new byte[needed];
        var plain = direct ? app : ByteBuffer.wrap(room);
        int start = plain.position();
        int before = app.position();
        int length = net.remaining();
        if (skipsUntilHello && header[0] == ContentType.APPLICATION_DATA.id()) return skipped(net, end, length);
        int type = clear ? copy(net, plain) : decrypt(net, plain);
        if (type == DOES_NOT_OPEN) return skipped(net, end, length);
        net.limit(end);
        if (opener.hidesType() && !clear && needed > most + 1)
            throw RECORD_TOO_LONG.because("%d bytes of content, type and padding, at most %d are allowed", needed,
                most + 1);
        if (opener.hidesType() && !clear && type == ContentType.CHANGE_CIPHER_SPEC.id())
            throw UNEXPECTED_CHANGE_CIPHER_SPEC.because("encrypted, where no middlebox sees it (RFC 9846 section 5)");
        boolean isHello = skipsUntilHello && type == ContentType.HANDSHAKE.id();
        if (isHello || opener.hidesType() && !clear) skip(0, false); // the early data is over
        var opened = content(type, start, plain, direct, room);
        if (application && !direct && type == ContentType.APPLICATION_DATA.id()) opened = deliver(opened, app);
        if (observesRecords) observe(raw, number, clear ? Epoch.CLEAR : epoch, opened, before, app);
        return opened;
    }

    /** The application's buffer has room for the content, but had none for what came beside it. */
    private static Content deliver(Content opened, ByteBuffer app) {
        app.put(opened.room, 0, opened.length);
        return DELIVERED;
    }

    private int copy(ByteBuffer net, ByteBuffer plain) {
        plain.put(net);
        return header[0];
    }

    /** Is not a content type. */
    private static final int DOES_NOT_OPEN = -2;

    private int decrypt(ByteBuffer net, ByteBuffer plain) {
        try {
            return opener.open(header, net, plain);
        } catch (Aead.Altered altered) {
            if (skip == 0) throw RECORD_DOES_NOT_OPEN.because(altered, "record number %d of this key", opener.count());
            opener.disregard();
            return DOES_NOT_OPEN;
        }
    }

    private Content skipped(ByteBuffer net, int end, int length) {
        net.position(net.limit()).limit(end);
        skip -= Math.max(1, length); // an empty one counts too, or they would have no end
        if (skip <= 0) throw TOO_MUCH_EARLY_DATA.because("refused, and more than can be passed over");
        return SKIPPED;
    }

    private Content content(int type, int start, ByteBuffer plain, boolean direct, byte[] room) {
        int length = plain.position() - start;
        if (type < 0) throw UNEXPECTED_RECORD.because("a record of padding alone (RFC 9846 section 5.4)");
        int allowed = epoch == Epoch.CLEAR ? mostInTheClear : most;
        if (length > allowed)
            throw RECORD_TOO_LONG.because("%d bytes of plaintext, at most %d are allowed", length, allowed);
        var contentType = ContentType.of(type);
        checkEmptyAndInterleaved(contentType, length);
        if (!direct) return new Content(contentType, room, length);
        if (contentType.equals(ContentType.APPLICATION_DATA)) return DELIVERED;
        var bytes = new byte[length];
        plain.get(start, bytes);
        plain.position(start);
        return new Content(contentType, bytes, length);
    }

    private void checkEmptyAndInterleaved(ContentType type, int length) {
        if (length > 0 && !type.equals(ContentType.CHANGE_CIPHER_SPEC) && !type.equals(ContentType.ALERT))
            emptyInARow = 0;
        if (length == 0) {
            if (!type.equals(ContentType.APPLICATION_DATA)) throw EMPTY_RECORD.because("an empty record of %s", type);
            count();
        }
        if (!joiner.isEmpty() && !type.equals(ContentType.HANDSHAKE))
            throw INTERLEAVED_MESSAGE.because("%s between the parts of a handshake message", type);
    }

    /** One more record that brings nothing. */
    void count() {
        if (++emptyInARow > limits.emptyRecords()) throw TOO_MANY_EMPTY_RECORDS.because("%d in a row", emptyInARow);
    }

    private void observe(Bytes raw, long number, Epoch under, Content opened, int start, ByteBuffer app) {
        var content = opened.equals(DELIVERED) ? Bytes.copyOf(app.duplicate().flip().position(start))
            : Bytes.own(opened.content());
        observer.record(Way.IN, under, RecordHeader.WIRE.read(raw.in()), opened.type.id(), number, raw, content);
    }

    /** A handshake record's content. */
    void join(Content handshake) {
        joiner.add(handshake.room, handshake.length);
    }

    Optional<Bytes> nextMessage() {
        return joiner.next();
    }

    boolean isBetweenMessages() {
        return joiner.isEmpty();
    }

    void forget() {
        opener.close();
    }
}
