package dev.parley.bench;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Netty's SSLEngine over BoringSSL, without Netty's own network. Its engines are counted, and freed by hand. */
record Netty(Row row, SslContext client, SslContext server, EngineTalk.Buffers buffers) implements Peers {
    private static final ByteBufAllocator MEMORY = UnpooledByteBufAllocator.DEFAULT;

    private static final OpenSslSessionTicketKey TICKET_KEY =
        new OpenSslSessionTicketKey(new byte[16], new byte[16], new byte[16]);

    static Peers peers(Row row) {
        try {
            var trust = trust(row);
            var own = Papers.server(row);
            var server = SslContextBuilder.forServer(own.key(), own.chain()).trustManager(trust)
                .clientAuth(row.isMutual() ? ClientAuth.REQUIRE : ClientAuth.NONE);
            var client = SslContextBuilder.forClient().trustManager(trust);
            if (row.isMutual()) client.keyManager(Papers.client().key(), Papers.client().chain());
            var serving = build(server, row);
            ((OpenSslSessionContext) serving.sessionContext()).setTicketKeys(TICKET_KEY);
            ((OpenSslSessionContext) serving.sessionContext()).setSessionCacheEnabled(true);
            var asking = build(client, row);
            ((OpenSslSessionContext) asking.sessionContext()).setSessionCacheEnabled(true);
            return new Netty(row, asking, serving,
                EngineTalk.Buffers.of(true, row.content()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TrustManager trust(Row row) throws GeneralSecurityException, IOException {
        return (X509TrustManager) Jsse.trust(row, Security.getProvider("SunJSSE"))[0];
    }

    private static SslContext build(SslContextBuilder builder, Row row) throws IOException {
        builder.sslProvider(SslProvider.OPENSSL_REFCNT).protocols(row.versionName())
            .option(OpenSslContextOption.GROUPS,
                new String[]{row.groupName().startsWith("x") ? "X25519" : row.groupName(), "P-256"});
        // TLS 1.3's suites cannot be chosen here: BoringSSL takes AES-128-GCM where the processor has AES.
        if (!row.suite.isFor13()) builder.ciphers(List.of(row.suiteName()));
        return builder.build();
    }

    private Talk connect(boolean watched) {
        var one = client.newEngine(MEMORY, Papers.HOST, Jsse.nextPort(row));
        var other = server.newEngine(MEMORY);
        var parameters = one.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        one.setSSLParameters(parameters);
        var talk = EngineTalk.shakeNativeHands(one, other, buffers, watched, () -> {
            ReferenceCountUtil.release(one);
            ReferenceCountUtil.release(other);
        });
        return row == Row.RESUMED_13 ? talk.withTickets() : talk;
    }

    @Override
    public Talk connect() {
        return connect(false);
    }

    @Override
    public Talk connectSeen() {
        return connect(true);
    }
}
