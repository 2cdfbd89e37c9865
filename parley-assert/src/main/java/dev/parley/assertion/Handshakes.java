package dev.parley.assertion;

import dev.parley.Cryptography;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Progress;
import dev.parley.explain.decode.CaptureDecoder;
import dev.parley.explain.decode.CaptureTeller;
import dev.parley.explain.decode.Overheard;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.message.ClientHello;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Where handshakes to make assertions about come from. Besides these, a live one of Parley's is written into a {@code
 * Chronicle} by a {@code StoryTeller}; and {@link HelloCatcher} takes the hello of any client, in whatever language.
 */
public final class Handshakes {
    private Handshakes() {}

    public static HandshakeAssert assertThat(Story handshake) {
        return new HandshakeAssert(handshake);
    }

    /**
     * What a client's engine says first. It is asked once, and of no more use afterwards.
     *
     * @throws SSLException if the engine does not want to begin
     * @throws IllegalArgumentException if it is a server's, or what it says is no ClientHello
     */
    public static Story helloOf(SSLEngine engine) throws SSLException {
        if (!engine.getUseClientMode()) throw new IllegalArgumentException("a server's engine says no ClientHello");
        var net = ByteBuffer.allocate(Math.max(engine.getSession().getPacketBufferSize(), 1 << 15));
        engine.beginHandshake();
        while (true) {
            var result = engine.wrap(ByteBuffer.allocate(0), net);
            for (Runnable task; (task = engine.getDelegatedTask()) != null;) task.run();
            if (result.bytesProduced() == 0) break;
        }
        net.flip();
        var bytes = new byte[net.remaining()];
        net.get(bytes);
        return heard(Bytes.own(bytes)).orElseThrow(
            () -> new IllegalArgumentException("the engine's first " + bytes.length + " bytes hold no ClientHello"));
    }

    /**
     * The first TLS connection in a capture, opened with the secrets that stand in the capture itself.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Story inCapture(Path file) throws IOException {
        var found = new AtomicReference<Story>();
        new CaptureDecoder(Cryptography.jdk(), new KeyLog(), Optional.empty(), _ -> new CaptureTeller() {
            @Override
            public void over() {
                var story = story();
                if (hello(story).isPresent()) found.compareAndSet(null, story);
            }
        }).decode(file, Progress.IGNORED);
        if (found.get() == null) throw new IllegalArgumentException(file + " holds no TLS connection");
        return found.get();
    }

    /** What a client has sent, if there is a whole ClientHello in it. */
    static Optional<Story> heard(Bytes sent) {
        return Optional.of(Overheard.client(sent)).filter(it -> hello(it).isPresent());
    }

    /** The last one that the client has said: after a HelloRetryRequest, the second. */
    static Optional<Entry.Message> hello(Story story) {
        return story.said(Entry.Message.class).filter(it -> it.message() instanceof ClientHello)
            .reduce((_, last) -> last);
    }
}
