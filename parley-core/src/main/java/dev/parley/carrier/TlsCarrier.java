package dev.parley.carrier;

import static dev.parley.failure.Reason.CLOSED_DURING_HANDSHAKE;
import static dev.parley.failure.Reason.CLOSED_EARLY;
import static dev.parley.failure.Reason.KEY_LIMIT_REACHED;
import static dev.parley.failure.Reason.PEER_ALERT;
import static dev.parley.failure.Reason.UNEXPECTED_RECORD;

import dev.parley.config.TlsConfig;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Request;
import dev.parley.handshake.Step;
import dev.parley.handshake.Wish;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ContentType;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection over a stream, without input or output of its own: network bytes in, network bytes out, application
 * data in between.
 *
 * <p>Thread-safe; one thread may read while another writes. Locks are taken in the order reading, handshake
 * (the conversation's monitor), writing (the outbound's).
 */
public final class TlsCarrier implements AutoCloseable {
    /** What came of {@link #feed}. */
    public enum Fed {
        /** A record was read. */
        RECORD,
        /** No whole record is here yet. */
        MORE_INPUT,
        /** The record may hold more application data than there is room for. Nothing was read. */
        MORE_ROOM,
        /** A task must be done first. Nothing was read. */
        TASK,
        /** The peer has closed its side: nothing will come any more. */
        CLOSED
    }

    private final Observer observer;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Conversation conversation;
    private final Alerts alerts;
    private final ReentrantLock reading = new ReentrantLock();
    private EarlyBytes earlyBytes; // most connections have none
    private final Ends ends;

    /** As the other, with sessions kept under the peer's name. */
    public TlsCarrier(TlsConfig config, Optional<String> serverName, Optional<String> peerName, Observer observer) {
        this(config, Wish.of(serverName, peerName), observer);
    }

    public TlsCarrier(TlsConfig config, Wish wish, Observer observer) {
        this.observer = observer;
        this.inbound = new Inbound(config.limits(), observer);
        this.outbound = new Outbound(config.padding(), Pace.of(config.adaptiveRecords()), observer);
        this.conversation = new Conversation(config, wish, inbound, outbound, observer);
        this.alerts = new Alerts(config.limits());
        this.ends = new Ends(conversation, inbound, outbound, observer, reading);
    }

    /** Client: says the first hello. Does nothing on a server, or a second time. */
    public void start() {
        guarded(conversation::start);
    }

    /** Writes no record longer than this, header and all; at least 64 bytes. */
    public void limitRecords(int bytes) {
        outbound.guarded(() -> outbound.longest(Math.max(64, bytes)));
    }

    // ---- reading

    /**
     * Reads at most one record from {@code net}.
     *
     * @param app takes application data
     * @throws HandshakeFailure if the connection has failed; the alert for the peer is then ready to be drained
     */
    public Fed feed(ByteBuffer net, ByteBuffer app) {
        reading.lock();
        try {
            ends.check();
            if (ends.isInputClosed()) return Fed.CLOSED;
            if (conversation.awaits()) return Fed.TASK;
            return read(net, app);
        } catch (RuntimeException e) {
            throw ends.fault(e);
        } finally {
            reading.unlock();
            ends.readerIsDone();
        }
    }

    private Fed read(ByteBuffer net, ByteBuffer app) {
        int length = inbound.recordLength(net);
        if (length < 0 || net.remaining() < length) return Fed.MORE_INPUT;
        if (app.remaining() < inbound.room(net, length)) return Fed.MORE_ROOM;
        int before = app.position();
        boolean early = inbound.epoch() == Epoch.EARLY;
        var record = inbound.open(net, length, app);
        if (record.isSkipped()) return Fed.RECORD;
        if (early && record.type().equals(ContentType.APPLICATION_DATA)) {
            earlyBytes().come(record.content(), conversation.earlyMost());
            observer.applicationData(Way.IN, record.length());
            return Fed.RECORD;
        }
        if (record.type().equals(ContentType.APPLICATION_DATA)) applicationData(app.position() - before);
        else if (record.type().equals(ContentType.HANDSHAKE)) locked(() -> handshakeData(record));
        else if (record.type().equals(ContentType.CHANGE_CIPHER_SPEC))
            locked(() -> conversation.changeCipherSpec(record.content()));
        else if (record.type().equals(ContentType.ALERT)) alert(record.content());
        else throw UNEXPECTED_RECORD.because("a record of type %s", record.type());
        return ends.isInputClosed() ? Fed.CLOSED : Fed.RECORD;
    }

