package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failure.Reason;
import dev.parley.lab.LabLog;
import dev.parley.lab.Spec;
import dev.parley.transparency.Log;
import dev.parley.transparency.LogList;
import dev.parley.transparency.Transparency;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate Transparency for programs of JSSE: by Parley's parameters, or by system properties. RFC 6962. */
class TransparencyTest {
    private static final LabLog FIRST = LabLog.create();
    private static final LabLog SECOND = LabLog.create();
    private static final LogList LOGS =
        LogList.of(Log.of(FIRST.key(), "first", "One"), Log.of(SECOND.key(), "second", "Two"));
    private static final SSLContext LOGGED =
        Lab.context(Lab.PARLEY, Lab.AUTHORITY.issueLogged(Spec.server("server.example"), FIRST, SECOND));
    private static final SSLContext UNLOGGED = Lab.context(Lab.PARLEY, Lab.SERVER);

    @TempDir
    Path folder;

    @AfterEach
    void forgetProperties() {
        System.clearProperty("dev.parley.jsse.ctLogs");
        System.clearProperty("dev.parley.jsse.ctReport");
    }

    /** Why the client refuses the server; {@code null} if it does not. */
    private static Reason refusal(SSLEngine client, SSLContext server) {
        var failures = new HashMap<String, Exception>();
        new EnginePair(client, server.createSSLEngine()).shakeHands(failures);
        return failures.containsKey("client") ? ParleyFailure.of(failures.get("client")).orElseThrow().reason() : null;
    }

    private static SSLEngine client(SSLContext context, SSLParameters parameters) {
        var engine = context.createSSLEngine("server.example", 443);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLContext client() {
        return Lab.context(Lab.PARLEY, null);
    }

    @Test
    void parametersSayWhatIsWanted() {
        var enforced = new ParleyParameters().transparency(Transparency.enforce(LOGS));
        assertThat(refusal(client(client(), enforced), LOGGED)).isNull();
        assertThat(refusal(client(client(), enforced), UNLOGGED)).isEqualTo(Reason.TOO_FEW_TIMESTAMPS);
        var reported = new ParleyParameters().transparency(Transparency.report(LOGS));
        assertThat(refusal(client(client(), reported), UNLOGGED)).isNull();
        assertThat(refusal(client(client(), new ParleyParameters()), UNLOGGED)).isNull();
    }

    @Test
    void propertiesSayWhatIsWanted() throws Exception {
        System.setProperty("dev.parley.jsse.ctLogs", Files.writeString(folder.resolve("logs.json"), """
            {"operators": [{"name": "One", "logs": [%s]}, {"name": "Two", "logs": [%s]}]}"""
            .formatted(json(FIRST), json(SECOND))).toString());
        assertThat(refusal(client(client(), new SSLParameters()), LOGGED)).isNull();
        assertThat(refusal(client(client(), new SSLParameters()), UNLOGGED)).isEqualTo(Reason.TOO_FEW_TIMESTAMPS);
        System.setProperty("dev.parley.jsse.ctReport", "true");
        assertThat(refusal(client(client(), new SSLParameters()), UNLOGGED)).isNull();
    }

    private static String json(LabLog log) {
        var base64 = Base64.getEncoder();
        return "{\"log_id\": \"%s\", \"key\": \"%s\"}".formatted(base64.encodeToString(Log.idOf(log.key()).toArray()),
            base64.encodeToString(log.key().getEncoded()));
    }

    @Test
    void listThatIsNoneIsSaid() throws Exception {
        System.setProperty("dev.parley.jsse.ctLogs",
            Files.writeString(folder.resolve("none.json"), "nonsense").toString());
        assertThatThrownBy(() -> client().createSSLEngine("server.example", 443))
            .isInstanceOf(IllegalArgumentException.class);
        System.setProperty("dev.parley.jsse.ctLogs", folder.resolve("missing.json").toString());
        assertThatThrownBy(() -> client().createSSLEngine("server.example", 443))
            .isInstanceOf(UncheckedIOException.class);
    }

    /** What was judged by less does not go on where more is wanted. */
    @Test
    void sessionsOfLaxerConnectionsAreNotContinued() throws Exception {
        var context = client();
        var pair = new EnginePair(client(context, new ParleyParameters()), UNLOGGED.createSSLEngine());
        pair.shakeHands();
        EnginePair.carry(pair.server, pair.toClient, pair.client, "the ticket comes along");
        var again = new EnginePair(client(context, new ParleyParameters()), UNLOGGED.createSSLEngine());
        again.shakeHands();
        assertThat(((ParleySession) again.client.getSession()).facts().orElseThrow().resumed()).isTrue();
        var enforced = new ParleyParameters().transparency(Transparency.enforce(LOGS));
        assertThat(refusal(client(context, enforced), UNLOGGED)).isEqualTo(Reason.TOO_FEW_TIMESTAMPS);
    }

    /** A program's own trust manager says nothing of timestamps: Parley looks at them behind it. */
    @Test
    void askedBehindTrustManagersOfOthers() throws Exception {
        var context = SSLContext.getInstance("TLS", Lab.PARLEY);
        context.init(null, new TrustManager[]{new Trusting()}, null);
        var enforced = new ParleyParameters().transparency(Transparency.enforce(LOGS));
        var below = Lab.AUTHORITY.intermediate("Between").issueLogged(Spec.server("server.example"), FIRST, SECOND);
        assertThat(refusal(client(context, enforced), Lab.context(Lab.PARLEY, below))).isNull();
        assertThat(refusal(client(context, enforced), LOGGED)).as("the issuer is not in the chain that was sent")
            .isEqualTo(Reason.TOO_FEW_TIMESTAMPS);
        assertThat(refusal(client(context, enforced), UNLOGGED)).isEqualTo(Reason.TOO_FEW_TIMESTAMPS);
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return List.<X509Certificate>of().toArray(X509Certificate[]::new);
        }
    }
}
