package dev.parley.explain.attach;

import dev.parley.Cryptography;
import dev.parley.carrier.Bystander;
import dev.parley.config.Side;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.explain.story.Witness;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import javax.net.ssl.SSLException;

/**
 * Hears what one connection says and is told, until the handshake is behind it. Whatever goes wrong here is nothing that
 * the connection should suffer from. Thread-safe.
 */
final class Tap {
    /** For whom the trust managers of this thread judge now. */
    static final ScopedValue<Tap> CURRENT = ScopedValue.newInstance();

    /** No handshake is longer; and whoever sends more is not listened to any further. */
    private static final int MOST_BYTES = 1 << 20;

    private final Explain how;
    private final Party party;
    private Bystander bystander;
    private CaptureTeller teller;
    private int heard;
    private Refusal refusal;
    private boolean over;

    Tap(Explain how, Party party) {
        this.how = how;
        this.party = party;
    }

    void sent(ByteBuffer bytes) {
        hear(bytes, true);
    }

    void received(ByteBuffer bytes) {
        hear(bytes, false);
    }

    /** Data has come, so the peer is content, and nothing about the handshake will fail any more. */
    synchronized void forget() {
        if (over) return;
        over = true;
        if (bystander != null) bystander.close();
        bystander = null;
        teller = null;
        refusal = null;
    }

    synchronized void refused(Refusal by) {
        refusal = by;
    }

    /** The exception that ends the connection gets its story, once. */
    synchronized <E extends Exception> E explained(E thrown) {
        if (over || !(thrown instanceof SSLException)) return thrown;
        try {
            begin();
            Diagnosis.of(thrown, party, teller.story(), refusal).ifPresent(teller::failed);
            thrown.addSuppressed(Explanation.of(how, teller.story()));
        } catch (RuntimeException e) {
            log(e);
        }
        forget();
        return thrown;
    }

    private synchronized void hear(ByteBuffer bytes, boolean own) {
        if (over || !bytes.hasRemaining() || heard > MOST_BYTES) return;
        heard += bytes.remaining();
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        try {
            begin();
            teller.at(Instant.now());
            bystander.bytes(own == (party.side() == Side.CLIENT) ? Way.OUT : Way.IN, Bytes.own(copy));
        } catch (RuntimeException e) {
            log(e);
            forget();
        }
    }

    private void begin() {
        if (teller != null) return;
        teller = new CaptureTeller(Witness.of(party.side()));
        teller.at(Instant.now());
        bystander = new Bystander(Cryptography.jdk(), KeyRing.EMPTY, teller);
    }

    private static void log(RuntimeException e) {
        System.getLogger(Explain.class.getName()).log(System.Logger.Level.DEBUG, "a handshake cannot be told", e);
    }
}
