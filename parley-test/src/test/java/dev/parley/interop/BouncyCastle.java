package dev.parley.interop;

import dev.parley.config.Side;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Bouncy Castle's bctls, with its own cryptography. Neither is registered with the JVM. */
final class BouncyCastle extends Jsse {
    private static final Provider CRYPTO = new BouncyCastleProvider();
    private static final Provider TLS = new BouncyCastleJsseProvider(CRYPTO);

    BouncyCastle(Papers papers) {
        super(papers, TLS);
    }

    @Override
    public String name() {
        return "Bouncy Castle";
    }

    @Override
    public String version() {
        return "bctls " + BouncyCastleJsseProvider.class.getPackage().getImplementationVersion() + ", bcprov "
            + BouncyCastleProvider.class.getPackage().getImplementationVersion();
    }

    @Override
    public Optional<String> limit(Setup setup, Side role) {
        return Optional.empty();
    }

    @Override
    void prepare(Setup setup, SSLParameters parameters, boolean client) throws PeerCannot {
        super.prepare(setup, parameters, client);
        if (!setup.is13() && !setup.extendedMainSecret())
            throw new PeerCannot("has no setting to leave the extended main secret out");
        if (setup.isCbc() && !setup.encryptThenMac())
            throw new PeerCannot("has no setting to leave encrypt_then_mac out");
    }

    @Override
    Provider managers() {
        return TLS;
    }

    @Override
    KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12", CRYPTO);
        store.load(null, null);
        return store;
    }

    @Override
    PrivateKey key(PrivateKey key) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), CRYPTO)
            .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }
}
