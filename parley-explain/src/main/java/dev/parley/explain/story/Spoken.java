package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.crypto.Crypto;
import dev.parley.ech.EchFate;
import dev.parley.id.HashAlgorithm;
import dev.parley.inner.Confirmation;
import dev.parley.message.ClientHello;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.message.HelloRequest;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The handshake messages, a hidden hello that counts in the place of the one around it, in the order of the transcript, and hashes over them. RFC 9846 section 4.5, RFC 5246 section
 * 7.4.9.
 */
final class Spoken {
    private final List<Entry.Message> messages;
    private final Crypto crypto;

    private Spoken(List<Entry.Message> messages, Crypto crypto) {
        this.messages = messages;
        this.crypto = crypto;
    }

    /** Up to the second Finished; what comes behind belongs to no transcript. */
    static Spoken of(Story story, Crypto crypto) {
        var plainly = of(story, crypto, List.of());
        var hidden = story.said(Entry.Hidden.class).map(Entry.Hidden::message).toList();
        if (hidden.isEmpty()) return plainly;
        var opened = of(story, crypto, hidden);
        boolean counts = story.facts().map(facts -> facts.ech() == EchFate.ACCEPTED).orElseGet(opened::isConfirmed);
        return counts ? opened : plainly;
    }

    /** @param instead what stands in the place of the hellos, as far as it reaches */
    private static Spoken of(Story story, Crypto crypto, List<Entry.Message> instead) {
        var messages = new ArrayList<Entry.Message>();
        int finished = 0;
        var hidden = new ArrayList<>(instead);
        for (var said : story.said(Entry.Message.class).toList()) {
            if (finished == 2) break;
            Entry.Message message =
                said.message() instanceof ClientHello && !hidden.isEmpty() ? hidden.removeFirst() : said;
            if (message.message() instanceof HelloRequest) continue;
            messages.add(message);
            if (message.message() instanceof Finished) finished++;
        }
        return new Spoken(messages, crypto);
    }

    /** Whoever was not there sees by ServerHello's random whether the server has opened the hellos. RFC 9849 section 7.2. */
    private boolean isConfirmed() {
        var server = serverHello().filter(it -> it.cipherSuite().isFor13());
        if (server.isEmpty()) return false;
        var algorithm = server.get().cipherSuite().hash();
        var blank = messages.stream().map(it -> it.message() instanceof ServerHello hello
            ? new Entry.Message(it.seen(), it.sender(), it.epoch(), it.dialect(), hello, Confirmation.blank(hello))
            : it).toList();
        var transcript = new Spoken(blank, crypto).hashThrough(algorithm, it -> it.message() instanceof ServerHello);
        return Confirmation.ofHello(crypto, algorithm, clientHello().orElseThrow(), transcript.orElseThrow())
            .equals(Confirmation.in(server.get()));
    }

    Optional<ClientHello> clientHello() {
        return find(ClientHello.class);
    }

    Optional<ServerHello> serverHello() {
        return find(ServerHello.class);
    }

    /** The last of its kind: a second ClientHello counts, not the first. */
    <M extends Handshake> Optional<M> find(Class<M> kind) {
        return messages.stream().map(Entry.Message::message).filter(kind::isInstance).map(kind::cast)
            .reduce((_, last) -> last);
    }

    /** All of them, in order. */
    List<Entry.Message> messages() {
        return List.copyOf(messages);
    }

    /** The bytes of everything before this message. RFC 5246 section 7.4.8. */
    Bytes bytesBefore(Entry.Message message) {
        return Bytes.join(messages.stream().takeWhile(it -> !it.equals(message)).map(Entry.Message::bytes).toList());
    }

    Optional<Bytes> finished(Side sender) {
        return messages.stream().filter(it -> it.sender() == sender && it.message() instanceof Finished)
            .map(it -> ((Finished) it.message()).verifyData()).findFirst();
    }

    /** The hash over everything up to and with the first message like this; empty if there is none. */
    Optional<byte[]> hashThrough(HashAlgorithm algorithm, Predicate<Entry.Message> last) {
        return hash(algorithm, last, true);
    }

    /** The hash over everything before the first message like this; empty if there is none. */
    Optional<byte[]> hashBefore(HashAlgorithm algorithm, Predicate<Entry.Message> next) {
        return hash(algorithm, next, false);
    }

    /** The hash over everything before this message, and this much of it; empty if it is none of these. */
    Optional<byte[]> hashInto(HashAlgorithm algorithm, Entry.Message message, int length) {
        return running(algorithm, it -> it.equals(message), false).map(it -> it.with(message.bytes().slice(0, length)));
    }

    private Optional<byte[]> hash(HashAlgorithm algorithm, Predicate<Entry.Message> edge, boolean through) {
        return running(algorithm, edge, through).map(Crypto.Hash::soFar);
    }

    private Optional<Crypto.Hash> running(HashAlgorithm algorithm, Predicate<Entry.Message> edge, boolean through) {
        var hash = crypto.hash(algorithm);
        for (var message : messages) {
            boolean found = edge.test(message);
            if (found && !through) return Optional.of(hash);
            if (message.message() instanceof HelloRetryRequest) hash = restarted(algorithm, hash.soFar());
            hash.add(message.bytes());
            if (found) return Optional.of(hash);
        }
        return Optional.empty();
    }

    /** The first ClientHello counts by its hash only, as a message of its own. RFC 9846 section 4.5. */
    private Crypto.Hash restarted(HashAlgorithm algorithm, byte[] first) {
        var hash = crypto.hash(algorithm);
        hash.add(new byte[]{(byte) 254, 0, 0, (byte) first.length});
        hash.add(first);
        return hash;
    }
}
