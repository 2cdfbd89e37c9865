package dev.parley.interop;

import dev.parley.Cryptography;
import dev.parley.Link;
import dev.parley.Tls;
import dev.parley.TlsFailure;
import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.MoreCiphers;
import dev.parley.crypto.ccm.CcmCiphers;
import dev.parley.failure.Reason;
import dev.parley.id.KeyExchange;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Parley in a cell: set up as it wants, it talks, and looks at what was agreed on. */
final class OurSide {
    private static final Duration PATIENCE = Duration.ofSeconds(Program.PATIENCE_SECONDS);

    /** The JDK's, which every user has, and AES-CCM for the cells that want it. */
    private static final Crypto CRYPTO = MoreCiphers.added(Cryptography.jdk(), new CcmCiphers());

    private final Papers papers;
    private final Setup setup;
    private final Side side;
    private final Watcher watcher = new Watcher();

    OurSide(Side side, Papers papers, Setup setup) {
        this.side = side;
        this.papers = papers;
        this.setup = setup;
    }

    Watcher watcher() {
        return watcher;
    }

    /** As a client. @return what is worth knowing; may be empty */
    String call(InetSocketAddress server) throws IOException, InterruptedException {
        var tls = Tls.client(this::settings).observing(() -> watcher);
        try (var link = tls.connect(Talk.HOST, server, PATIENCE)) {
            link.patience(PATIENCE);
            check(link.facts());
            Talk.echo(Talk.SHORT, link.input(), link.output());
            if (setup.twist() == Twist.PARLEY_UPDATES_KEYS) link.updateKeys(true);
            Talk.echo(Talk.LONG, link.input(), link.output());
            link.output().close();
            if (link.input().read() >= 0) throw new IOException("there was more after the end");
            if (setup.shallFail()) throw new IOException("it worked, and should not have: " + link.facts());
            watcher.check(setup);
            return note(link.facts());
        } catch (TlsFailure failure) {
            return expected(failure);
        }
    }

    /** As a server, for one client. @return what is worth knowing; may be empty */
    String serve(ServerSocket listening) throws IOException {
        var tls = Tls.server(this::settings).observing(() -> watcher);
        listening.setSoTimeout((int) PATIENCE.toMillis());
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        try (var link = tls.accept(socket, PATIENCE)) {
            link.patience(PATIENCE);
            check(link.facts());
            talkAsServer(link);
            if (setup.shallFail()) throw new IOException("it worked, and should not have: " + link.facts());
            watcher.check(setup);
            return note(link.facts());
        } catch (TlsFailure failure) {
            return expected(failure);
        }
    }

    private void talkAsServer(Link link) throws IOException {
        var first = link.input().readNBytes(Talk.SHORT.length);
        if (setup.twist() == Twist.PARLEY_UPDATES_KEYS) link.updateKeys(true);
        link.output().write(first);
        long rest = Talk.sendBack(link.input(), link.output());
        long all = (long) Talk.SHORT.length + Talk.LONG.length;
        if (first.length + rest != all && !setup.shallFail())
            throw new IOException("the client said " + (first.length + rest) + " of " + all + " bytes");
    }

    private String note(Facts facts) {
        if (setup.twist() != Twist.DEFAULTS) return "";
        return facts.suite().name().replaceFirst("^TLS_", "") + facts.group().map(it -> ", " + it.name()).orElse("")
            + (facts.retried() ? " after a HelloRetryRequest" : "");
    }

    /** A failure that the cell is about. @return the alert that the peer sent, or, if it was Parley that refused, nothing */
    private String expected(TlsFailure failure) throws TlsFailure {
        if (!setup.shallFail()) throw failure;
        var reasons = setup.twist() == Twist.CERTIFICATE_MISSING
            ? List.of(Reason.CLIENT_CERTIFICATE_REQUIRED, Reason.CLIENT_CERTIFICATE_MISSING)
            : List.of(Reason.NO_COMMON_PROTOCOL);
        if (side == Side.SERVER && reasons.contains(failure.reason())) return "";
        var alert = failure.failure().peerAlert();
        if (side == Side.SERVER || alert.isEmpty()) throw failure;
        return alert.get().name();
    }

    private void check(Facts facts) throws IOException {
        want("version", setup.version(), facts.version());
        want("protocol", Bytes.ofText(Talk.PROTOCOL), facts.protocol().orElse(null));
        want("server name", Talk.HOST, facts.serverName().orElse(null));
        if (setup.twist() != Twist.DEFAULTS)
            want("retried", setup.retry() || setup.twist() == Twist.COOKIE, facts.retried());
        want("resumed", false, facts.resumed());
        setup.suite().ifPresent(it -> want("suite", it, facts.suite()));
        setup.group().ifPresent(it -> want("group", it, facts.group().orElse(null)));
        var leaf = setup.suite().filter(it -> it.keyExchange() == KeyExchange.RSA).isPresent() ? 0 : 1;
        want("number of server's signatures", leaf, (int) facts.serverScheme().stream().count());
        want("number of client's signatures", (int) setup.client().stream().count(),
            (int) facts.clientScheme().stream().count());
        want("extended main secret", setup.extendedMainSecret(), facts.extendedMainSecret());
        if (setup.isCbc()) want("encrypt-then-MAC", setup.encryptThenMac(), facts.encryptThenMac());
        var papersOfPeer = side == Side.CLIENT ? Optional.of(papers.server(setup.server()))
            : setup.client().map(papers::client);
        want("certificate", papersOfPeer.map(it -> Bytes.of(it.encodedChain().getFirst())),
            facts.peerChain().stream().findFirst());
    }

    private static void want(String what, Object wanted, Object got) {
        if (!wanted.equals(got)) throw new AssertionError(what + " is " + got + " and should be " + wanted);
    }

    private void settings(TlsSettings it) {
        it.crypto(CRYPTO).trust(Papers.trust()).protocols(Talk.PROTOCOL);
        if (setup.twist() != Twist.DEFAULTS) restrict(it);
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT) it.recordSizeLimit(Watcher.SMALL_RECORD);
        if (side == Side.CLIENT) client(it);
        else server(it);
    }

    private void restrict(TlsSettings it) {
        it.versions(setup.version());
        setup.suite().ifPresent(it::suites);
        setup.group().ifPresent(it::groups);
    }

    private void client(TlsSettings it) {
        setup.client().ifPresent(kind -> it.credentials(Papers.credential(papers.client(kind))));
        if (setup.retry()) it.groups(setup.wrongGuess(), setup.group().orElseThrow()).keyShares(setup.wrongGuess());
        if (setup.twist() == Twist.MAX_FRAGMENT_LENGTH) it.maxFragmentLength(Watcher.SMALL_RECORD);
        // OpenSSL gives up at a change_cipher_spec before the hello with the cookie, its own client's too.
        if (setup.twist() == Twist.COOKIE) it.compatibility(false);
    }

    private void server(TlsSettings it) {
        it.credentials(Papers.credential(papers.server(setup.server())));
        if (setup.client().isPresent() || setup.twist() == Twist.CERTIFICATE_MISSING) it.clientAuth(ClientAuth.NEED);
        if (setup.twist() == Twist.CERTIFICATE_OPTIONAL) it.clientAuth(ClientAuth.WANT);
        if (setup.twist() == Twist.COOKIE) it.cookies(true);
    }
}
