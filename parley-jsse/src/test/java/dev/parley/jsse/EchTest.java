package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cryptography;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchFate;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.ech.EchPem;
import dev.parley.ech.EchSource;
import dev.parley.failure.Reason;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted Client Hello for programs of JSSE: by Parley's parameters, or by system properties. RFC 9849. */
class EchTest {
    private static final EchKey KEY = key(1);

    @TempDir
    Path folder;

    private static EchKey key(int id) {
        return EchKey.generate(Cryptography.standard(), HpkeKem.X25519, HpkeSuite.USUAL, id, "localhost", 32);
    }

    private static EchConfigList configs(EchKey key) {
        return new EchConfigList(List.of(key.config()));
    }

    private static SSLEngine client() {
        return Lab.context(Lab.PARLEY, null).createSSLEngine("server.example", 443);
    }

    private static SSLEngine server() {
        return Lab.context(Lab.PARLEY, Lab.SERVER).createSSLEngine();
    }

    private static EchFate fate(SSLEngine engine) {
        return ((ParleySession) engine.getSession()).facts().orElseThrow().ech();
    }

    private static void isHidden(EnginePair pair) throws SSLException {
        pair.shakeHands();
        assertThat(fate(pair.client)).isEqualTo(EchFate.ACCEPTED);
        assertThat(fate(pair.server)).isEqualTo(EchFate.ACCEPTED);
        assertThat(((ExtendedSSLSession) pair.server.getSession()).getRequestedServerNames())
            .containsExactly(new SNIHostName("server.example"));
    }

    private static ParleyParameters identified() {
        var parameters = new ParleyParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    @Test
    void helloIsHiddenByParameters() throws Exception {
        var pair = new EnginePair(client(), server());
        pair.client.setSSLParameters(identified().ech(EchSource.of(configs(KEY))));
        pair.server.setSSLParameters(new ParleyParameters().echKeys(EchKeys.of(KEY)));
        isHidden(pair);
    }

    @Test
    void helloIsHiddenByProperties() throws Exception {
        var file = Files.writeString(folder.resolve("ech.pem"), EchPem.write(KEY));
        System.setProperty("dev.parley.jsse.ech", configs(KEY).base64());
        System.setProperty("dev.parley.jsse.echKeys", file.toString());
        try {
            isHidden(new EnginePair(client(), server()));
        } finally {
            System.clearProperty("dev.parley.jsse.ech");
            System.clearProperty("dev.parley.jsse.echKeys");
        }
    }

    /** The server proves its public name, and the connection ends with what it wants hellos hidden with. */
    @Test
    void rejectionIsAFailureThatSaysHowToTryAgain() {
        var pair = new EnginePair(client(), server());
        pair.client.setSSLParameters(identified().ech(EchSource.of(configs(key(2)))));
        pair.server.setSSLParameters(new ParleyParameters().echKeys(EchKeys.of(KEY)));
        var failures = new HashMap<String, Exception>();
        pair.shakeHands(failures);
        var failure = ParleyFailure.of(failures.get("client")).orElseThrow();
        assertThat(failure.reason()).isEqualTo(Reason.ECH_REJECTED);
        assertThat(failure.retryConfigs()).isPresent();
    }

    /** A stranger who shows a certificate for another name than the public one is not believed to have rejected anything. */
    @Test
    void onlyThePublicNameCanReject() {
        var pair = new EnginePair(client(), server());
        var elsewhere = EchKey.generate(Cryptography.standard(), HpkeKem.X25519, HpkeSuite.USUAL, 3,
            "elsewhere.example", 32);
        pair.client.setSSLParameters(identified().ech(EchSource.of(configs(elsewhere))));
        pair.server.setSSLParameters(new ParleyParameters().echKeys(EchKeys.of(KEY)));
        var failures = new HashMap<String, Exception>();
        pair.shakeHands(failures);
        assertThat(ParleyFailure.of(failures.get("client")).orElseThrow().reason())
            .isEqualTo(Reason.WRONG_HOST_NAME);
    }

    /** As browsers do; what is not wanted can be turned off for one connection, or for all. RFC 9849 section 6.2. */
    @Test
    void helloLooksHiddenUnlessTurnedOff() throws Exception {
        var pair = new EnginePair(client(), server());
        pair.shakeHands();
        assertThat(fate(pair.client)).isEqualTo(EchFate.GREASE);
        var plain = new EnginePair(client(), server());
        plain.client.setSSLParameters(new ParleyParameters().grease(false));
        plain.shakeHands();
        assertThat(fate(plain.client)).isEqualTo(EchFate.NOT_OFFERED);
        System.setProperty("dev.parley.jsse.grease", "false");
        try {
            var everywhere = new EnginePair(client(), server());
            everywhere.shakeHands();
            assertThat(fate(everywhere.client)).isEqualTo(EchFate.NOT_OFFERED);
        } finally {
            System.clearProperty("dev.parley.jsse.grease");
        }
    }

    @Test
    void nonsenseInThePropertyIsSaid() {
        System.setProperty("dev.parley.jsse.ech", "nonsense!");
        try {
            assertThatThrownBy(EchTest::client).isInstanceOf(IllegalArgumentException.class);
        } finally {
            System.clearProperty("dev.parley.jsse.ech");
        }
    }
}
