package dev.parley.carrier;

import static dev.parley.failure.Reason.INTERNAL_FAULT;

import dev.parley.failure.HandshakeFailure;
import dev.parley.id.AlertDescription;
import dev.parley.message.Alert;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How a connection ends: by a failure, whose alert is said here and nowhere else, or by both sides' close_notify. Then all
 * secrets and keys are forgotten. Thread-safe.
 */
final class Ends {
    private final Conversation conversation;
    private final Inbound inbound;
    private final Outbound outbound;
    private final Observer observer;
    private final ReentrantLock reading;
    private volatile HandshakeFailure failure;
    private volatile boolean inputClosed;
    private volatile boolean outputClosed;
    private volatile boolean over;

    Ends(Conversation conversation, Inbound inbound, Outbound outbound, Observer observer, ReentrantLock reading) {
        this.conversation = conversation;
        this.inbound = inbound;
        this.outbound = outbound;
        this.observer = observer;
        this.reading = reading;
    }

    HandshakeFailure failure() {
        return failure;
    }

    /** @throws HandshakeFailure if the connection has failed */
    void check() {
        if (failure != null) throw failure;
    }

    boolean isInputClosed() {
        return inputClosed;
    }

    boolean isOutputClosed() {
        return outputClosed;
    }

    /** Nothing will come any more. @param clean did the peer say so? */
    void inputCloses(boolean clean) {
        inputClosed = true;
        observer.closed(Way.IN, clean);
    }

    /** Says close_notify: nothing more will be written. RFC 9846 section 6.1. */
    void closeOutput() {
        outbound.guarded(() -> {
            if (outputClosed) return;
            outputClosed = true;
            outbound.alert(Alert.warning(AlertDescription.CLOSE_NOTIFY));
            observer.closed(Way.OUT, true);
        });
        endIfBothClosed();
    }

    void endIfBothClosed() {
        if (inputClosed && outputClosed) forget();
    }

    /** Whatever is still open is not any more. */
    void close() {
        closeOutput();
        inputClosed = true;
        forget();
    }

    /** The one place where a failure becomes an alert. */
    HandshakeFailure fail(HandshakeFailure why) {
        if (failure != null) return failure;
        failure = why.in(conversation.state().name(), "", "");
        if (speaksOf(failure)) outbound.guarded(() -> say(failure.reason().alert()));
        inputClosed = true;
        outputClosed = true;
        observer.failure(failure);
        conversation.failed(failure);
        forget();
        return failure;
    }

    /** Whoever merely gives up says so by a warning, and close_notify behind it. RFC 9846 section 6.1. */
    private void say(AlertDescription alert) {
        boolean givesUp = alert.equals(AlertDescription.USER_CANCELED);
        outbound.alert(givesUp ? Alert.warning(alert) : Alert.fatal(alert));
        if (givesUp) outbound.alert(Alert.warning(AlertDescription.CLOSE_NOTIFY));
    }

    /** What an observer, a trust, a selector or this code itself throws ends the connection, and the peer hears of it. */
    HandshakeFailure fault(RuntimeException thrown) {
        return fail(thrown instanceof HandshakeFailure known ? known : INTERNAL_FAULT.because(thrown, "%s", thrown));
    }

    /** The peer is told, unless it told this side or is gone. */
    private boolean speaksOf(HandshakeFailure told) {
        return !outputClosed && !told.reason().alert().equals(AlertDescription.CLOSE_NOTIFY);
    }

    private void forget() {
        over = true;
        synchronized (conversation) {
            conversation.forget();
        }
        outbound.guarded(outbound::forget);
        wipeInbound();
    }

    /** A reader is done for now: if the connection ended meanwhile, the keys that it was reading with can go. */
    void readerIsDone() {
        if (over) wipeInbound();
    }

    private void wipeInbound() {
        if (!reading.tryLock()) return; // a reader is still at it, and will come here
        try {
            inbound.forget();
        } finally {
            reading.unlock();
        }
    }
}
