package dev.parley.handshake;

import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.Secret;
import dev.parley.id.AlertDescription;
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

/** What a state wants done. Each carrier answers every one; secrets in an event are borrowed while it is handled. */
public sealed interface Event {
    /** Send this message. */
    record Say(Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) implements Event {}

    /** Send these messages with nothing between them. */
    record SayTogether(List<Say> all) implements Event {}

    /** A hello that was hidden within the one said or heard, as it is in itself. RFC 9849 section 5.1. */
    record Hidden(Way way, ClientHello hello, Bytes bytes) implements Event {}

    /** Send TLS 1.2's change_cipher_spec. */
    record SayChangeCipherSpec() implements Event {}

    /** Send a change_cipher_spec for middleboxes, unless one was sent. RFC 9846 appendix E.4. */
    record Compatibility() implements Event {}

    /** Read or write with these keys from here on. */
    record Keys(Way way, Epoch epoch, KeyMaterial material) implements Event {}

    /**
     * How long records may be, in bytes of plaintext.
     *
     * @param alsoInTheClear RFC 6066 limits all records, RFC 8449 only those that are protected
     */
    record RecordSizes(int in, int out, boolean alsoInTheClear) implements Event {}

    /** Send a warning. */
    record Warn(AlertDescription description) implements Event {}

    /** This side chose something. */
    record Decided(Decision decision) implements Event {}

    /** The peer's certificates were found good. */
    record Verified(VerifiedChain chain) implements Event {}

    /** A secret for whoever may see it. */
    record Exposed(String label, Bytes clientRandom, Secret secret) implements Event {}

    /** Server: the client sends early data that was refused; skip what does not open. RFC 9846 section 4.3.10. */
    record SkipEarlyData(long most, boolean untilHello) implements Event {}

    /** What became of early data. */
    record EarlyDecided(EarlyFate fate, long most) implements Event {}

    /** Keying material that is there before the handshake is complete. RFC 9846 section 7.5 */
    record EarlyExporter(Exporter exporter) implements Event {}

    /**
     * Application data may be written before the handshake is complete: by a client after a False Start (RFC 7918), or by
     * a server that answers early data (RFC 9846 section 2.3).
     */
    record MayWrite(ProtocolVersion version, Exporter exporter) implements Event {}

    /** After the handshake: the client has answered a request for its certificate. RFC 9846 section 4.7.2. */
    record Authenticated(Facts facts) implements Event {}

    /** The handshake is complete; application data may flow. */
    record Established(Facts facts, Exporter exporter) implements Event {}
}
