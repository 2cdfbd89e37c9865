package dev.parley.cli;

import dev.parley.extension.ExtensionBlock;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.ContentType;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.RecordHeader;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/**
 * A peer that speaks no TLS of ours: it says some bytes, or nothing, and listens until the other side has gone.
 *
 * @param waits for the other side's first bytes?
 * @param says what it says then
 * @param leaves afterwards, without listening?
 */
record RawPeer(boolean waits, Bytes says, boolean leaves) {
    private static final CipherSuite RSA_AES_128_CBC_SHA = CipherSuite.RSA_AES_128_CBC_SHA;

    /** What a server of 1999 would answer. */
    static final Bytes OLD_SERVER_HELLO = record(new ServerHello(ProtocolVersion.TLS_1_0,
        Bytes.own(new byte[32]), Bytes.EMPTY, RSA_AES_128_CBC_SHA, 0, ExtensionBlock.EMPTY));
    /** What a client of 1999 would say. */
    static final Bytes OLD_CLIENT_HELLO = record(new ClientHello(ProtocolVersion.TLS_1_0,
        Bytes.own(new byte[32]), Bytes.EMPTY, List.of(RSA_AES_128_CBC_SHA), Bytes.of((byte) 0), ExtensionBlock.EMPTY));
    static final Bytes HTTP_ANSWER = Bytes.ofText("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    static final Bytes HTTP_REQUEST = Bytes.ofText("GET / HTTP/1.1\r\nHost: server.parley.test\r\n\r\n");

    static RawPeer answering(Bytes bytes) {
        return new RawPeer(true, bytes, false);
    }

    static RawPeer saying(Bytes bytes) {
        return new RawPeer(false, bytes, false);
    }

    static RawPeer vanishing() {
        return new RawPeer(true, Bytes.EMPTY, true);
    }

    static RawPeer silent() {
        return new RawPeer(true, Bytes.EMPTY, false);
    }

    boolean isSilent() {
        return says.isEmpty() && !leaves;
    }

    private static Bytes record(Handshake message) {
        var body = Dialect.HELLO.encode(message);
        return Bytes.join(RecordHeader.WIRE.encode(
            new RecordHeader(ContentType.HANDSHAKE, ProtocolVersion.TLS_1_0, body.length())), body);
    }

    /** Plays its part on this socket until the end. */
    void play(Socket socket) throws IOException {
        try (socket) {
            if (waits) readRecord(socket);
            socket.getOutputStream().write(says.toArray());
            if (!leaves) socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    /** The whole of it, as a socket closed over unread bytes resets the connection. */
    private static void readRecord(Socket socket) throws IOException {
        var header = socket.getInputStream().readNBytes(RecordHeader.LENGTH);
        if (header.length == RecordHeader.LENGTH)
            socket.getInputStream().readNBytes(RecordHeader.WIRE.parse(Bytes.own(header)).length());
    }
}
