package dev.parley.explain.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.Side;
import dev.parley.explain.story.Account;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Played;
import dev.parley.explain.story.Story;
import dev.parley.explain.words.Words;
import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import dev.parley.observe.Observer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes of the JDK's own provider that fail, and what their exceptions say. */
class ExplainTest {
    private static final Consumer<SSLEngine> AS_IT_IS = engine -> {};

    private static Consumer<SSLEngine> speaking(String... versions) {
        return engine -> engine.setEnabledProtocols(versions);
    }

    private static Two two(LabCertificate shown, Consumer<SSLEngine> ofClient, Consumer<SSLEngine> ofServer)
        throws Exception {
        return new Two(SunLab.client(Explain.STANDARD), SunLab.server(Explain.STANDARD, shown), ofClient, ofServer)
            .talk();
    }

    private static Account account(Exception thrown) {
        assertThat(thrown).isNotNull();
        return HandshakeStory.of(thrown).orElseThrow().story().flatMap(Story::failure).orElseThrow().account();
    }

    @Test
    void noCommonSuite() throws Exception {
        var two = two(SunLab.SERVER, it -> it.setEnabledCipherSuites(new String[]{"TLS_AES_128_GCM_SHA256"}),
            it -> it.setEnabledCipherSuites(new String[]{"TLS_AES_256_GCM_SHA384"}));
        var account = account(two.ofServer);
        assertThat(account.reason()).isEqualTo(Reason.NO_COMMON_SUITE);
        assertThat(account.offers().orElseThrow().ours()).contains("TLS_AES_256_GCM_SHA384");
        assertThat(account.offers().orElseThrow().theirs()).contains("TLS_AES_128_GCM_SHA256");
        assertThat(two.ofServer).isInstanceOf(SSLHandshakeException.class);
        assertHeard(two.ofClient, AlertDescription.HANDSHAKE_FAILURE);
    }

