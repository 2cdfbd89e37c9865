package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.lab.KeyKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A provider of {@code javax.net.ssl}, whose contexts keep the sessions. */
record JsseReturning(Jsse peer, Papers papers) implements Returning {
    @Override
    public Optional<String> limit(Return kind, Side role) {
        return peer.limit(kind, role);
    }

    @Override
    public Peer.Serving serve(Return kind) throws PeerCannot, IOException {
        var context = context(kind, true);
        var listening = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        return new ThreadServing(listening, first -> {
            greet(kind, context, first);
            try (var second = listening.accept()) {
                greet(kind, context, second);
            }
        });
    }

    private void greet(Return kind, SSLContext context, Socket plain) throws IOException {
        plain.setSoTimeout(Program.PATIENCE_SECONDS * 1000);
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true)) {
            socket.setUseClientMode(false);
            restrict(kind, socket);
            socket.getOutputStream().write(GREETING);
            socket.getInputStream().readAllBytes();
        }
    }

    @Override
    public void callTwice(Return kind, InetSocketAddress server) throws PeerCannot, IOException {
        var context = context(kind, false);
        for (int i = 0; i < 2; i++) {
            var plain = new Socket(server.getAddress(), server.getPort());
            plain.setSoTimeout(Program.PATIENCE_SECONDS * 1000);
            try (var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, Talk.HOST, 443, true)) {
                restrict(kind, socket);
                Talk.hear(GREETING, socket.getInputStream());
            }
        }
    }

    private SSLContext context(Return kind, boolean server) throws PeerCannot {
        if (kind == Return.EARLY_13) throw new PeerCannot(peer.withoutEarlyData());
        return peer.returningContext(kind, server ? papers.server(KeyKind.P256) : null);
    }

    private void restrict(Return kind, SSLSocket socket) {
        socket.setEnabledProtocols(new String[]{kind.is13() ? "TLSv1.3" : "TLSv1.2"});
        peer.prepare(kind, socket);
    }
}
