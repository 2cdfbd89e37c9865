package dev.parley.jsse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that never heard of Parley, and say nothing of TLS at all: the authority stands in a system property. */
@Timeout(60)
class InstalledProviderTest {
    @Test
    void programsThatSayNothingOfTlsRunOnIt(@TempDir Path folder) throws Exception {
        var file = folder.resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            Lab.NOBODY.trustStore().store(out, Identity.PASSWORD);
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", new String(Identity.PASSWORD));
        var before = SSLContext.getDefault();
        Lab.install();
        try (var server = NettyServer.start(Lab.SERVER, false)) {
            SSLContext.setDefault(SSLContext.getInstance("Default"));
            var address = URI.create("https://localhost:" + server.port() + "/who");
            try (var client = HttpClient.newHttpClient()) {
                assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body())
                    .endsWith("HTTP/2 -");
            }
            var connection = (HttpsURLConnection) address.toURL().openConnection();
            connection.setSSLSocketFactory((SSLSocketFactory) SSLSocketFactory.getDefault());
            try (var in = connection.getInputStream()) {
                assertThat(ClientContract.text(in.readAllBytes())).endsWith("HTTP/1.1 -");
            }
            assertThat(SSLContext.getDefault().getProvider()).isEqualTo(Lab.PROVIDER);
        } finally {
            SSLContext.setDefault(before);
            Lab.remove();
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }
}
