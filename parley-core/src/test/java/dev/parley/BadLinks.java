package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.carrier.Tamper;
import dev.parley.crypto.Aead;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.crypto.Secret;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.BulkCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Provocations by time, by the application, and by keys that wear out. */
final class BadLinks {
    private BadLinks() {}

    /** Somebody listens, and never says a word. */
    static HandshakeFailure silence() {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
            return catchThrowableOfType(TlsFailure.class,
                () -> TLS13.client().connect(Sides.HOST, address, Duration.ofMillis(50))).failure();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cryptography whose ciphers wear out after so many records. */
    static DelegatingCrypto wornOutAfter(long records) {
        return new DelegatingCrypto(Cryptography.jdk()) {
            @Override
            public Aead aead(BulkCipher cipher, Secret key) {
                return new DelegatingAead(real.aead(cipher, key)) {
                    @Override
                    public long recordLimit() {
                        return records;
                    }
                };
            }
        };
    }

    static HandshakeFailure wornOutKey() {
        try (var pair = Pair.of(TLS12_ECDHE.client(it -> it.crypto(wornOutAfter(100))), TLS12_ECDHE.server())) {
            return catchThrowableOfType(HandshakeFailure.class, () -> {
                for (int i = 0; i < 100; i++) pair.client.seal(ByteBuffer.allocate(1), ByteBuffer.allocate(100));
            });
        }
    }

    static HandshakeFailure selectorDoesNotKnowTheName() {
        var server = TLS13.server(it -> it.selector(hello -> CompletableFuture.failedFuture(
            Reason.UNKNOWN_SERVER_NAME.because("no %s here", hello.serverName().orElse("name")))));
        return Duel.of(server, TLS13.client(), Tamper.NOT).lost();
    }

    static HandshakeFailure selectorThrows() {
        var server = TLS13.server(it -> it.selector(_ -> {
            throw new UnsupportedOperationException("not yet");
        }));
        return Duel.of(server, TLS13.client(), Tamper.NOT).lost();
    }

    static HandshakeFailure givenUpByTheApplication() {
        try (var connection = TLS13.client().open(Sides.HOST)) {
            connection.abort(Reason.CANCELLED.because("the user pressed Cancel"));
            return catchThrowableOfType(HandshakeFailure.class,
                () -> connection.feed(ByteBuffer.allocate(0), ByteBuffer.allocate(0)));
        }
    }
}
