package dev.parley.jsse;

import dev.parley.carrier.TlsCarrier;
import dev.parley.failure.HandshakeFailure;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * An {@code SSLEngine}. One record goes through each call; a record that does not fit leaves its buffer as it was. One
 * thread may wrap while another unwraps.
 */
final class Engine extends EngineSettings {
    private final ReentrantLock wrapping = new ReentrantLock();
    private final ReentrantLock unwrapping = new ReentrantLock();
    private final AtomicBoolean finishedTold = new AtomicBoolean();
    private final AtomicBoolean failureTold = new AtomicBoolean();
    private volatile boolean outboundClosed;
    private volatile boolean inboundClosed;

    Engine(Setup setup, String host, int port) {
        super(setup, host, port);
    }

    // ---- the handshake

    @Override
    public void beginHandshake() throws SSLException {
        if (outboundClosed || inboundClosed) throw new SSLException("Engine is closed.");
        if (!endpoint.isEstablished()) begin();
        else {
            boolean matters = endpoint.wantsToKnow(); // then the program goes on until it hears FINISHED
            Again.handshake(endpoint);
            if (matters) finishedTold.set(false);
        }
    }

    private TlsCarrier begin() throws SSLException {
        return endpoint.begin();
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        var carrier = endpoint.carrier();
        if (carrier == null) return HandshakeStatus.NOT_HANDSHAKING;
        if (carrier.hasOutput() || hasUntoldFailure(carrier)) return HandshakeStatus.NEED_WRAP;
        if (isOutboundDone() && isInboundDone()) return HandshakeStatus.NOT_HANDSHAKING;
        if (carrier.facts().isPresent() && !endpoint.isAsking())
            return finishedTold.get() ? HandshakeStatus.NOT_HANDSHAKING : HandshakeStatus.NEED_WRAP;
        return carrier.hasTask() ? HandshakeStatus.NEED_TASK : HandshakeStatus.NEED_UNWRAP;
    }

    private boolean hasUntoldFailure(TlsCarrier carrier) {
        return carrier.failure().isPresent() && !failureTold.get();
    }

    /** The status after a step; FINISHED once, when nothing of the handshake is left to be sent. */
    private HandshakeStatus statusAfter(TlsCarrier carrier) {
        boolean done = carrier.facts().isPresent() && !carrier.hasOutput() && !endpoint.isAsking();
        return done && finishedTold.compareAndSet(false, true) ? HandshakeStatus.FINISHED : getHandshakeStatus();
    }

    @Override
    public Runnable getDelegatedTask() {
        var carrier = endpoint.carrier();
        return carrier == null ? null : carrier.task().map(task -> (Runnable) () -> run(task, carrier)).orElse(null);
    }

