package dev.parley.carrier;

import dev.parley.crypto.Crypto;
import dev.parley.extension.EarlyData;
import dev.parley.extension.SupportedVersions;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.Dialect;
import dev.parley.message.EndOfEarlyData;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.KeyUpdate;
import dev.parley.message.OldDialects;
import dev.parley.message.ServerHello;
import dev.parley.observe.Watcher;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;

/**
 * Follows a recorded conversation of two others, both ways, and never answers. It reads with the stack's own codecs and
 * opens with the stack's own record protection, as far as there are keys. What it cannot read it says, and goes on.
 *
 * <p>Not thread-safe. Bytes of each way come in their order; the two ways may interleave as they did on the wire.
 */
public final class Bystander implements AutoCloseable {
    private final Watcher watcher;
    private final Decryption decryption;
    private final Half client;
    private final Half server;
    private Dialect dialect = Dialect.HELLO;
    private ProtocolVersion version;
    /** Could what was said so far become TLS 1.3? */
    private boolean may13;

    public Bystander(Crypto crypto, KeyRing keys, Watcher watcher) {
        this.watcher = watcher;
        this.decryption = new Decryption(crypto, keys, watcher);
        this.client = new Half(Way.OUT, watcher, this::hear, this::changeCipherSpec);
        this.server = new Half(Way.IN, watcher, this::hear, this::changeCipherSpec);
    }

    /** More bytes. @param way OUT for what the client sent */
    public void bytes(Way way, Bytes bytes) {
        half(way).bytes(bytes);
    }

    /** Bytes that the capture lacks. */
    public void gap(Way way, long length) {
        half(way).gap(length);
    }

    /** The capture, or the connection, is over: what is left over is said. */
    public void end(Way way) {
        half(way).end();
    }

    private Half half(Way way) {
        return way == Way.OUT ? client : server;
    }

    private void hear(Half half, Bytes bytes) {
        var spoken = dialectOf(bytes);
        Handshake message;
        try {
            message = spoken.parse(bytes);
        } catch (RuntimeException e) { // a stranger's bytes: whatever is wrong with them is said
            watcher.unread(half.way(), new dev.parley.message.HandshakeType(bytes.at(0)), bytes,
                String.valueOf(e.getMessage()));
            return;
        }
        decryption.transcript(bytes, message);
        watcher.message(half.way(), half.epoch(), spoken, message, bytes);
        after(half, message);
    }

    private Dialect dialectOf(Bytes bytes) {
        boolean draft = (bytes.at(0) == 2 || bytes.at(0) == 6) && bytes.length() > 6
            && OldDialects.isDraft(new ProtocolVersion(bytes.at(4) << 8 | bytes.at(5)));
        return draft ? OldDialects.DRAFT : dialect;
    }

    private void after(Half half, Handshake message) {
        switch (message) {
            case ClientHello hello -> {
                decryption.clientHello(hello);
                decryption.hidden()
                    .ifPresent(inner -> watcher.hidden(half.way(), inner, Dialect.HELLO.encode(inner)));
                may13 = offers13(hello);
                if (hello.extensions().has(EarlyData.IT)) decryption.early(hello).ifPresent(client::mayOpenWith);
            }
            case HelloRetryRequest retry -> {
                version = retry.version();
                client.forgetGuess();
            }
            case ServerHello hello -> serverHello(hello);
            case ClientKeyExchange exchange -> {
                may13 = false;
                decryption.clientKeyExchange(exchange, half.way());
            }
            case EndOfEarlyData _ -> decryption.handshake(Way.OUT).ifPresent(client::openWith);
            case Finished _ when is13() ->
                decryption.application(half.way()).ifPresentOrElse(half::openApplicationWith, half::closedApplication);
            case KeyUpdate _ -> decryption.next(half.way()).ifPresent(half::openApplicationWith);
            default -> {}
        }
    }

    private static boolean offers13(ClientHello hello) {
        return hello.extensions().find(SupportedVersions.IT, SupportedVersions.Versions.class)
            .map(it -> it.versions().contains(ProtocolVersion.TLS_1_3)).orElse(false)
            || hello.extensions().has(EarlyData.IT);
    }

    private boolean is13() {
        return version != null && (version.equals(ProtocolVersion.TLS_1_3) || (version.id() & 0xFF00) == 0x7F00);
    }

    private void serverHello(ServerHello hello) {
        version = hello.version();
        decryption.serverHello(hello, version);
        dialect = decryption.dialect();
        if (hello.legacyCompressionMethod() == 1) {
            client.inflate();
            server.inflate();
        }
        if (!is13()) return;
        decryption.handshake(Way.IN).ifPresentOrElse(server::openWith, server::closed);
        decryption.handshake(Way.OUT).ifPresentOrElse(client::alsoOpenWith, client::closed);
    }

    /**
     * In TLS 1.3 it means nothing; before, the new keys begin. A client may send it before anybody knows the version, with
     * early data, or before its second hello if what the server said is not in the capture. RFC 9846 appendix E.4.
     */
    private void changeCipherSpec(Half half) {
        boolean counts = !is13() && !(version == null && may13);
        watcher.changeCipherSpec(half.way(), counts);
        if (counts) decryption.block(half.way()).ifPresentOrElse(half::openApplicationWith, half::closedApplication);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        decryption.close();
    }
}
