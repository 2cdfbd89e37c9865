package dev.parley.crypto.fast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.crypto.fast.Libraries.Library;
import dev.parley.crypto.jca.Providers.Work;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of libraries that are missing, broken or wrong. */
class LibrariesTest {
    private static final Provider JDK = Security.getProvider("SunEC");
    private static final Library SOUND = new Library("Sound", () -> JDK, List.of(Work.ECDH, Work.ECDSA));
    private static final Logger LOG = Logger.getLogger(Libraries.class.getName());

    private final List<String> said = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord log) {
            said.add(new SimpleFormatter().formatMessage(log));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(ear);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(ear);
    }

    @Test
    void missingLibraryLeavesItsWorkToTheJdk() {
        var chosen = Libraries.choose(List.of(new Library("Missing", () -> {
            throw new NoClassDefFoundError("org/missing/Library");
        }, List.of(Work.X25519)), SOUND));
        assertThat(chosen.of(Work.X25519)).isEmpty();
        assertThat(chosen.of(Work.ECDSA)).contains(JDK);
        assertThat(said).containsExactly("slower cryptography, the JDK's own, in place of"
            + " Missing (java.lang.NoClassDefFoundError: org/missing/Library)");
    }

    @Test
    void libraryThatDoesNotLoadHere() {
        assertThat(Libraries.choose(List.of(new Library("Foreign", () -> {
            throw new UnsatisfiedLinkError("no such platform");
        }, List.of(Work.RSA)))).of(Work.RSA)).isEmpty();
        assertThat(said).singleElement().asString().contains("Foreign", "no such platform");
    }

    @Test
    void libraryThatDoesOneThingWrongDoesNothing() {
        var broken = new Broken("KeyAgreement.XDH", Zeros.class);
        var chosen = Libraries.choose(List.of(new Library("Broken", () -> broken, List.of(Work.ECDSA, Work.X25519)),
            new Library("Lacking", () -> JDK, List.of(Work.RSA)), SOUND));
        assertThat(chosen.of(Work.X25519)).isEmpty();
        assertThat(chosen.of(Work.RSA)).isEmpty();
        assertThat(chosen.of(Work.ECDSA)).as("what Broken does right").contains(JDK);
        assertThat(said).singleElement().asString().contains("Broken", "XDH agrees on nothing", "Lacking")
            .doesNotContain("Sound");
    }

    @Test
    void whoVerifiesAnythingDoesNothing() {
        var chosen = Libraries.choose(List.of(new Library("Gullible",
            () -> new Broken("Signature.SHA256withECDSA", Gullible.class), List.of(Work.ECDH, Work.ECDSA))));
        assertThat(chosen.of(Work.ECDH)).isEmpty();
        assertThat(said).singleElement().asString().contains("SHA256withECDSA verifies anything");
    }

    @Test
    void whoRefusesWhatIsKnownDoesNothing() {
        assertThat(Libraries.choose(List.of(new Library("Stubborn",
            () -> new Broken("Signature.SHA256withECDSA", Stubborn.class), List.of(Work.ECDSA)))).of(Work.ECDSA))
            .isEmpty();
        assertThat(said).singleElement().asString().contains("SHA256withECDSA signs wrong");
    }

    @Test
    void allIsWellHere() {
        for (var work : List.of(Work.ECDH, Work.ECDSA, Work.RSA))
            assertThat(Libraries.PROVIDERS.of(work).orElseThrow().getName()).isEqualTo("AmazonCorrettoCryptoProvider");
        assertThat(Libraries.PROVIDERS.of(Work.X25519).orElseThrow().getName()).isEqualTo("Conscrypt");
    }

    @Test
    void noProviderIsInstalledForOthers() {
        assertThat(Libraries.PROVIDERS.of(Work.ECDH)).isPresent();
        assertThat(Security.getProviders()).extracting(Provider::getName)
            .doesNotContain("AmazonCorrettoCryptoProvider", "Conscrypt");
    }

    /** Does all as the JDK does, but one thing. */
    private static final class Broken extends Provider {
        private static final long serialVersionUID = 1;

        Broken(String service, Class<?> by) {
            super("Broken", "1", "");
            put(service, by.getName());
        }

        @Override
        public Service getService(String type, String algorithm) {
            var own = super.getService(type, algorithm);
            return own == null ? JDK.getService(type, algorithm) : own;
        }
    }

    public static final class Zeros extends KeyAgreementSpi {
        @Override
        protected void engineInit(Key key, SecureRandom random) {}

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters, SecureRandom random) {}

        @Override
        protected Key engineDoPhase(Key key, boolean last) {
            return null;
        }

        @Override
        protected byte[] engineGenerateSecret() {
            return new byte[32];
        }

        @Override
        protected int engineGenerateSecret(byte[] secret, int offset) {
            return 32;
        }

        @Override
        protected SecretKey engineGenerateSecret(String algorithm) {
            throw new UnsupportedOperationException(algorithm);
        }
    }

    /** Signs nothing, and verifies by what is said. */
    private abstract static class Answering extends SignatureSpi {
        private final boolean answer;

        Answering(boolean answer) {
            this.answer = answer;
        }

        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte one) {}

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[8];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return answer;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException(name);
        }
    }

    public static final class Gullible extends Answering {
        public Gullible() {
            super(true);
        }
    }

    public static final class Stubborn extends Answering {
        public Stubborn() {
            super(false);
        }
    }
}
