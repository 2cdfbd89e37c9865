package dev.parley.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.failure.Reason;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.LabCertificate;
import dev.parley.lab.Spec;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

/** What may not be used is not: by a program's own constraints, and by the JDK's security properties. */
class ConstraintsTest {
    private record Without(Predicate<String> names, Predicate<Key> keys) implements AlgorithmConstraints {
        @Override
        public boolean permits(Set<CryptoPrimitive> uses, String algorithm, AlgorithmParameters parameters) {
            return !names.test(algorithm);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> uses, Key key) {
            return !keys.test(key);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> uses, String algorithm, Key key, AlgorithmParameters parameters) {
            return permits(uses, algorithm, parameters) && permits(uses, key);
        }
    }

    private static EnginePair pair(LabCertificate shown) {
        return new EnginePair(Lab.context(Lab.PARLEY, null, shown).createSSLEngine("server.example", 443),
            Lab.context(Lab.PARLEY, shown).createSSLEngine());
    }

    private static EnginePair without(Predicate<String> names, Predicate<Key> keys) {
        var pair = pair(Lab.SERVER);
        var parameters = pair.client.getSSLParameters();
        parameters.setAlgorithmConstraints(new Without(names, keys));
        pair.client.setSSLParameters(parameters);
        return pair;
    }

    private static void refuses(EnginePair pair, Reason reason) {
        assertThatThrownBy(pair::shakeHands).isInstanceOf(SSLException.class)
            .satisfies(it -> assertThat(ParleyFailure.of(it).orElseThrow().reason()).isEqualTo(reason));
    }

    private static String suite(SSLEngine engine) {
        return engine.getSession().getCipherSuite();
    }

    private static String group(SSLEngine engine) {
        return ((ParleySession) engine.getSession()).facts().orElseThrow().group().orElseThrow().name();
    }

    @Test
    void ofTheProgram() throws Exception {
        assertThat(suite(without("TLS_AES_128_GCM_SHA256"::equals, _ -> false).shakeHands().client))
            .isNotEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(without("TLSv1.3"::equals, _ -> false).shakeHands().client.getSession().getProtocol())
            .isEqualTo("TLSv1.2");
        assertThat(group(without("X25519MLKEM768"::equals, _ -> false).shakeHands().client))
            .isNotEqualTo("X25519MLKEM768");
        refuses(without("SHA256withECDSA"::equals, _ -> false), Reason.NO_COMMON_SIGNATURE_SCHEME);
        refuses(without(_ -> false, key -> key.getAlgorithm().equals("EC")), Reason.WEAK_CERTIFICATE);
    }

    private static void disabling(String more, Body body) throws Exception {
        var before = Security.getProperty("jdk.tls.disabledAlgorithms");
        Security.setProperty("jdk.tls.disabledAlgorithms", before + ", " + more);
        try {
            body.run();
        } finally {
            Security.setProperty("jdk.tls.disabledAlgorithms", before);
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    @Test
    void ofThePropertyForTls() throws Exception {
        disabling("TLS_AES_128_GCM_SHA256", () -> assertThat(suite(pair(Lab.SERVER).shakeHands().client))
            .isNotEqualTo("TLS_AES_128_GCM_SHA256"));
        disabling("AES", () -> assertThat(suite(pair(Lab.SERVER).shakeHands().client)).contains("CHACHA20"));
        disabling("X25519MLKEM768, x25519",
            () -> assertThat(group(pair(Lab.SERVER).shakeHands().client)).isNotIn("X25519MLKEM768", "x25519"));
        disabling("TLSv1.3", () -> assertThat(pair(Lab.SERVER).shakeHands().client.getSession().getProtocol())
            .isEqualTo("TLSv1.2"));
        disabling("EC keySize <= 256", () -> refuses(pair(Lab.SERVER), Reason.WEAK_CERTIFICATE));
        disabling("SHA256withECDSA usage HandshakeSignature",
            () -> assertThatThrownBy(pair(Lab.SERVER)::shakeHands).isInstanceOf(SSLException.class));
        assertThat(suite(pair(Lab.SERVER).shakeHands().client)).isEqualTo("TLS_AES_128_GCM_SHA256");
    }

    /** The JDK's list for certificates has SHA-1, and RSA keys below 1024 bits. */
    @Test
    void ofThePropertyForCertificates() throws Exception {
        var authority = LabAuthority.create(KeyKind.RSA_2048);
        var weak = authority.issue(Spec.server("server.example").signedWith("SHA1withRSA"));
        var sound = authority.issue(Spec.server("server.example"));
        check(sound);
        assertThatThrownBy(() -> check(weak)).isInstanceOf(CertificateException.class)
            .satisfies(it -> assertThat(ParleyFailure.of(it).orElseThrow().reason())
                .isIn(Reason.WEAK_CERTIFICATE, Reason.PATH_CHECK_FAILED));
    }

    private static void check(LabCertificate shown) throws Exception {
        var factory = TrustManagerFactory.getInstance("PKIX", Lab.PARLEY);
        factory.init(Lab.trust(shown));
        ((X509TrustManager) factory.getTrustManagers()[0])
            .checkServerTrusted(shown.chain().toArray(X509Certificate[]::new), "ECDHE_RSA");
    }
}
