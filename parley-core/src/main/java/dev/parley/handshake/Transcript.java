package dev.parley.handshake;

import dev.parley.crypto.Crypto;
import dev.parley.id.HashAlgorithm;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * All handshake messages so far, hashed. RFC 9846 section 4.1, RFC 5246 section 7.4.9.
 *
 * <p>The newest message is kept apart: {@link #before} is what a CertificateVerify or Finished just heard was made over,
 * {@link #now} is what keys are derived from. Until the hash is known, and in TLS 1.2 as long as a client certificate may
 * come, the bytes themselves are kept. For one thread.
 */
public final class Transcript {
    private final Crypto crypto;
    private List<Bytes> kept = new ArrayList<>();
    private boolean keeps = true;
    private HashAlgorithm algorithm;
    private Crypto.Hash older;
    private Bytes newest = Bytes.EMPTY;
    private int count;
    /** The hash asked for last and how many messages it is of: most are asked for twice. */
    private byte[] known;
    private int knownOf;

    public Transcript(Crypto crypto) {
        this.crypto = crypto;
    }

    /** Adds a message with its header. Called by the carrier's joiner and by {@link Output}, by nobody else. */
    public void add(Bytes message) {
        settle();
        newest = message;
        count++;
        if (keeps) kept.add(message);
    }

    private void settle() {
        if (older != null) older.add(newest);
    }

    /** The hello that was hidden counts in the place of the one around it, which is not hashed yet. RFC 9849 sections 6.1.5 and 7.1. */
    public void replace(Bytes visible, Bytes hidden) {
        kept.replaceAll(message -> message.equals(visible) ? hidden : message);
        if (newest.equals(visible)) newest = hidden;
        known = null;
    }

    /** The hash is known from here on. */
    public void use(HashAlgorithm hash) {
        if (hash == algorithm) return;
        algorithm = hash;
        known = null;
        older = crypto.hash(hash);
        for (var message : kept.subList(0, Math.max(0, kept.size() - 1))) older.add(message);
    }

    /** The bytes are no longer needed. */
    public void release() {
        keeps = false;
        kept = List.of();
    }

    /** Another one that begins with all messages so far, and goes on by itself: for each proof after the handshake. RFC 9846 section 4.5. */
    public Transcript fork() {
        var fork = new Transcript(crypto);
        fork.keeps = false;
        fork.algorithm = algorithm;
        fork.older = older.copy();
        fork.older.add(newest);
        return fork;
    }

    /** The hash of all messages, not to be changed. */
    public byte[] now() {
        return isKnown(count) ? known : know(count, older.with(newest));
    }

    /** The hash of all messages but the newest, not to be changed. */
    public byte[] before() {
        return isKnown(count - 1) ? known : know(count - 1, older.soFar());
    }

    private boolean isKnown(int messages) {
        return known != null && knownOf == messages;
    }

    private byte[] know(int messages, byte[] hash) {
        known = hash;
        knownOf = messages;
        return hash;
    }

    /** The hash of all messages and the beginning of one that is not yet complete. */
    public byte[] with(Bytes partial) {
        var all = older.copy();
        all.add(newest);
        all.add(partial);
        return all.soFar();
    }

    /** The hash of all messages but the newest, of which only a part counts. */
    public byte[] beforeWith(Bytes partial) {
        return older.with(partial);
    }

    /** The newest message. */
    public Bytes newest() {
        return newest;
    }

    /** All bytes but the newest message's, for a TLS 1.2 CertificateVerify. RFC 5246 section 7.4.8. */
    public Bytes bytesBefore() {
        return Bytes.join(kept.subList(0, kept.size() - 1));
    }

    /** All bytes. */
    public Bytes bytes() {
        return Bytes.join(kept);
    }

    /**
     * HelloRetryRequest replaces the first ClientHello by its hash. RFC 9846 section 4.1. The hello is all but the newest
     * message on the client (which has heard the retry), and all on the server (which has not yet said it).
     */
    public void restart(HashAlgorithm hash, boolean retryIsHere) {
        use(hash);
        var retry = newest;
        var digest = retryIsHere ? before() : now();
        var replaced = Bytes.join(Bytes.of((byte) 254, (byte) 0, (byte) 0, (byte) digest.length), Bytes.own(digest));
        older = crypto.hash(hash);
        known = null;
        kept = new ArrayList<>();
        kept.add(replaced);
        newest = replaced;
        if (retryIsHere) {
            kept.add(retry);
            settle();
            newest = retry;
        }
    }
}
