package dev.parley.carrier;

import dev.parley.config.RecordPadding;
import dev.parley.message.Alert;
import dev.parley.message.ContentType;
import dev.parley.message.RecordHeader;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import dev.parley.wire.Spares;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The writing half: packs handshake messages into records, seals application data straight from the caller's buffer to
 * the network's. Guarded by its own monitor, so that reading goes on beside it.
 */
final class Outbound {
    private static final int MOST = 1 << 14;

    private final RecordPadding padding;
    private final Pace pace;
    private final Observer observer;
    private final boolean observesRecords;
    private Sealer sealer = new ClearRecords(true);
    private Epoch epoch = Epoch.CLEAR;
    private boolean answered;
    private int most = MOST;
    private int mostInTheClear = MOST;
    private int longest = Integer.MAX_VALUE;
    private int room = MOST;
    private List<Bytes> flight = NOTHING_SAID;
    private byte[] ready = NONE;
    private int from;
    private int to;
    private static final byte[] NONE = {};
    private static final List<Bytes> NOTHING_SAID = List.of();

    /** What flights are put together in, and what their records wait in: a handshake needs it for a moment. */
    private static final Spares<byte[]> ROOMS = new Spares<>(() -> new byte[Outbound.ROOM]);
    private static final int ROOM = 4096;

    /** @param pace how application data is cut up */
    Outbound(RecordPadding padding, Pace pace, Observer observer) {
        this.padding = padding;
        this.pace = pace;
        this.observer = observer;
        this.observesRecords = observer.wantsRecords();
    }

    Epoch epoch() {
        return epoch;
    }

    /** The longest plaintext the peer takes in a record. @param alsoInTheClear or in a protected one only? */
    void most(int bytes, boolean alsoInTheClear) {
        most = bytes;
        if (alsoInTheClear) mostInTheClear = bytes;
    }

    int most() {
        return Math.min(room, epoch == Epoch.CLEAR ? mostInTheClear : most);
    }

    /** The longest record, header and all, that this side may write. */
    void longest(int bytes) {
        longest = bytes;
        room = fitting();
    }

    /** How much plaintext fits into the longest record under the present keys. */
    private int fitting() {
        int content = MOST;
        while (content > 1 && sealer.sealedLength(content, 0) > longest)
            content = Math.max(1, content - Math.max(1, (sealer.sealedLength(content, 0) - longest) / 2));
        return content;
    }

    /** A handshake message: it waits for the rest of its flight, to share records with it. */
    void message(Bytes bytes) {
        if (flight.isEmpty()) flight = new ArrayList<>(5);
        flight.add(bytes);
    }

    /** Anything that is a record of its own. */
    private void record(ContentType type, byte[] content) {
        flush();
        put(type, ByteBuffer.wrap(content));
    }

    void alert(Alert alert) {
        record(ContentType.ALERT, Alert.WIRE.encode(alert).toArray());
        observer.alert(Way.OUT, epoch, alert);
    }

    void changeCipherSpec() {
        record(ContentType.CHANGE_CIPHER_SPEC, new byte[]{1});
    }

    /** Does this while no other thread writes. */
    synchronized void guarded(Runnable action) {
        action.run();
    }

    /** Answers while no other thread writes. */
    synchronized <T> T asked(Supplier<T> question) {
        return question.get();
    }

    /** New keys: what was said so far goes out under the old ones. */
    void change(Epoch next, Sealer keys) {
        flush();
        sealer.close();
        sealer = keys;
        answered = false;
        epoch = next;
        room = fitting();
    }

    private void flush() {
        if (flight.isEmpty()) return;
        int end = 0;
        for (int i = 0; i < flight.size(); i++) end += flight.get(i).length();
        var joined = takeRoom(end);
        int at = 0;
        for (int i = 0; i < flight.size(); i++) at = flight.get(i).copyTo(joined, at);
        flight = NOTHING_SAID;
        var content = ByteBuffer.wrap(joined, 0, end);
        while (content.hasRemaining()) {
            content.limit(Math.min(end, content.position() + most()));
            put(ContentType.HANDSHAKE, content);
            content.limit(end);
        }
        giveRoom(joined, end);
    }

