package dev.parley.explain.decode;

import dev.parley.carrier.Bystander;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Watcher;
import dev.parley.crypto.Crypto;
import dev.parley.explain.capture.CaptureEvent;
import dev.parley.explain.capture.CaptureReader;
import dev.parley.explain.capture.Connection;
import dev.parley.explain.capture.Direction;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Progress;
import dev.parley.explain.capture.Summary;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a capture and follows each TCP connection in it. Memory is bounded by the connections that are open at a time,
 * not by the capture's length. For one thread.
 */
public final class CaptureDecoder {
    /** Who listens to a connection. Closed when the connection is over. */
    public interface Listener extends Watcher {
        /** The time of the packet that what follows came in. */
        default void at(Instant time) {}

        /** Nothing more will come. */
        default void over() {}
    }

    /** Says who listens to a connection. */
    @FunctionalInterface
    public interface Audience {
        Listener to(Connection connection);

        /** Something in the file could not be read, or is odd. */
        default void note(CaptureEvent.Note note) {}
    }

    private final Crypto crypto;
    private final KeyLog keys;
    private final Optional<PrivateKey> rsaKey;
    private final Audience audience;
    private final Map<Connection, Followed> followed = new HashMap<>();

    /** @param keys secrets from a key log; those in the capture itself are added to it */
    public CaptureDecoder(Crypto crypto, KeyLog keys, Optional<PrivateKey> rsaKey, Audience audience) {
        this.crypto = crypto;
        this.keys = keys;
        this.rsaKey = rsaKey;
        this.audience = audience;
    }

    private record Followed(Bystander bystander, Listener listener) {}

    /** @throws IOException if the file itself cannot be read; whatever is wrong with its content is told to the listeners */
    public Summary decode(Path file, Progress progress) throws IOException {
        var summary = CaptureReader.read(file, progress, this::take);
        followed.values().forEach(CaptureDecoder::finish);
        followed.clear();
        return summary;
    }

    private void take(CaptureEvent event) {
        switch (event) {
            case CaptureEvent.Secrets secrets -> keys.add(secrets.keyLog());
            case CaptureEvent.Data data -> {
                var here = following(data.connection());
                here.listener.at(data.time());
                here.bystander.bytes(way(data.direction()), data.bytes());
            }
            case CaptureEvent.Gap gap -> following(gap.connection()).bystander.gap(way(gap.direction()), gap.length());
            case CaptureEvent.Note note -> audience.note(note);
            case CaptureEvent.Closed closed -> {
                var here = followed.remove(closed.connection());
                if (here != null) finish(here);
            }
            default -> {}
        }
    }

    private Followed following(Connection connection) {
        return followed.computeIfAbsent(connection, it -> {
            var listener = audience.to(it);
            return new Followed(new Bystander(crypto, new Ring(keys, rsaKey), listener), listener);
        });
    }

    private static void finish(Followed here) {
        here.bystander.end(Way.OUT);
        here.bystander.end(Way.IN);
        here.bystander.close();
        here.listener.over();
    }

    private static Way way(Direction direction) {
        return direction == Direction.CLIENT_TO_SERVER ? Way.OUT : Way.IN;
    }

    private record Ring(KeyLog keys, Optional<PrivateKey> rsaKey) implements KeyRing {
        @Override
        public Optional<Bytes> secret(String label, Bytes clientRandom) {
            return keys.secret(label, clientRandom);
        }
    }
}
