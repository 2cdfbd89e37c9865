package dev.parley.handshake;

import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.id.AlertDescription;
import dev.parley.id.HashAlgorithm;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Decision;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where states say what should be done. A message said is added to the transcript here, and nowhere else.
 *
 * <p>Events are handled at once and in order, so a secret lent in one may be closed behind it.
 */
public final class Output {
    private Transcript transcript; // null when the handshake is over
    private final boolean watched;
    private final boolean exposes;
    private final Consumer<Event> carrier;
    private Epoch epoch = Epoch.CLEAR;

    /** @param watched does anybody watch? @param exposes does anybody want to see secrets? */
    public Output(Transcript transcript, boolean watched, boolean exposes, Consumer<Event> carrier) {
        this.transcript = transcript;
        this.watched = watched;
        this.exposes = exposes;
        this.carrier = carrier;
    }

    public Transcript transcript() {
        return transcript;
    }

    /** Nothing of the handshake is kept any more, and what is said later does not count. */
    public void handshakeIsOver() {
        transcript = null;
    }

    /** Sends a message. */
    public void say(Dialect dialect, Handshake message) {
        say(dialect, message, dialect.encode(message));
    }

    /** Sends a message whose bytes were written already. */
    public void say(Dialect dialect, Handshake message, Bytes bytes) {
        if (transcript != null) transcript.add(bytes);
        carrier.accept(new Event.Say(epoch, dialect, message, bytes));
    }

    /** Sends messages that belong together, with nothing between them, outside of the transcript. RFC 9846 section 4.7.2. */
    public void sayTogether(Dialect dialect, List<Handshake> messages) {
        carrier.accept(new Event.SayTogether(
            messages.stream().map(it -> new Event.Say(epoch, dialect, it, dialect.encode(it))).toList()));
    }

    /** @param facts with what the client has shown now */
    public void authenticated(Facts facts) {
        carrier.accept(new Event.Authenticated(facts));
    }

    /**
     * Sends a hello in which another is hidden. As long as nobody knows which of them counts, the visible one is in the
     * transcript; {@link Transcript#replace} puts the other there. RFC 9849 section 6.1.5.
     *
     * @param hiddenCounts is it known that the hidden one counts?
     */
    public void veiled(Dialect dialect, Handshake visible, ClientHello hidden, Bytes hiddenBytes,
        boolean hiddenCounts) {
        var bytes = dialect.encode(visible);
        transcript.add(hiddenCounts ? hiddenBytes : bytes);
        carrier.accept(new Event.Say(epoch, dialect, visible, bytes));
        carrier.accept(new Event.Hidden(Way.OUT, hidden, hiddenBytes));
    }

    /** The hello just heard had another hidden in it, which counts. RFC 9849 section 7.1. */
    public void opened(ClientHello hidden, Bytes bytes) {
        transcript.replace(transcript.newest(), bytes);
        carrier.accept(new Event.Hidden(Way.IN, hidden, bytes));
    }

    public void changeCipherSpec() {
        carrier.accept(new Event.SayChangeCipherSpec());
    }

    public void compatibility() {
        carrier.accept(new Event.Compatibility());
    }

    public void keys(Way way, Epoch next, KeyMaterial material) {
        if (way == Way.OUT) epoch = next;
        carrier.accept(new Event.Keys(way, next, material));
    }

    public void recordSizes(int in, int out, boolean alsoInTheClear) {
        carrier.accept(new Event.RecordSizes(in, out, alsoInTheClear));
    }

    public void warn(AlertDescription description) {
        carrier.accept(new Event.Warn(description));
    }

    /** Tells what was chosen, and why. @param decision put into words only if somebody watches */
    public void decided(Supplier<Decision> decision) {
        if (watched) carrier.accept(new Event.Decided(decision.get()));
    }

    public void verified(VerifiedChain chain) {
        carrier.accept(new Event.Verified(chain));
    }

    /** Shows a secret to whoever asked to see them. @param label as RFC 9850 names it */
    public void expose(String label, Bytes clientRandom, Secret secret) {
        if (exposes) carrier.accept(new Event.Exposed(label, clientRandom, secret));
    }

    /**
     * Shows a key that both sides have already to whoever asked to see secrets, as {@code resumption psk 0}.
     *
     * @param index its place in the hello that offers it
     */
    public void expose(Psk psk, int index, Bytes clientRandom) {
        if (exposes) expose(psk.origin().secretName() + " " + index, clientRandom, psk.key());
    }

    /** All that a hello offers. */
    public void expose(List<Psk> psks, Bytes clientRandom) {
        for (int i = 0; i < psks.size(); i++) expose(psks.get(i), i, clientRandom);
    }

    public void skipEarlyData(long most, boolean untilHello) {
        carrier.accept(new Event.SkipEarlyData(most, untilHello));
    }

    /** @param most how many bytes of it there may be */
    public void earlyDecided(EarlyFate fate, long most) {
        carrier.accept(new Event.EarlyDecided(fate, most));
    }

    /** @param secret the early exporter secret, for the rest of the connection */
    public void earlyExporter(Bytes clientRandom, Crypto crypto, HashAlgorithm hash, Secret secret) {
        expose("EARLY_EXPORTER_SECRET", clientRandom, secret);
        carrier.accept(new Event.EarlyExporter(Exporter.of13(crypto, hash, secret)));
    }

    public void mayWrite(ProtocolVersion version, Exporter exporter) {
        carrier.accept(new Event.MayWrite(version, exporter));
    }

    public void established(Facts facts, Exporter exporter) {
        carrier.accept(new Event.Established(facts, exporter));
    }
}
