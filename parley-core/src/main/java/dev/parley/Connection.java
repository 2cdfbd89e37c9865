package dev.parley;

import dev.parley.carrier.TlsCarrier;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Request;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A TLS connection without input and output of its own: for event loops, engines and tests. Network bytes go in by
 * {@link #feed} and out by {@link #drain}; application data goes out by {@link #seal}.
 *
 * <p>Thread-safe: one thread may feed while another drains and seals. A failure is thrown by the next call of any of these
 * as {@link HandshakeFailure}; {@link #drain} then still hands out the alert for the peer.
 */
public final class Connection implements AutoCloseable {
    /** What came of {@link #feed}. */
    public enum Fed {
        /** All records that were whole have been read. */
        MORE_INPUT,
        /** The next record may hold more application data than {@code app} has room for. */
        MORE_ROOM,
        /** A {@link #task} must be done before anything else is read. */
        TASK,
        /** There is something to {@link #drain}, which the peer may be waiting for. */
        HAS_OUTPUT,
        /** The peer has closed its side: nothing will come any more. */
        CLOSED
    }

    private final TlsCarrier carrier;

    Connection(TlsCarrier carrier) {
        this.carrier = carrier;
    }

    /**
     * Reads records from {@code net} until it holds no whole one, or something else must be done first.
     *
     * @param net network bytes, of any kind of buffer; whole records are consumed
     * @param app takes application data; 16 KB are always enough room for one record
     * @throws HandshakeFailure if the connection has failed
     */
    public Fed feed(ByteBuffer net, ByteBuffer app) {
        while (true) {
            switch (carrier.feed(net, app)) {
                case RECORD -> {
                    if (carrier.hasTask()) return Fed.TASK;
                }
                case MORE_INPUT -> {
                    return carrier.hasOutput() ? Fed.HAS_OUTPUT : Fed.MORE_INPUT;
                }
                case MORE_ROOM -> {
                    return Fed.MORE_ROOM;
                }
                case TASK -> {
                    return Fed.TASK;
                }
                case CLOSED -> {
                    return Fed.CLOSED;
                }
            }
        }
    }

    /** Work that must be done before anything else is read; any thread may run it, once. */
    public Optional<Runnable> task() {
        return carrier.task();
    }

    /** Moves bytes for the network to {@code net}, as many as there is room for. */
    public void drain(ByteBuffer net) {
        carrier.drain(net);
    }

    public boolean hasOutput() {
        return carrier.hasOutput();
    }

    /**
     * Seals application data, in as many records as {@code net} has room for.
     *
     * @param net has room for {@link #sealedLength} bytes, or more
     * @return how many bytes of {@code app} were taken, or -1 if there is something to {@link #drain} first
     * @throws HandshakeFailure if the connection has failed
     * @throws IllegalStateException unless this side {@link #mayWrite}, and after {@link #closeOutput}
     */
    public int seal(ByteBuffer app, ByteBuffer net) {
        int taken = carrier.seal(app, net);
        if (taken < 0) return taken;
        while (app.hasRemaining() && net.remaining() >= carrier.sealedLength(app.remaining())) {
            int more = carrier.seal(app, net);
            if (more < 0) return taken; // new keys are announced first
            taken += more;
        }
        return taken;
    }

    /** How many bytes the next record for so much application data takes at most. */
    public int sealedLength(int content) {
        return carrier.sealedLength(content);
    }

    /** Room, in bytes, for the next few records of so much application data. */
    int roomFor(int content) {
        return carrier.roomFor(content);
    }

    /** Client: how many bytes of early data may be sent now, before the handshake is complete. RFC 9846 section 4.3.10. */
    public long earlyRoom() {
        return carrier.earlyRoom();
    }

    /**
     * Client: seals one record of early data. Whoever records it can send it to the server again: only what does no harm
     * twice belongs here (RFC 8470).
     *
     * @return how many bytes were taken; 0 once there is no {@link #earlyRoom}
     */
    public int sealEarly(ByteBuffer app, ByteBuffer net) {
        return carrier.sealEarly(app, net);
    }

    /** What became of early data. If it was rejected, the application sends it again or not, as it likes. */
    public EarlyFate early() {
        return carrier.early();
    }

    /** Server: the early data that has come since the last call. It may be a recording that somebody sends again. */
    public Bytes takeEarly() {
        return carrier.takeEarly();
    }

    /**
     * May application data be sealed? Before {@link #isConnected} only by a client after a False Start (RFC 7918), and by a
     * server that has accepted early data: then nobody has proven yet that the client is there and its early data is not a
     * recording (RFC 9846 section 2.3).
     */
    public boolean mayWrite() {
        return carrier.mayWrite();
    }

    /** Writes with new keys from here on. TLS 1.3 only. @param peerToo ask the peer to do the same. RFC 9846 section 4.7.3 */
    public void updateKeys(boolean peerToo) {
        carrier.request(new Request.UpdateKeys(peerToo));
    }

    /**
     * Server: asks the client who it is, though the handshake is complete. The answer comes while reading, and stands in
     * {@link #facts} then. TLS 1.3 only. RFC 9846 section 4.7.2.
     *
     * @param required is the connection over if the client shows nothing?
     * @throws IllegalStateException if the client has not offered that
     */
    public void requestCertificate(boolean required) {
        carrier.request(new Request.Certificate(required));
    }

    /** Says close_notify: nothing more will be written. What the peer still sends can be read. RFC 9846 section 6.1. */
    public void closeOutput() {
        carrier.closeOutput();
    }

    /** The transport has ended. @throws HandshakeFailure CLOSED_EARLY or CLOSED_DURING_HANDSHAKE unless the peer had said close_notify */
    public void inputEnded() {
        carrier.inputEnded();
    }

    /** Ends the connection for a reason of the application's own, with its alert. */
    public void abort(HandshakeFailure why) {
        carrier.abort(why);
    }

    public boolean isConnected() {
        return carrier.facts().isPresent();
    }

    public boolean isInputClosed() {
        return carrier.isInputClosed();
    }

    public boolean isOutputClosed() {
        return carrier.isOutputClosed();
    }

    /** What was agreed on, once the handshake is complete. */
    public Optional<Facts> facts() {
        return carrier.facts();
    }

    /** Why the connection failed, if it did. */
    public Optional<HandshakeFailure> failure() {
        return carrier.failure();
    }

    /** The state's name, as in the RFC's diagram. */
    public String state() {
        return carrier.stateName();
    }

    /**
     * Keying material bound to this connection. RFC 9846 section 7.5, RFC 5705.
     *
     * @param context {@code null} for none
     * @param length in bytes
     * @return the caller closes it
     * @throws IllegalStateException unless this side {@link #mayWrite}, and after the connection was closed
     */
    public Secret export(String label, byte[] context, int length) {
        return carrier.export(label, context, length);
    }

    /**
     * Keying material for early data. A recording that is sent again leads to the same: RFC 9846 appendix F.5.
     *
     * @throws IllegalStateException if no early data was sent or accepted, and after the connection was closed
     */
    public Secret exportEarly(String label, byte[] context, int length) {
        return carrier.exportEarly(label, context, length);
    }

    /** What ties proofs made inside to this connection; empty if it has nothing of this kind. @throws IllegalStateException as {@link #export} */
    public Optional<Bytes> channelBinding(ChannelBinding kind) {
        return kind.of(facts().orElseThrow(() -> new IllegalStateException("the handshake is not complete")),
            this::export);
    }

    /** Says close_notify and forgets all secrets. What was not drained before can still be. */
    @Override
    public void close() {
        carrier.close();
    }
}
