package dev.parley.handshake;

import static dev.parley.failure.Reason.UNEXPECTED_MESSAGE_IN_STATE;

import dev.parley.failure.HandshakeFailure;
import dev.parley.message.Dialect;
import dev.parley.message.Heard;
import java.util.Set;

/**
 * A moment of the handshake: an immutable value that holds what its successors need, and answers what it hears with the
 * next step.
 */
public interface State {
    /**
     * Hears one message. The message is already in the transcript.
     *
     * @throws HandshakeFailure if it is out of order or makes no sense
     */
    Step on(Heard heard, Output out);

    /** The messages that may come now. */
    Set<Class<? extends Heard>> legal();

    /** How messages are to be read now. */
    Dialect dialect();

    /** What an unprotected change_cipher_spec means now. */
    ChangeCipher changeCipher();

    /** The application wants something. */
    default Step request(Request request, Output out) {
        throw new IllegalStateException(request + " is not possible in " + name());
    }

    /** Is the handshake complete? */
    default boolean isConnected() {
        return false;
    }

    default String name() {
        return getClass().getSimpleName();
    }

    /** What a change_cipher_spec means. */
    enum ChangeCipher {
        /** It may not come. */
        REFUSED,
        /** It is for middleboxes and means nothing. RFC 9846 section 5. */
        IGNORED,
        /** The state hears it. RFC 5246 section 7.1. */
        HEARD
    }

    /** The failure for a message that may not come now. RFC 9846 section 4. */
    default HandshakeFailure unexpected(Heard heard) {
        var legal = legal().stream().map(Class::getSimpleName).sorted().toList();
        return UNEXPECTED_MESSAGE_IN_STATE.because("got %s in %s, which waits for %s", heard.getClass().getSimpleName(),
            name(),
            legal.isEmpty() ? "nothing" : String.join(" or ", legal));
    }
}