    @Test
    void noCommonVersion() throws Exception {
        var two = two(SunLab.SERVER, speaking("TLSv1.2"), speaking("TLSv1.3"));
        var account = account(two.ofServer);
        assertThat(account.reason()).isEqualTo(Reason.NO_COMMON_VERSION);
        assertThat(account.detail()).contains("TLS 1.2", "TLS 1.3");
        assertHeard(two.ofClient, AlertDescription.PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void unknownAuthority(String version) throws Exception {
        var two = two(SunLab.STRANGER, speaking(version), AS_IT_IS);
        var account = account(two.ofClient);
        assertThat(account.reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
        assertThat(account.detail()).contains("Parley");
        assertHeard(two.ofServer, AlertDescription.CERTIFICATE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void expired(String version) throws Exception {
        var old = SunLab.AUTHORITY
            .issue(Spec.server(SunLab.HOST).valid(Duration.ofDays(-2), Duration.ofDays(-1)));
        assertThat(account(two(old, speaking(version), AS_IT_IS).ofClient).reason())
            .isEqualTo(Reason.CERTIFICATE_IS_EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anotherHost(String version) throws Exception {
        var two = two(SunLab.AUTHORITY.issue(Spec.server("other.example")), engine -> {
            var parameters = engine.getSSLParameters();
            parameters.setProtocols(new String[]{version});
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }, AS_IT_IS);
        var account = account(two.ofClient);
        assertThat(account.reason()).isEqualTo(Reason.WRONG_HOST_NAME);
        assertThat(account.detail()).contains("localhost", "other.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void noClientCertificate(String version) throws Exception {
        var two = two(SunLab.SERVER, speaking(version), it -> it.setNeedClientAuth(true));
        assertThat(HandshakeStory.of(two.ofServer)).isPresent();
        assertThat(account(two.ofClient).reason()).isEqualTo(Reason.PEER_ALERT);
    }

    /** Where the context was not initialized through what watches, only the exception tells. */
    @Test
    void aContextThatIsThereAlready() throws Exception {
        var clients = Explain.STANDARD.context(SunLab.init(SunLab.sun(), null));
        var two = new Two(clients, SunLab.server(Explain.STANDARD, SunLab.STRANGER), AS_IT_IS, AS_IT_IS).talk();
        assertThat(account(two.ofClient).reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
    }

    private static void assertHeard(Exception thrown, AlertDescription alert) {
        var account = account(thrown);
        assertThat(account.reason()).isEqualTo(Reason.PEER_ALERT);
        assertThat(account.peerAlert()).contains(alert);
    }

    @Test
    void theTraceSaysWhatToChange() throws Exception {
        var two = two(SunLab.SERVER, speaking("TLSv1.2"), speaking("TLSv1.3"));
        var trace = new StringWriter();
        two.ofServer.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("Suppressed: The connection failed: NO_COMMON_VERSION", "what to change",
            "in common").doesNotContain("nobody is left to be told");
    }

    @Test
    void theStoryHasWhatPassed() throws Exception {
        var two = two(SunLab.STRANGER, speaking("TLSv1.2"), AS_IT_IS);
        var story = HandshakeStory.of(two.ofClient).orElseThrow().story().orElseThrow();
        assertThat(story.said(Entry.Message.class).map(it -> it.message().name()).toList())
            .startsWith("ClientHello", "ServerHello", "Certificate");
        assertThat(story.tellers()).containsExactly(Side.CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whatSucceedsIsAsBefore(String version) throws Exception {
        var two = two(SunLab.SERVER, speaking(version), AS_IT_IS);
        assertThat(two.ofClient).isNull();
        assertThat(two.ofServer).isNull();
        assertThat(two.client.getSession().getProtocol()).isEqualTo(version);
        two.say("ping");
        assertThat(two.heard()).isEqualTo("ping");
    }

    @Test
    void inChineseToo() throws Exception {
        var chinese = new Explain(Words.CHINESE, Keeper.NONE);
        var two = new Two(SunLab.client(chinese), SunLab.server(chinese, SunLab.STRANGER), AS_IT_IS, AS_IT_IS).talk();
        assertThat(HandshakeStory.of(two.ofClient).orElseThrow().getMessage()).contains("连接失败");
    }

    @Test
    void wholeStoriesAreKeptOnce() throws Exception {
        var kept = new ArrayList<Story>();
        var how = new Explain(Words.ENGLISH, story -> {
            kept.add(story);
            return "/somewhere/story-" + kept.size();
        });
        var two = new Two(SunLab.client(how), SunLab.server(Explain.STANDARD, SunLab.STRANGER), AS_IT_IS, AS_IT_IS)
            .talk();
        assertThat(kept).hasSize(1);
        assertThat(HandshakeStory.of(two.ofClient).orElseThrow().getMessage()).contains("/somewhere/story-1");
    }

    @Test
    void aStoryThatCannotBeKeptHidesNothing() throws Exception {
        var how = new Explain(Words.ENGLISH, _ -> {
            throw new IOException("full");
        });
        var two = new Two(SunLab.client(how), SunLab.server(Explain.STANDARD, SunLab.STRANGER), AS_IT_IS, AS_IT_IS)
            .talk();
        assertThat(account(two.ofClient).reason()).isEqualTo(Reason.UNTRUSTED_CERTIFICATE);
    }

    @Test
    void everyContextFromNowOnUntilItIsClosed() throws Exception {
        try (var _ = Explain.attach()) {
            var context = SSLContext.getInstance("TLS");
            SunLab.init(context, null);
            assertThat(context.createSSLEngine()).isInstanceOf(WatchedEngine.class);
            assertThat(SSLContext.getInstance("TLS", "SunJSSE").getProvider().getName()).isEqualTo("SunJSSE");
            assertThatThrownBy(Explain::attach).isInstanceOf(IllegalStateException.class);
        }
        assertThat(SSLContext.getInstance("TLS").getProvider().getName()).isEqualTo("SunJSSE");
    }

    @Test
    void parleysOwnExceptionsToo() {
        var failures = new ArrayList<HandshakeFailure>();
        Played.of(it -> it.versions(ProtocolVersion.TLS_1_3), it -> it.groups(NamedGroup.X25519),
            it -> it.groups(NamedGroup.SECP384R1), false, Observer.all(List.of(
                Explain.STANDARD.observer(Side.CLIENT).get(), new Observer() {
                    @Override
                    public void failure(HandshakeFailure failure) {
                        failures.add(failure);
                    }
                })));
        var story = HandshakeStory.of(new IOException(failures.getFirst())).flatMap(HandshakeStory::story);
        assertThat(story.flatMap(Story::failure).orElseThrow().account().reason()).isEqualTo(Reason.PEER_ALERT);
    }

    @Test
    void otherExceptionsHaveNoStory() {
        var one = new IOException("one");
        var other = new IOException("other", one);
        one.initCause(other);
        assertThat(HandshakeStory.of(one)).isEqualTo(Optional.empty());
    }
}