    private void applicationData(int length) {
        if (!conversation.state().isConnected()) throw UNEXPECTED_RECORD.because("application data in %s", stateName());
        if (length > 0) {
            conversation.applicationData();
            alerts.reset();
        }
        if (observer.watches()) observer.applicationData(Way.IN, length);
    }

    /** Server: the early data that has come, which somebody may have recorded and sent again. Forgotten once taken. */
    public Bytes takeEarly() {
        return earlyBytes().take();
    }

    private synchronized EarlyBytes earlyBytes() {
        if (earlyBytes == null) earlyBytes = new EarlyBytes();
        return earlyBytes;
    }

    public EarlyFate early() {
        return conversation.early();
    }

    /** Client: how many bytes of early data may be sent now. Their key cannot be changed: RFC 9846 section 5.5. */
    public long earlyRoom() {
        return outbound.asked(() -> outbound.epoch() == Epoch.EARLY && !outbound.isWornOut()
            ? earlyBytes().room(conversation.earlyMost()) : 0L);
    }

    /**
     * Client: seals one record of early data, as far as there is {@link #earlyRoom}.
     *
     * @return how many bytes it took; 0 if none may be sent any more
     */
    public int sealEarly(ByteBuffer app, ByteBuffer net) {
        ends.check();
        synchronized (outbound) {
            long room = earlyRoom();
            if (room <= 0) return 0;
            int limit = app.limit();
            app.limit((int) Math.min(limit, app.position() + room));
            int taken = outbound.application(app, net);
            app.limit(limit);
            earlyBytes().sent(taken);
            return taken;
        }
    }

    private void handshakeData(Inbound.Content record) {
        inbound.join(record);
        conversation.hearMessages();
    }

    private void alert(byte[] content) {
        var alert = alerts.read(content);
        observer.alert(Way.IN, inbound.epoch(), alert);
        boolean version13 =
            facts().map(Facts::version).map(ProtocolVersion.TLS_1_3::equals).orElse(inbound.epoch() == Epoch.HANDSHAKE);
        switch (alerts.meaning(alert, version13)) {
            case CLOSE -> peerCloses(version13);
            case NOTHING -> alerts.count(alert);
            case FAILURE ->
                throw PEER_ALERT.because("the peer says %s", alert.description()).alert(alert.description());
        }
    }

    /** In TLS 1.2 the other direction closes too; in TLS 1.3 it may go on. RFC 5246 section 7.2.1, RFC 9846 section 6.1. */
    private void peerCloses(boolean version13) {
        if (!conversation.state().isConnected())
            throw CLOSED_DURING_HANDSHAKE.because("close_notify in %s", stateName());
        ends.inputCloses(true);
        if (!version13) ends.closeOutput();
        else ends.endIfBothClosed();
    }

    /** The transport has ended. @throws HandshakeFailure unless the peer had said close_notify before */
    public void inputEnded() {
        if (ends.isInputClosed()) return;
        ends.inputCloses(false);
        if (conversation.state().isConnected())
            throw ends.fail(CLOSED_EARLY.because("the transport ended without close_notify"));
        throw ends.fail(CLOSED_DURING_HANDSHAKE.because("the transport ended in %s", stateName()));
    }

    // ---- tasks and requests

    /** Work that must be done before anything else is read; any thread may run it. Empty if there is none, or somebody has taken it. */
    public Optional<Runnable> task() {
        synchronized (conversation) {
            return conversation.claim().map(await -> () -> run(await));
        }
    }

    private <T> void run(Step.Await<T> await) {
        try {
            T result = await.task().run();
            reading.lock();
            try {
                locked(() -> conversation.resume(await, result));
            } finally {
                reading.unlock();
            }
        } catch (RuntimeException e) {
            locked(conversation::abandon);
            ends.fault(e); // whoever feeds or seals next will hear of it
        }
    }

    /** Must something be done before anything else is read? */
    public boolean hasTask() {
        return conversation.awaits();
    }

    /** Asks for something that only a standing connection can do. */
    public void request(Request request) {
        guarded(() -> conversation.request(request));
    }