    /** Not for an alert, which many never fetch: the room would be lost. */
    private static byte[] takeRoom(int length) {
        return length > SMALL && length <= ROOM ? ROOMS.take() : new byte[length];
    }

    private static final int SMALL = 64;

    /** Wipes what was used of it. */
    private static void giveRoom(byte[] room, int used) {
        if (room.length != ROOM) return;
        Arrays.fill(room, 0, used, (byte) 0);
        ROOMS.give(room);
    }

    private void put(ContentType type, ByteBuffer content) {
        int filled = pad(content.remaining());
        int length = sealer.sealedLength(content.remaining(), filled);
        room(length);
        var record = ByteBuffer.wrap(ready, to, length);
        seal(type, content, filled, record);
        to = record.position();
    }

    private int pad(int content) {
        return sealer.pads() ? padding.bytes(content, most() - content) : 0;
    }

    private void seal(ContentType type, ByteBuffer content, int filled, ByteBuffer record) {
        if (!observesRecords) {
            sealer.seal(type.id(), content, filled, record);
            return;
        }
        var plain = Bytes.copyOf(content);
        long number = sealer.count();
        int start = record.position();
        sealer.seal(type.id(), content, filled, record);
        var raw = Bytes.copyOf(record.duplicate().flip().position(start));
        observer.record(Way.OUT, epoch, RecordHeader.WIRE.read(raw.in()), type.id(), number, raw, plain);
    }

    private void room(int more) {
        if (from == to) {
            from = 0;
            to = 0;
        }
        if (ready.length - to >= more) return;
        int needed = to - from + more;
        var larger = takeRoom(needed <= ROOM ? needed : Math.max(needed, Math.min(2 * (to - from), 1 << 16)));
        System.arraycopy(ready, from, larger, 0, to - from);
        giveRoom(ready, to);
        to -= from;
        from = 0;
        ready = larger;
    }

    /** Are there records that wait to be sent? */
    boolean hasRecords() {
        return !flight.isEmpty() || from < to;
    }

    /** How many bytes the first of the records has that wait to be sent, or what is left of it; 0 if none waits. */
    int firstLength() {
        flush();
        if (from == to) return 0;
        return RecordHeader.LENGTH + ((ready[from + 3] & 0xFF) << 8 | ready[from + 4] & 0xFF);
    }

    /** Moves what waits to the network's buffer, as much as there is room for. */
    void drain(ByteBuffer net) {
        flush();
        int length = Math.min(to - from, net.remaining());
        net.put(ready, from, length);
        from += length;
        if (from == to) {
            giveRoom(ready, to);
            ready = NONE; // nothing is held between flights
            from = 0;
            to = 0;
        }
    }

    /** How many bytes are needed at most for the next record, if there is this much application data. */
    int sealedLength(int content) {
        return sealer.sealedLength(Math.min(content, most()), pad(Math.min(content, most())));
    }

    /** Room for up to four long records, or more short ones. */
    int roomFor(int content) {
        int records = Math.clamp((content + (1 << 14) - 1) >> 14, 1, 4);
        return records * sealedLength(content) + (content > Pace.PACKET ? SHORT_ONES : 0);
    }

    /** Bytes of headers and tags of the records that are shorter than they could be. */
    private static final int SHORT_ONES = 512;

    /** The key was changed because the peer wished for it. */
    void wishIsAnswered() {
        answered = true;
    }

    /** Has nothing been said since the key was changed at the peer's wish? */
    boolean isSilentSinceAnswer() {
        return answered && sealer.count() == 0;
    }

    /** Has the key protected as many records as it may, but for a few that are needed to change it? */
    boolean isWornOut() {
        return sealer.count() >= sealer.limit() - RESERVE;
    }

    private static final int RESERVE = 64;

    /** Seals one record of application data. @return how many bytes of content it took */
    int application(ByteBuffer app, ByteBuffer net) {
        int content = pace.next(app.remaining(), most());
        int limit = app.limit();
        app.limit(app.position() + content);
        seal(ContentType.APPLICATION_DATA, app, pad(content), net);
        app.limit(limit);
        if (observer.watches()) observer.applicationData(Way.OUT, content);
        return content;
    }

    /** Nothing more will be sealed; what was said before can still be drained. */
    void forget() {
        flush();
        sealer.close();
    }
}