    private static void run(Runnable task, TlsCarrier carrier) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            carrier.abort(Failures.own(failure));
        }
    }

    private void tellFailure(TlsCarrier carrier) throws SSLException {
        var failure = carrier.failure();
        if (failure.isPresent() && failureTold.compareAndSet(false, true)) throw Failures.thrown(failure.get());
    }

    private SSLException failed(TlsCarrier carrier, RuntimeException thrown) {
        if (!(thrown instanceof HandshakeFailure)) carrier.abort(Failures.own(thrown));
        failureTold.set(true);
        return Failures.thrown(carrier.failure().orElseGet(
            () -> thrown instanceof HandshakeFailure own ? own : Failures.own(thrown)));
    }

    // ---- unwrap

    @Override
    public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
        if (src == null) throw new IllegalArgumentException("src is null");
        if (dsts == null) throw new IllegalArgumentException("dsts is null");
        Objects.checkFromIndexSize(offset, length, dsts.length);
        for (int i = offset; i < offset + length; i++) {
            if (dsts[i] == null) throw new IllegalArgumentException("dsts[" + i + "] is null");
            if (dsts[i].isReadOnly()) throw new ReadOnlyBufferException();
        }
        unwrapping.lock();
        try {
            return unwrapOne(src, new Scattered(dsts, offset, length));
        } finally {
            unwrapping.unlock();
        }
    }

    private SSLEngineResult unwrapOne(ByteBuffer src, Scattered dsts) throws SSLException {
        if (isInboundDone() && !hasUntoldFailure()) return result(Status.CLOSED, getHandshakeStatus(), 0, 0);
        var carrier = begin();
        tellFailure(carrier);
        if (carrier.facts().isEmpty()) {
            var status = getHandshakeStatus();
            if (status != HandshakeStatus.NEED_UNWRAP) return result(Status.OK, status, 0, 0);
        }
        int start = src.position();
        try {
            var fed = dsts.feed(carrier, src);
            int taken = src.position() - start;
            return switch (fed) {
                case RECORD -> result(Status.OK, statusAfter(carrier), taken, dsts.produced());
                case MORE_INPUT -> result(Status.BUFFER_UNDERFLOW, getHandshakeStatus(), 0, 0);
                case MORE_ROOM -> result(Status.BUFFER_OVERFLOW, getHandshakeStatus(), 0, 0);
                case TASK -> result(Status.OK, HandshakeStatus.NEED_TASK, 0, 0);
                case CLOSED -> {
                    inboundClosed = true;
                    yield result(Status.CLOSED, statusAfter(carrier), taken, dsts.produced());
                }
            };
        } catch (RuntimeException failure) {
            throw failed(carrier, failure);
        }
    }

    private boolean hasUntoldFailure() {
        var carrier = endpoint.carrier();
        return carrier != null && hasUntoldFailure(carrier);
    }

    private static SSLEngineResult result(Status status, HandshakeStatus handshake, int consumed, int produced) {
        return new SSLEngineResult(status, handshake, consumed, produced);
    }

    // ---- wrap

    @Override
    public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
        if (dst == null) throw new IllegalArgumentException("dst is null");
        if (dst.isReadOnly()) throw new ReadOnlyBufferException();
        if (srcs == null) throw new IllegalArgumentException("srcs is null");
        Objects.checkFromIndexSize(offset, length, srcs.length);
        for (int i = offset; i < offset + length; i++)
            if (srcs[i] == null) throw new IllegalArgumentException("srcs[" + i + "] is null");
        wrapping.lock();
        try {
            return wrapOne(new Gathered(srcs, offset, length), dst);
        } finally {
            wrapping.unlock();
        }
    }

    private SSLEngineResult wrapOne(Gathered srcs, ByteBuffer dst) throws SSLException {
        if (isOutboundDone() && getHandshakeStatus() != HandshakeStatus.NEED_WRAP)
            return result(Status.CLOSED, getHandshakeStatus(), 0, 0);
        var carrier = begin();
        tellFailure(carrier);
        int start = dst.position();
        while (true) {
            var drained = carrier.drainRecord(dst);
            if (drained.moved())
                return result(isOutboundDone() ? Status.CLOSED : Status.OK, statusAfter(carrier), 0,
                    dst.position() - start);
            if (drained.needed() > 0) return result(Status.BUFFER_OVERFLOW, getHandshakeStatus(), 0, 0);
            if (carrier.facts().isPresent() && !finishedTold.get() && !endpoint.isAsking())
                return result(Status.OK, statusAfter(carrier), 0, 0);
            if (isOutboundDone()) return result(Status.CLOSED, getHandshakeStatus(), 0, 0);
            if (carrier.facts().isEmpty()) return result(Status.OK, getHandshakeStatus(), 0, 0);
            if (srcs.remaining() == 0) return result(Status.OK, getHandshakeStatus(), 0, 0);
            try {
                int needed = carrier.sealedLength((int) Math.min(srcs.remaining(), Integer.MAX_VALUE));
                if (dst.remaining() < needed) return result(Status.BUFFER_OVERFLOW, getHandshakeStatus(), 0, 0);
                int taken = srcs.seal(carrier, dst);
                if (taken >= 0) return result(Status.OK, getHandshakeStatus(), taken, dst.position() - start);
            } catch (RuntimeException failure) {
                if (carrier.isOutputClosed() && carrier.failure().isEmpty()) continue; // closed in the meantime
                throw failed(carrier, failure);
            }
        }
    }

    // ---- ends

    @Override
    public void closeOutbound() {
        outboundClosed = true;
        var carrier = endpoint.carrier();
        if (carrier == null) return;
        if (carrier.facts().isPresent()) carrier.closeOutput();
        else if (carrier.failure().isEmpty()) {
            carrier.close(); // nobody is there for what the handshake would still say
            inboundClosed = true;
        }
    }

    @Override
    public boolean isOutboundDone() {
        var carrier = endpoint.carrier();
        if (carrier == null) return outboundClosed;
        return carrier.isOutputClosed() && !carrier.hasOutput();
    }

    @Override
    public void closeInbound() throws SSLException {
        if (inboundClosed) return;
        inboundClosed = true;
        var carrier = endpoint.carrier();
        if (carrier == null || carrier.isInputClosed()) return;
        try {
            carrier.inputEnded();
        } catch (HandshakeFailure failure) {
            failureTold.set(true);
            var message = "closing inbound before receiving peer's close_notify";
            throw carrier.facts().isPresent() ? new SSLException(message, failure)
                : new SSLHandshakeException(message, failure);
        }
    }

    @Override
    public boolean isInboundDone() {
        var carrier = endpoint.carrier();
        return inboundClosed || carrier != null && carrier.isInputClosed();
    }
}
