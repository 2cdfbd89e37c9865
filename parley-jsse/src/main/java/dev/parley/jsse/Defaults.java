package dev.parley.jsse;

import dev.parley.crypto.Crypto;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLParameters;

/**
 * What is on unless a program asks for something else: a context's versions, the safe suites, and what the JDK's system
 * properties say. {@code null} for groups and schemes means: Parley's.
 *
 * @param versions those of the context's name
 * @param spoken every suite that can be spoken
 */
record Defaults(Crypto crypto, List<ProtocolVersion> versions, List<CipherSuite> spoken) {
    Defaults(Crypto crypto, List<ProtocolVersion> versions) {
        this(crypto, versions, Vocabulary.suites(crypto));
    }

    String[] protocols(boolean client) {
        var own = property(client ? "jdk.tls.client.protocols" : "jdk.tls.server.protocols");
        if (own != null) return Vocabulary.checkedVersions(own);
        var constraints = Constraints.of(null);
        return Vocabulary.names((client ? versions : Vocabulary.SPOKEN).stream().filter(constraints::permit).toList());
    }

    String[] suites(boolean client) {
        var own = property(client ? "jdk.tls.client.cipherSuites" : "jdk.tls.server.cipherSuites");
        if (own != null) return Vocabulary.checkedSuites(own);
        boolean only12 = client && !versions.contains(ProtocolVersion.TLS_1_3);
        return names(
            spoken.stream().filter(Vocabulary::isStandard).filter(suite -> !only12 || suite.isFor12()).toList());
    }

    String[] supportedSuites() {
        return names(spoken);
    }

    private static String[] names(List<CipherSuite> suites) {
        var constraints = Constraints.of(null);
        return Vocabulary.suiteNames(suites.stream().filter(constraints::permit).toList());
    }

    String[] groups() {
        return property("jdk.tls.namedGroups");
    }

    String[] schemes(boolean client) {
        return property(client ? "jdk.tls.client.SignatureSchemes" : "jdk.tls.server.SignatureSchemes");
    }

    SSLParameters parameters(boolean client) {
        return new Wishes<Void>(this, client).parameters();
    }

    SSLParameters supported() {
        var all = new ParleyParameters();
        all.setProtocols(Vocabulary.names(Vocabulary.SPOKEN));
        all.setCipherSuites(supportedSuites());
        return all;
    }

    /** A list in a system property, its quotes taken off; {@code null} if it is not there. */
    private static String[] property(String name) {
        var text = System.getProperty(name);
        if (text == null || text.isBlank()) return null;
        return Arrays.stream(text.replace("\"", "").split(",")).map(String::strip).filter(it -> !it.isEmpty())
            .toArray(String[]::new);
    }
}
