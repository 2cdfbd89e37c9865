package dev.parley.carrier;

import dev.parley.message.Handshake;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a {@link Rogue} sends in the place of what its states wanted to send. */
@FunctionalInterface
public interface Tamper {
    Tamper NOT = List::of;

    List<Sent> instead(Sent sent);

    /** Changes one kind of message. */
    static <T extends Handshake> Tamper message(Class<T> type, UnaryOperator<T> change) {
        return each(type, sent -> List.of(sent.with(change.apply(type.cast(sent.message())))));
    }

    /** Changes the bytes of one kind of message, header and all. */
    static Tamper bytes(Class<? extends Handshake> type, UnaryOperator<Bytes> change) {
        return each(type, sent -> List.of(sent.with(change.apply(sent.bytes()))));
    }

    static Tamper each(Class<? extends Handshake> type, Function<Sent.Message, List<? extends Sent>> change) {
        return sent -> sent instanceof Sent.Message message && type.isInstance(message.message())
            ? List.copyOf(change.apply(message)) : List.of(sent);
    }

    static Tamper leaveOut(Class<? extends Handshake> type) {
        return each(type, _ -> List.of());
    }

    /** Sends something before each message of a kind. */
    static Tamper before(Class<? extends Handshake> type, Sent more) {
        return each(type, message -> List.of(more, message));
    }
}
