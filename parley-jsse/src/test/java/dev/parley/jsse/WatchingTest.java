package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.ServerSelector;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.Secret;
import dev.parley.failure.Reason;
import dev.parley.fingerprint.Fingerprints;
import dev.parley.id.NamedGroup;
import dev.parley.lab.LabCertificate;
import dev.parley.observe.Observer;
import dev.parley.wire.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Parley says and does beyond JSSE. */
class WatchingTest {
    private final SSLContext clients = Lab.context(Lab.PARLEY, null);
    private final SSLContext servers = Lab.context(Lab.PARLEY, Lab.SERVER);

    private EnginePair pair(SSLContext server) {
        return new EnginePair(clients.createSSLEngine("server.example", 443), server.createSSLEngine());
    }

    @Test
    void flightRecorderIsTold(@TempDir Path folder) throws Exception {
        var file = folder.resolve("it.jfr");
        try (var recording = new Recording()) {
            recording.enable("dev.parley.Handshake");
            recording.enable("dev.parley.Failure");
            recording.start();
            pair(servers).shakeHands();
            assertThatThrownBy(() -> pair(Lab.context(Lab.PARLEY, Lab.STRANGER)).shakeHands())
                .isInstanceOf(SSLException.class);
            recording.stop();
            recording.dump(file);
        }
        var events = RecordingFile.readAllEvents(file);
        assertThat(events).filteredOn(it -> isHandshake(it, "completed")).hasSize(2).allSatisfy(it -> {
            assertThat(it.getString("version")).isEqualTo("TLS 1.3");
            assertThat(it.getString("group")).isEqualTo("X25519MLKEM768");
            assertThat(it.getString("scheme")).isEqualTo("ecdsa_secp256r1_sha256");
            assertThat(it.getString("notResumed")).isIn("NO_SESSION", "NOT_OFFERED");
            assertThat(it.getDuration()).isPositive();
        });
        assertThat(events).filteredOn(it -> isHandshake(it, "UNTRUSTED_CERTIFICATE")).hasSize(1);
        assertThat(events).filteredOn(it -> it.getEventType().getName().equals("dev.parley.Failure")).anySatisfy(it -> {
            assertThat(it.getString("reason")).isEqualTo("UNTRUSTED_CERTIFICATE");
            assertThat(it.getString("alert")).isEqualTo("unknown_ca");
            assertThat(it.getString("remedy")).isNotBlank();
        });
        assertThat(Files.size(file)).isPositive();
    }

    private static boolean isHandshake(RecordedEvent event, String outcome) {
        return event.getEventType().getName().equals("dev.parley.Handshake")
            && event.getString("outcome").equals(outcome);
    }

    @Test
    void sessionTellsGroupAndScheme() throws Exception {
        var pair = pair(servers).shakeHands();
        var facts = ((ParleySession) pair.client.getSession()).facts().orElseThrow();
        assertThat(facts.group()).contains(NamedGroup.X25519MLKEM768);
        assertThat(facts.serverScheme()).isPresent();
        assertThat(facts.notResumed()).isPresent();
    }

    /** Of the JDK's hello, whatever version: the server's session knows JA3 and JA4, the client's JA3S. */
    @Test
    void sessionTellsHowThePeerSaysHello() throws Exception {
        for (var version : List.of("TLSv1.3", "TLSv1.2")) {
            var client = Lab.context(Lab.JDK, null).createSSLEngine("server.example", 443);
            client.setEnabledProtocols(new String[]{version});
            var server = servers.createSSLEngine();
            new EnginePair(client, server).shakeHands();
            var told = ((ParleySession) server.getSession()).fingerprints();
            assertThat(told.ja4().orElseThrow())
                .matches("t1" + version.charAt(6) + "d\\d{4}00_[0-9a-f]{12}_[0-9a-f]{12}");
            assertThat(told.ja3().orElseThrow()).matches("[0-9a-f]{32}");
            assertThat(told.ja3s()).isEmpty();
            assertThat(((ParleySession) server.getSession()).fingerprints()).isSameAs(told);
        }
        var pair = pair(servers).shakeHands();
        var ofServer = ((ParleySession) pair.client.getSession()).fingerprints();
        assertThat(ofServer.ja3s().orElseThrow()).matches("[0-9a-f]{32}");
        assertThat(ofServer.ja4()).isEmpty();
        assertThat(((ParleySession) clients.createSSLEngine().getSession()).fingerprints())
            .isEqualTo(Fingerprints.NONE);
    }

