package dev.parley.jsse.it;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NettyServerTest extends ServerContract {
    @Override
    WebServer serve(SSLContext context, boolean needsClient) throws Exception {
        return NettyServer.start(context, needsClient);
    }

    @Test
    void isSetUpByItsOwnBuilderWithTheProvider() throws Exception {
        var keys = KeyManagerFactory.getInstance("PKIX", Lab.PARLEY);
        keys.init(Lab.keys(Lab.SERVER), Lab.PASSWORD);
        var tls = SslContextBuilder.forServer(keys).sslProvider(SslProvider.JDK).sslContextProvider(Lab.PARLEY)
            .trustManager(Lab.trust()).clientAuth(ClientAuth.REQUIRE).applicationProtocolConfig(NettyServer.BOTH)
            .build();
        try (var server = NettyServer.start(tls);
            var client =
                new JavaHttpClient(Lab.context(Lab.CLIENT), server.port(), java.net.http.HttpClient.Version.HTTP_2)) {
            assertThat(ClientContract.text(client.get("/who"))).matches("\\d+ HTTP/2 CN=Ada");
        }
    }
}