    private void guarded(Runnable action) {
        ends.check();
        try {
            locked(action);
        } catch (HandshakeFailure e) {
            throw ends.fail(e);
        }
    }

    private void locked(Runnable action) {
        synchronized (conversation) {
            action.run();
        }
    }

    // ---- writing

    /**
     * Seals one record of application data.
     *
     * @param net has room for {@link #sealedLength}
     * @return how many bytes of {@code app} it took, or -1 if records wait to be drained first
     * @throws HandshakeFailure if the connection has failed
     * @throws IllegalStateException if the handshake is not complete, or this side has closed
     */
    public int seal(ByteBuffer app, ByteBuffer net) {
        ends.check();
        if (!conversation.mayWrite()) throw new IllegalStateException("the handshake is not complete");
        if (outbound.isWornOut()) renewKeys();
        synchronized (outbound) {
            if (ends.isOutputClosed()) throw new IllegalStateException("this side has closed");
            return outbound.hasRecords() ? -1 : outbound.application(app, net);
        }
    }

    /** RFC 9846 section 5.5: new keys before the old ones are worn out; TLS 1.2 cannot, nor can an unfinished handshake. */
    private void renewKeys() {
        if (facts().isEmpty() || !facts().get().version().equals(ProtocolVersion.TLS_1_3))
            throw ends.fail(KEY_LIMIT_REACHED.because("this side has sealed as many records as one key allows"));
        request(new Request.UpdateKeys(false));
    }

    /** How many bytes the next record takes at most, for so much application data; content beyond one record does not count. */
    public int sealedLength(int content) {
        return outbound.sealedLength(content);
    }

    /** Room, in bytes, for the next few records of so much application data: for one write to the network. */
    public int roomFor(int content) {
        return outbound.roomFor(content);
    }

    /** Do records wait to be drained? */
    public boolean hasOutput() {
        return outbound.asked(outbound::hasRecords);
    }

    /** Moves what waits to be sent to {@code net}, as much as there is room for. */
    public void drain(ByteBuffer net) {
        outbound.guarded(() -> outbound.drain(net));
    }

    /** What came of {@link #drainRecord}. @param needed bytes of room that the record wants; 0 if none waited */
    public record Drained(boolean moved, int needed) {}

    /** Moves the first record that waits to {@code net}, if there is room for the whole of it. Not to be mixed with {@link #drain}. */
    public Drained drainRecord(ByteBuffer net) {
        synchronized (outbound) {
            int needed = outbound.firstLength();
            boolean fits = needed > 0 && needed <= net.remaining();
            if (fits) outbound.drain(net.slice(net.position(), needed));
            if (fits) net.position(net.position() + needed);
            return new Drained(fits, needed);
        }
    }

    // ---- ends

    /** Says close_notify: nothing more will be written. RFC 9846 section 6.1. */
    public void closeOutput() {
        ends.closeOutput();
    }

    /** Ends the connection for a reason of this side's, with its alert. */
    public void abort(HandshakeFailure why) {
        ends.fail(why);
    }

    /** Forgets all secrets. What was not drained before can still be. */
    @Override
    public void close() {
        ends.close();
    }

    // ---- what there is to know

    /** May application data be sealed? */
    public boolean mayWrite() {
        return conversation.mayWrite();
    }

    /** What was agreed on, once the handshake is complete. */
    public Optional<Facts> facts() {
        return conversation.facts();
    }

    public Optional<HandshakeFailure> failure() {
        return Optional.ofNullable(ends.failure());
    }

    public boolean isInputClosed() {
        return ends.isInputClosed();
    }

    public boolean isOutputClosed() {
        return ends.isOutputClosed();
    }

    /** The state's name, as in the RFC's diagram. */
    public String stateName() {
        return conversation.state().name();
    }

    /** Keying material, once the handshake is complete. The caller owns it. RFC 9846 section 7.5, RFC 5705. */
    public Secret export(String label, byte[] context, int length) {
        synchronized (conversation) {
            return conversation.exporter().export(label, context, length);
        }
    }

    /** The same with early data, before the handshake is complete. RFC 9846 section 7.5. */
    public Secret exportEarly(String label, byte[] context, int length) {
        synchronized (conversation) {
            return conversation.earlyExporter().export(label, context, length);
        }
    }
}
