package dev.parley.observe;

import dev.parley.credential.VerifiedChain;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.message.ClientHello;
import dev.parley.message.Alert;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.RecordHeader;
import dev.parley.wire.Bytes;
import java.util.List;

/**
 * Watches one connection. Called on the thread that drives it, in the order of what happens; what it throws ends the
 * connection, so it had better not. Every method does nothing unless overridden.
 */
public interface Observer {
    /** Sees nothing, costs nothing. */
    Observer NONE = new Observer() {
        @Override
        public boolean watches() {
            return false;
        }
    };

    /** Is there anybody at all? */
    default boolean watches() {
        return true;
    }

    /** Does it want to see records? If nobody does, they are not copied. Asked once, when the connection begins. */
    default boolean wantsRecords() {
        return watches();
    }

    /**
     * A record as it is on the wire, and what is in it. Only if {@link #wantsRecords}.
     *
     * @param raw header and all
     * @param content the plaintext, padding and inner type taken off
     */
    default void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
        Bytes content) {}

    /** A handshake message. @param bytes with its header of four bytes, as it enters the transcript */
    default void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {}

    /** A hello that was hidden within the one just said or heard. RFC 9849. @param bytes with a header of four bytes, as it enters the transcript if it counts */
    default void hidden(Way way, ClientHello hello, Bytes bytes) {}

    /** A change_cipher_spec. @param counts does it change keys (TLS 1.2), or is it for middleboxes only (TLS 1.3)? */
    default void changeCipherSpec(Way way, boolean counts) {}

    default void alert(Way way, Epoch epoch, Alert alert) {}

    /** Application data in plaintext, how many bytes. */
    default void applicationData(Way way, int bytes) {}

    /** This side chose something. */
    default void decision(Decision decision) {}

    /** The peer's certificates were found good. What made them bad would be a {@link #failure}. */
    default void verified(VerifiedChain chain) {}

    /** The handshake went from one state to the next. */
    default void step(String from, String to) {}

    /** Keys changed. */
    default void keys(Way way, Epoch epoch) {}

    /** May secrets be shown? Unless this is overridden, they are not even made ready. */
    default boolean wantsSecrets() {
        return false;
    }

    /**
     * A secret of the connection. Only if {@link #wantsSecrets}.
     *
     * @param label as RFC 9850 names it, or in lower case what all others come from: {@code premaster secret} in TLS 1.2,
     *        {@code shared secret} in TLS 1.3, and there also {@code resumption psk}, {@code external psk} or
     *        {@code imported psk} with its place in the hello behind it
     * @param secret borrowed for this call
     */
    default void secret(String label, Bytes clientRandom, Secret secret) {}

    /** What became of early data. RFC 9846 section 4.3.10. */
    default void earlyData(EarlyFate fate) {}

    default void established(Facts facts) {}

    /** After the handshake: the client has answered a request for its certificate, or this side has. RFC 9846 section 4.7.2. */
    default void authenticated(Facts facts) {}

    /** The connection failed, by its own judgement or by the peer's alert. */
    default void failure(HandshakeFailure failure) {}

    /** The connection is over in this direction. @param clean with close_notify? */
    default void closed(Way way, boolean clean) {}

    /** All of these, in their order. */
    static Observer all(List<Observer> observers) {
        if (observers.isEmpty()) return NONE;
        var those = observers.stream().filter(Observer::watches).toList();
        return switch (those.size()) {
            case 0 -> NONE;
            case 1 -> those.getFirst();
            default -> new Several(those);
        };
    }
}