    @Test
    void observerMaySeeSecretsIfItWantsThem() throws Exception {
        var labels = new TreeSet<String>();
        var pair = pair(servers);
        pair.client.setSSLParameters(new ParleyParameters().observer(() -> new Observer() {
            @Override
            public boolean wantsSecrets() {
                return true;
            }

            @Override
            public void secret(String label, Bytes clientRandom, Secret secret) {
                labels.add(label);
            }
        }));
        pair.shakeHands();
        assertThat(labels).contains("CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0");
    }

    private static Credential credential(LabCertificate from) {
        return Credential.of(from.chain(), from.key());
    }

    private static SSLContext context(KeyManager keys, TrustManager trust) throws Exception {
        var context = SSLContext.getInstance("TLS", Lab.PARLEY);
        context.init(new KeyManager[]{keys}, new TrustManager[]{trust}, null);
        return context;
    }

    @Test
    void certificatesAreReplacedWithoutANewContext() throws Exception {
        var current = new AtomicReference<>(List.of(credential(Lab.SERVER)));
        var context = context(ParleyKeys.of(current::get), ParleyTrust.of(Trust.insecure()));
        pair(context).shakeHands();
        current.set(List.of(credential(Lab.STRANGER)));
        var other = pair(context);
        assertThatThrownBy(other::shakeHands).satisfies(
            it -> assertThat(ParleyFailure.of(it).orElseThrow().reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE));
    }

    @Test
    void trustIsReplacedAndSessionsOfTheOldAreNotContinued() throws Exception {
        Trust lab = Trust.of(List.of(Lab.AUTHORITY.root()));
        Trust strange = Trust.of(List.of(Lab.STRANGER.authority()));
        var current = new AtomicReference<>(lab);
        var context = context(ParleyKeys.of(() -> List.of(credential(Lab.CLIENT))), ParleyTrust.of(current::get));
        var first = new EnginePair(context.createSSLEngine("server.example", 443), servers.createSSLEngine());
        first.shakeHands();
        EnginePair.carry(first.server, first.toClient, first.client, "the tickets come before this");
        var again = new EnginePair(context.createSSLEngine("server.example", 443), servers.createSSLEngine());
        again.shakeHands();
        assertThat(((ParleySession) again.client.getSession()).facts().orElseThrow().resumed()).isTrue();
        current.set(strange);
        assertThatThrownBy(new EnginePair(context.createSSLEngine("server.example", 443),
            servers.createSSLEngine())::shakeHands).isInstanceOf(SSLException.class);
    }

    @Test
    void selectorSeesTheHelloAndMayAnswerLater() throws Exception {
        var settings = new TlsSettings(Side.SERVER, dev.parley.Cryptography.standard());
        settings.credentials(credential(Lab.SERVER)).protocols("chosen");
        var config = settings.build();
        var seen = new AtomicReference<String>();
        ServerSelector later = hello -> {
            seen.set(hello.serverName().orElse("none"));
            return CompletableFuture.supplyAsync(() -> config);
        };
        SSLEngine server = servers.createSSLEngine();
        server.setSSLParameters(new ParleyParameters().selector(later));
        var pair = new EnginePair(clients.createSSLEngine("server.example", 443), server);
        var parameters = pair.client.getSSLParameters();
        parameters.setApplicationProtocols(new String[]{"other", "chosen"});
        pair.client.setSSLParameters(parameters);
        pair.shakeHands();
        assertThat(seen.get()).isEqualTo("server.example");
        assertThat(pair.server.getApplicationProtocol()).isEqualTo("chosen");
    }
}
