package dev.parley.carrier;

import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.wire.Bytes;
import java.util.function.UnaryOperator;

/** One thing that a {@link Rogue} sends. */
public sealed interface Sent {
    /** A handshake message, in a record of its own. @param bytes with its header */
    record Message(Dialect dialect, Handshake message, Bytes bytes) implements Sent {
        /** The same with other bytes. */
        public Message with(Bytes other) {
            return new Message(dialect, message, other);
        }

        /** Another message in its place. */
        public Message with(Handshake other) {
            return new Message(dialect, other, dialect.encode(other));
        }
    }

    /** A change_cipher_spec, as the states want it. */
    record ChangeCipherSpec() implements Sent {}

    /** Any record at all, sealed with the keys of the moment. */
    record Record(int type, Bytes content) implements Sent {}

    /** The same, altered after it was sealed. */
    record Altered(int type, Bytes content, UnaryOperator<Bytes> change) implements Sent {}

    /** Bytes as they are. */
    record Wire(Bytes bytes) implements Sent {}

    /** From here on these keys. */
    record Keys(Sealer sealer) implements Sent {}
}
