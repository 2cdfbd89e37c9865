package dev.parley.interop;

import dev.parley.config.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One handshake, and what is said afterwards, between Parley and a peer. @param role the peer's */
record Cell(Peer peer, Side role, Setup setup, Papers papers) {
    /** A shared secret begins with a zero byte once in 256; five in a row are no accident any more. */
    private static final int TRIES = 5;

    /** How long our server has to notice that its client is gone, or will never come. */
    private static final int SECONDS_TO_NOTICE = 2;

    Verdict run() {
        var limit = peer.limit(setup, role);
        try {
            var note = attempt(1);
            return limit.<Verdict>map(Verdict.Surprise::new).orElse(new Verdict.Ok(note));
        } catch (PeerCannot cannot) {
            return new Verdict.Cannot(cannot.getMessage());
        } catch (Exception | AssertionError failure) {
            return limit.<Verdict>map(Verdict.Cannot::new).orElse(new Verdict.Failed(failure));
        }
    }

    private String attempt(int number) throws Exception {
        var ours = new OurSide(role == Side.SERVER ? Side.CLIENT : Side.SERVER, papers, setup);
        try {
            return role == Side.SERVER ? callPeer(ours) : serveFor(ours);
        } catch (IOException failure) {
            if (!peer.losesZeros(setup) || !ours.watcher().secretBeginsWithZero() || number == TRIES) throw failure;
            return attempt(number + 1);
        }
    }

    private String callPeer(OurSide ours) throws Exception {
        try (var serving = peer.serve(setup)) {
            try {
                var note = ours.call(serving.address());
                if (!setup.shallFail()) serving.finish();
                return note;
            } catch (IOException | AssertionError failure) {
                failure.addSuppressed(new IOException("the server's account: " + serving.account()));
                throw failure;
            }
        }
    }

    private String serveFor(OurSide ours) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var serving = CompletableFuture.supplyAsync(() -> {
                try {
                    return ours.serve(listening);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }, Thread::startVirtualThread);
            Exception clients = null;
            try {
                peer.call(setup, (InetSocketAddress) listening.getLocalSocketAddress());
            } catch (PeerCannot cannot) {
                throw cannot;
            } catch (IOException e) {
                clients = e;
            }
            return joined(serving, clients);
        }
    }

    /** What the server says comes first: of two failures it is likelier to be the first one. */
    private static String joined(CompletableFuture<String> serving, Exception clients) throws Exception {
        try {
            if (clients == null) return serving.get(Program.PATIENCE_SECONDS, TimeUnit.SECONDS);
            serving.get(SECONDS_TO_NOTICE, TimeUnit.SECONDS);
            throw clients;
        } catch (TimeoutException e) {
            throw clients != null ? clients : e;
        } catch (ExecutionException e) {
            var failure = e.getCause() instanceof java.io.UncheckedIOException io ? io.getCause()
                : new IOException(e.getCause());
            if (clients != null && !clients.equals(failure)) failure.addSuppressed(clients);
            throw failure;
        }
    }
}
