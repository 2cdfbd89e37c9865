package dev.parley.carrier;

import static dev.parley.failure.Reason.CLOSED_DURING_HANDSHAKE;
import static dev.parley.failure.Reason.CLOSED_EARLY;
import static dev.parley.failure.Reason.KEY_LIMIT_REACHED;
import static dev.parley.failure.Reason.TOO_MANY_KEY_UPDATES;
import static dev.parley.failure.Reason.UNEXPECTED_CHANGE_CIPHER_SPEC;
import static dev.parley.failure.Reason.UNEXPECTED_RECORD;

import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.handshake.Custody;
import dev.parley.handshake.Event;
import dev.parley.handshake.Exporter;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Request;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.hello.ClientStart;
import dev.parley.hello.WaitClientHello;
import dev.parley.id.AlertDescription;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Alert;
import dev.parley.message.ChangeCipherSpec;
import dev.parley.message.ContentType;
import dev.parley.message.Handshake;
import dev.parley.message.HelloRequest;
import dev.parley.message.KeyUpdate;
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
 * <p>Thread-safe; one thread may read while another writes. Locks are taken in the order reading, handshake, writing.
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

    private final Side side;
    private final TlsConfig config;
    private final Observer observer;
    private final Custody custody;
    private final Transcript transcript;
    private final Output output;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Alerts alerts;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock handshake = new ReentrantLock();
    private State state;
    private Work work;
    private boolean saidCompatibility;
    private int keyUpdatesInARow;
    private volatile HandshakeFailure failure;
    private volatile Facts facts;
    private volatile Exporter exporter;
    private volatile boolean inputClosed;
    private volatile boolean outputClosed;

    /** @param serverName client: the name to ask for; @param peerName what the peer's certificate must be for, if anything */
    public TlsCarrier(TlsConfig config, Optional<String> serverName, Optional<String> peerName, Observer observer) {
        this.side = config.side();
        this.config = config;
        this.observer = observer;
        this.custody = new Custody(config.crypto());
        this.transcript = new Transcript(custody);
        this.output = new Output(transcript, observer.wantsSecrets(), this::handle);
        this.inbound = new Inbound(config.limits(), observer);
        this.outbound = new Outbound(config.padding(), observer);
        this.alerts = new Alerts(config.limits());
        this.state = new WaitClientHello(new Party(config, custody, serverName, peerName));
    }

    /** Client: says the first hello. Does nothing on a server, or a second time. */
    public void start() {
        if (side == Side.SERVER || !(state instanceof WaitClientHello(Party party))) return;
        guarded(() -> {
            if (state instanceof WaitClientHello) become(ClientStart.begin(party, output));
        });
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
            if (failure != null) throw failure;
            if (inputClosed) return Fed.CLOSED;
            if (work != null) return Fed.TASK;
            return read(net, app);
        } catch (RuntimeException e) {
            throw fail(e, "");
        } finally {
            reading.unlock();
        }
    }

    private Fed read(ByteBuffer net, ByteBuffer app) {
        int length = inbound.recordLength(net);
        if (length < 0 || net.remaining() < length) return Fed.MORE_INPUT;
        if (app.remaining() < inbound.room(net, length)) return Fed.MORE_ROOM;
        int before = app.position();
        var record = inbound.open(net, length, app);
        if (record.type().equals(ContentType.APPLICATION_DATA)) applicationData(app.position() - before);
        else if (record.type().equals(ContentType.HANDSHAKE)) locked(() -> handshakeData(record.content()));
        else if (record.type().equals(ContentType.CHANGE_CIPHER_SPEC)) locked(() -> changeCipherSpec(record.content()));
        else if (record.type().equals(ContentType.ALERT)) alert(record.content());
        else throw UNEXPECTED_RECORD.because("a record of type %s", record.type());
        return inputClosed ? Fed.CLOSED : Fed.RECORD;
    }

    private void applicationData(int length) {
        if (!state.isConnected()) throw UNEXPECTED_RECORD.because("application data in %s", state.name());
        if (length > 0) {
            keyUpdatesInARow = 0;
            alerts.reset();
        }
        if (observer != Observer.NONE) observer.applicationData(Way.IN, length);
    }

    private void handshakeData(byte[] content) {
        inbound.join(content);
        hearMessages();
    }

    private void hearMessages() {
        while (work == null && failure == null) {
            var message = inbound.nextMessage();
            if (message.isEmpty()) return;
            hear(message.get());
        }
    }

    private void hear(Bytes bytes) {
        var dialect = state.dialect();
        var heard = parse(bytes);
        observer.message(Way.IN, inbound.epoch(), dialect, heard, bytes);
        if (heard instanceof KeyUpdate && ++keyUpdatesInARow > config.limits().keyUpdates())
            throw TOO_MANY_KEY_UPDATES.because("%d without data between them", keyUpdatesInARow);
        if (!state.isConnected() && !(heard instanceof HelloRequest)) transcript.add(bytes);
        try {
            take(state.on(heard, output));
        } catch (HandshakeFailure e) {
            throw e.in(state.name(), heard.name(), "");
        }
    }

    private Handshake parse(Bytes bytes) {
        try {
            return state.dialect().parse(bytes);
        } catch (dev.parley.wire.WireFailure e) {
            throw Broken.message(e, state, bytes);
        }
    }

    private void changeCipherSpec(byte[] content) {
        if (content.length != 1 || content[0] != 1) throw UNEXPECTED_CHANGE_CIPHER_SPEC.because("with content %s", Bytes.of(content).hex());
        switch (state.changeCipher()) {
            case REFUSED -> throw UNEXPECTED_CHANGE_CIPHER_SPEC.because("in %s", state.name());
            case IGNORED -> {
                observer.changeCipherSpec(Way.IN, false);
                inbound.count();
            }
            case HEARD -> {
                observer.changeCipherSpec(Way.IN, true);
                take(state.on(new ChangeCipherSpec(), output));
            }
        }
    }

    private void alert(byte[] content) {
        var alert = alerts.read(content);
        observer.alert(Way.IN, inbound.epoch(), alert);
        boolean version13 = facts == null ? inbound.epoch() == Epoch.HANDSHAKE : facts.version().equals(ProtocolVersion.TLS_1_3);
        switch (alerts.meaning(alert, version13)) {
            case CLOSE -> peerCloses(version13);
            case NOTHING -> alerts.count(alert);
            case FAILURE -> throw Reason.PEER_ALERT.because("the peer says %s", alert.description()).alert(alert.description());
        }
    }

    /** In TLS 1.2 the other direction closes too; in TLS 1.3 it may go on. RFC 5246 section 7.2.1, RFC 9846 section 6.1. */
    private void peerCloses(boolean version13) {
        if (!state.isConnected()) throw CLOSED_DURING_HANDSHAKE.because("close_notify in %s", state.name());
        inputClosed = true;
        observer.closed(Way.IN, true);
        if (!version13) closeOutput();
        else endIfBothClosed();
    }

    /** The transport has ended. @throws HandshakeFailure unless the peer had said close_notify before */
    public void inputEnded() {
        if (inputClosed || failure != null) return;
        inputClosed = true;
        observer.closed(Way.IN, false);
        if (state.isConnected()) throw fail(CLOSED_EARLY.because("the transport ended without close_notify"), "");
        throw fail(CLOSED_DURING_HANDSHAKE.because("the transport ended in %s", state.name()), "");
    }

    // ---- the handshake

    private void take(Step step) {
        switch (step) {
            case Step.Become(State next) -> become(next);
            case Step.Await<?> await -> work = new Work(await);
        }
    }

    private void become(State next) {
        if (observer != Observer.NONE && !next.name().equals(state.name())) observer.step(state.name(), next.name());
        state = next;
    }

    /** Work that must be done before anything else is read; any thread may run it. Empty if there is none, or somebody has taken it. */
    public Optional<Runnable> task() {
        handshake.lock();
        try {
            return work == null || !work.claim() ? Optional.empty() : Optional.of(work);
        } finally {
            handshake.unlock();
        }
    }

    /** Must something be done before anything else is read? */
    public boolean hasTask() {
        return work != null;
    }

    private final class Work implements Runnable {
        private final Step.Await<?> await;
        private boolean claimed;

        Work(Step.Await<?> await) {
            this.await = await;
        }

        boolean claim() {
            boolean first = !claimed;
            claimed = true;
            return first;
        }

        @Override
        public void run() {
            run(await);
        }

        private <T> void run(Step.Await<T> task) {
            T result;
            try {
                result = task.task().run();
            } catch (RuntimeException e) {
                work = null;
                failQuietly(e);
                return;
            }
            reading.lock();
            try {
                locked(() -> {
                    work = null;
                    take(task.then().apply(result));
                    hearMessages();
                });
            } catch (RuntimeException e) {
                failQuietly(e);
            } finally {
                reading.unlock();
            }
        }
    }

    /** Asks for something that only a standing connection can do. */
    public void request(Request request) {
        guarded(() -> take(state.request(request, output)));
    }

    private void guarded(Runnable action) {
        if (failure != null) throw failure;
        try {
            locked(action);
        } catch (HandshakeFailure e) {
            throw fail(e, "");
        }
    }

    private void locked(Runnable action) {
        handshake.lock();
        try {
            action.run();
        } finally {
            handshake.unlock();
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Say(var epoch, var dialect, var message, var bytes) -> {
                writing(() -> outbound.message(bytes));
                observer.message(Way.OUT, epoch, dialect, message, bytes);
            }
            case Event.SayChangeCipherSpec _ -> sayChangeCipherSpec(true);
            case Event.Compatibility _ -> {
                if (config.compatibility() && !saidCompatibility) sayChangeCipherSpec(false);
                saidCompatibility = true;
            }
            case Event.Keys(var way, var epoch, var material) -> {
                if (way == Way.IN) inbound.change(epoch, Records.opener(custody, material));
                else writing(() -> outbound.change(epoch, Records.sealer(custody, material)));
                observer.keys(way, epoch);
            }
            case Event.RecordSizes(var in, var out) -> {
                inbound.most(in);
                outbound.most(out);
            }
            case Event.Warn(var description) -> say(Alert.warning(description));
            case Event.Decided(var decision) -> observer.decision(decision);
            case Event.Exposed(var label, var random, var secret) -> observer.secret(label, random, secret);
            case Event.Established(var agreed, var itsExporter) -> {
                facts = agreed;
                exporter = itsExporter;
                custody.tidy();
                observer.established(agreed);
            }
        }
    }

    private void sayChangeCipherSpec(boolean counts) {
        writing(() -> outbound.record(ContentType.CHANGE_CIPHER_SPEC, new byte[] {1}));
        observer.changeCipherSpec(Way.OUT, counts);
    }

    private void writing(Runnable action) {
        outbound.lock.lock();
        try {
            action.run();
        } finally {
            outbound.lock.unlock();
        }
    }

    // ---- writing

    /**
     * Seals one record of application data.
     *
     * @param net has room for {@link #sealedLength}
     * @return how many bytes of {@code app} it took
     * @throws HandshakeFailure if the connection has failed
     * @throws IllegalStateException if the handshake is not complete, records wait to be drained, or this side has closed
     */
    public int seal(ByteBuffer app, ByteBuffer net) {
        if (failure != null) throw failure;
        if (facts == null) throw new IllegalStateException("the handshake is not complete");
        if (outbound.isWornOut()) renewKeys();
        outbound.lock.lock();
        try {
            if (outputClosed) throw new IllegalStateException("this side has closed");
            if (outbound.hasRecords()) throw new IllegalStateException("records wait to be drained first");
            return outbound.application(app, net);
        } finally {
            outbound.lock.unlock();
        }
    }

    /** RFC 9846 section 5.5: new keys before the old ones are worn out; TLS 1.2 cannot. */
    private void renewKeys() {
        if (!facts.version().equals(ProtocolVersion.TLS_1_3)) throw fail(KEY_LIMIT_REACHED.because("this side has sealed as many records as one key allows"), "");
        request(new Request.UpdateKeys(false));
    }

    /** How many bytes the record for so much application data takes; content beyond one record does not count. */
    public int sealedLength(int content) {
        return outbound.sealedLength(content);
    }

    /** Do records wait to be drained? */
    public boolean hasOutput() {
        outbound.lock.lock();
        try {
            return outbound.hasRecords();
        } finally {
            outbound.lock.unlock();
        }
    }

    /** Moves what waits to be sent to {@code net}, as much as there is room for. */
    public void drain(ByteBuffer net) {
        writing(() -> outbound.drain(net));
    }

    private void say(Alert alert) {
        writing(() -> {
            var epoch = outbound.epoch();
            outbound.record(ContentType.ALERT, Alert.WIRE.encode(alert).toArray());
            observer.alert(Way.OUT, epoch, alert);
        });
    }

    // ---- ends

    /** Says close_notify: nothing more will be written. RFC 9846 section 6.1. */
    public void closeOutput() {
        writing(() -> {
            if (outputClosed) return;
            outputClosed = true;
            say(Alert.warning(AlertDescription.CLOSE_NOTIFY));
            observer.closed(Way.OUT, true);
        });
        endIfBothClosed();
    }

    /** Ends the connection for a reason of this side's, with its alert. */
    public void abort(HandshakeFailure why) {
        if (failure == null) fail(why, "");
    }

    private void endIfBothClosed() {
        if (inputClosed && outputClosed) custody.close();
    }

    /** Forgets all secrets. What was not drained before can still be. */
    @Override
    public void close() {
        closeOutput();
        inputClosed = true;
        custody.close();
    }

    private void failQuietly(RuntimeException e) {
        try {
            throw fail(e, "");
        } catch (HandshakeFailure known) {
            return; // whoever feeds or seals next will hear of it
        }
    }

    /** The one place where a failure becomes an alert. */
    private HandshakeFailure fail(RuntimeException e, String field) {
        if (failure != null) return failure;
        if (e instanceof IllegalStateException || e instanceof IllegalArgumentException || !(e instanceof HandshakeFailure it)) throw e;
        failure = it.in(state.name(), "", field);
        if (speaksOf(failure)) say(Alert.fatal(failure.reason().alert()));
        inputClosed = true;
        outputClosed = true;
        observer.failure(failure);
        custody.close();
        return failure;
    }

    /** The peer is told, unless it told this side or is gone. */
    private boolean speaksOf(HandshakeFailure told) {
        return !outputClosed && !told.reason().alert().equals(AlertDescription.CLOSE_NOTIFY);
    }

    // ---- what there is to know

    /** What was agreed on, once the handshake is complete. */
    public Optional<Facts> facts() {
        return Optional.ofNullable(facts);
    }

    public Optional<HandshakeFailure> failure() {
        return Optional.ofNullable(failure);
    }

    public boolean isInputClosed() {
        return inputClosed;
    }

    public boolean isOutputClosed() {
        return outputClosed;
    }

    /** The state's name, as in the RFC's diagram. */
    public String stateName() {
        return state.name();
    }

    /** Keying material, once the handshake is complete. The caller owns it. RFC 9846 section 7.5, RFC 5705. */
    public Secret export(String label, byte[] context, int length) {
        if (exporter == null) throw new IllegalStateException("the handshake is not complete");
        handshake.lock();
        try {
            return exporter.export(label, context, length);
        } finally {
            handshake.unlock();
        }
    }
}
