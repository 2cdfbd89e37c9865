package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.credential.VerifiedChain;
import dev.parley.id.AlertDescription;
import dev.parley.message.ClientHello;
import dev.parley.message.Alert;
import dev.parley.message.ContentType;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.RecordHeader;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that happened, as one witness saw it. What passes from one side to the other is an entry for each witness:
 * where both sides tell, it is there twice, said and heard. All are immutable.
 */
public sealed interface Entry {
    Moment seen();

    /** @param at how long after the first entry of the story */
    record Moment(Witness by, Duration at) {}

    /** Something that passes from one side to the other. */
    sealed interface Passing extends Entry {
        Side sender();

        /** Is this the account of the side that sent it? */
        default boolean isSaid() {
            return seen().by() == Witness.of(sender());
        }
    }

    /** A handshake message. @param bytes with its header of four bytes */
    record Message(Moment seen, Side sender, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes)
        implements Passing {
        /** The fields with the bytes they stand in, as the stack's own codec reads them. */
        public Span span() {
            return Span.of(dialect, bytes);
        }
    }

    /**
     * A hello that was hidden within the one before it, as it is in itself. RFC 9849 section 5.1.
     *
     * @param bytes with a header of four bytes
     */
    record Hidden(Moment seen, Side sender, ClientHello hello, Bytes bytes) implements Passing {
        /** As if it had been said in the clear. */
        public Message message() {
            return new Message(seen, sender, Epoch.CLEAR, Dialect.HELLO, hello, bytes);
        }
    }

    /** A change_cipher_spec. @param counts does it change keys, or is it for middleboxes only? */
    record ChangeCipher(Moment seen, Side sender, boolean counts) implements Passing {}

    record Alerted(Moment seen, Side sender, Epoch epoch, Alert alert) implements Passing {}

    /** Application data. @param length in bytes */
    record Data(Moment seen, Side sender, Epoch epoch, int length) implements Passing {}

    /**
     * A record as it was on the wire.
     *
     * @param inner what is in it
     * @param number how many records came before it under the same key
     * @param raw with its header of five bytes
     * @param content in plaintext
     */
    record Packed(Moment seen, Side sender, Epoch epoch, RecordHeader header, ContentType inner, long number, Bytes raw,
        Bytes content) implements Passing {
        /** Could whoever saw it not look into it? */
        public boolean isSealed() {
            return seen.by() == Witness.BYSTANDER && epoch != Epoch.CLEAR && content.isEmpty() && header.length() > 0;
        }
    }

    /** Said its last. @param clean with close_notify? */
    record Closed(Moment seen, Side sender, boolean clean) implements Passing {}

    /** A handshake message that does not parse, or is of no known type. @param bytes with its header of four bytes */
    record Unread(Moment seen, Side sender, dev.parley.message.HandshakeType type, Bytes bytes, String why)
        implements Passing {}

    /** Bytes of a capture that nobody could make sense of. @param offset of the first in what this side sent */
    record Undecoded(Moment seen, Side sender, long offset, long length, String why) implements Passing {}

    /** Bytes that this side sent but that are not in the capture. @param offset of the first in what this side sent */
    record Missing(Moment seen, Side sender, long offset, long length) implements Passing {}

    /** What was said before TLS began, such as STARTTLS. */
    record Prelude(Moment seen, Side sender, Bytes text) implements Passing {}

    /** A hello in the form of SSL 2.0. @param bytes without its header of two bytes */
    record OldHello(Moment seen, Side sender, dev.parley.message.Ssl2ClientHello hello, Bytes bytes)
        implements Passing {}

    /** Somebody between the sides changed bytes of this sender on their way. */
    record Altered(Moment seen, Side sender, Bytes before, Bytes after) implements Entry {
        /** The first place where they differ, in bytes from the beginning. */
        public int at() {
            int most = Math.min(before.length(), after.length());
            for (int i = 0; i < most; i++) if (before.at(i) != after.at(i)) return i;
            return most;
        }
    }

    /** The witness chose something. */
    record Decided(Moment seen, dev.parley.observe.Decision decision) implements Entry {}

    /** The witness's handshake went from one state to the next. */
    record Stepped(Moment seen, String from, String to) implements Entry {}

    /** From here on the writer's records are under other keys. */
    record KeysChanged(Moment seen, Side writer, Epoch epoch) implements Entry {}

    /**
     * The witness has derived a secret.
     *
     * @param label as RFC 9850 names it; or {@code premaster secret}, {@code shared secret}
     * @param length in bytes
     * @param value only if whoever tells the story asked for secrets to be kept
     */
    record Derived(Moment seen, String label, int length, Optional<Bytes> value) implements Entry {
        /** Without the value. */
        @Override
        public String toString() {
            return label + " (" + length + " bytes)";
        }
    }

    /** The witness has judged the peer's certificates, and found them good. */
    record Verified(Moment seen, VerifiedChain chain) implements Entry {}

    /** The handshake is complete for the witness. */
    record Agreed(Moment seen, Facts facts) implements Entry {}

    /** What became of data that the client sent before the server had answered. */
    record EarlyJudged(Moment seen, EarlyFate fate) implements Entry {}

    /** The connection failed for the witness. */
    record Failed(Moment seen, Account account) implements Entry {
        /** Is it only an echo of what the other side found? */
        public boolean isEcho() {
            return account.peerAlert().filter(alert -> !alert.equals(AlertDescription.CLOSE_NOTIFY)).isPresent();
        }
    }
}
