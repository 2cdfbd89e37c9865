package dev.parley.hello;

import static dev.parley.failure.Reason.INAPPROPRIATE_FALLBACK_TRIED;
import static dev.parley.failure.Reason.NO_COMMON_VERSION;
import static dev.parley.id.ProtocolVersion.TLS_1_2;
import static dev.parley.id.ProtocolVersion.TLS_1_3;

import dev.parley.config.Hello;
import dev.parley.config.ServerSelector;
import dev.parley.config.TlsConfig;
import dev.parley.extension.Alpn;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SupportedGroups;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Choice;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.handshake.Task;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.Opened;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Heard;
import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Why;
import dev.parley.server12.Server12;
import dev.parley.server13.Server13;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** The server waits for the first hello and chooses the version. RFC 9846 section 4.3.1. */
public record WaitClientHello(Party party) implements State {
    @Override
    public Dialect dialect() {
        return Dialect.HELLO;
    }

    @Override
    public ChangeCipher changeCipher() {
        return ChangeCipher.REFUSED;
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(ClientHello.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof ClientHello visible)) throw unexpected(heard);
        var opened = Opened.of(party, visible, out);
        var hello = opened.map(Opened::hello).orElse(visible);
        return party.config().selector()
            .map(selector -> Step.after(selector.mayBlock(), select(selector, hello, out),
                chosen -> begin(party.with(chosen), hello, opened, out)))
            .orElseGet(() -> begin(party, hello, opened, out));
    }

    /** Somebody else decides, and may take time for it. */
    private static Task<TlsConfig> select(ServerSelector selector, ClientHello hello, Output out) {
        var seen = new Hello(ServerName.host(hello.extensions()), hello.versions(), hello.cipherSuites(),
            SupportedGroups.in(hello.extensions()),
            SignatureAlgorithms.in(hello.extensions()),
            hello.extensions().offered(Alpn.IT).map(Alpn.Names::names).orElse(List.of()),
            out.transcript().bytes());
        return () -> {
            try {
                return selector.select(seen).toCompletableFuture().join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof HandshakeFailure failure) throw failure;
                throw e;
            }
        };
    }

    private static Step begin(Party party, ClientHello hello, Optional<Opened> opened, Output out) {
        checkFallback(party.config(), hello);
        var version = chooseVersion(party.config(), hello, out);
        return version.equals(TLS_1_3) ? Server13.begin(party, hello, opened, out) : Server12.begin(party, hello, out);
    }

    /** Asked first: a client that went too far down has perhaps nothing left in common. RFC 7507 section 3. */
    private static void checkFallback(TlsConfig config, ClientHello hello) {
        if (hello.cipherSuites().contains(CipherSuite.FALLBACK_SCSV) && !hello.versions().contains(config.highest()))
            throw INAPPROPRIATE_FALLBACK_TRIED.because("the client retries with %s, this side speaks %s",
                hello.versions(), config.highest());
    }

    private static ProtocolVersion chooseVersion(TlsConfig config, ClientHello hello, Output out) {
        var theirs = hello.versions();
        var made = Choice.firstOf(List.of(TLS_1_3, TLS_1_2), version -> obstacle(version, config, theirs),
            ProtocolVersion::name);
        out.decided(() -> made.decision(Decision.Kind.VERSION, Why.HIGHEST_IN_COMMON, ProtocolVersion::name));
        return made.found().orElseThrow(
            () -> NO_COMMON_VERSION.because("no version in common").offers("versions", config.versions(), theirs));
    }

    private static Optional<Why> obstacle(ProtocolVersion version, TlsConfig config, List<ProtocolVersion> theirs) {
        if (!config.speaks(version)) return Optional.of(Why.NOT_ALLOWED_HERE);
        return theirs.contains(version) ? Optional.empty() : Optional.of(Why.NOT_OFFERED);
    }
}
