package dev.parley.interop;

import dev.parley.config.Side;
import dev.parley.id.NamedGroup;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Bouncy Castle's bctls, with its own cryptography. Neither is registered with the JVM. */
final class BouncyCastle extends Jsse {
    private static final char[] PASSWORD = "interop".toCharArray();
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
        return jar(BouncyCastleJsseProvider.class) + ", " + jar(BouncyCastleProvider.class);
    }

    /** Neither says its version itself, but the names of their jars do. */
    private static String jar(Class<?> type) {
        var path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
    }

    @Override
    public Optional<String> limit(Setup setup, Side role) {
        if (setup.twist() == Twist.COOKIE && !setup.retry() && role == Side.CLIENT)
            return Optional.of("refuses a HelloRetryRequest without a key share, so also for a cookie alone");
        if (setup.twist() == Twist.RECORD_SIZE_LIMIT) return Optional.of("does not know record_size_limit");
        return Optional.empty();
    }

    @Override
    Optional<String> limit(Return kind, Side role) {
        return switch (kind) {
            case ID_12, EARLY_13 -> Optional.empty();
            case TICKET_12 -> Optional.of("does not know session_ticket");
            case TICKET_13, STATEFUL_13 -> Optional.of("does not go on with sessions of TLS 1.3");
        };
    }

    @Override
    void prepare(Setup setup, SSLParameters parameters, boolean client) throws PeerCannot {
        super.prepare(setup, parameters, client);
        if (!setup.is13() && !setup.extendedMainSecret())
            throw new PeerCannot("has no setting to leave the extended main secret out");
        if (setup.isCbc() && !setup.encryptThenMac())
            throw new PeerCannot("has no setting to leave encrypt_then_mac out");
    }

    /** It signs and verifies with a curve only if it may agree on keys with it too, so the curves of all keys are added. */
    @Override
    void lastly(Setup setup, SSLSocket socket, boolean client) {
        if (setup.group().isEmpty()) return;
        var bouncy = (BCSSLSocket) socket;
        var parameters = bouncy.getParameters();
        var groups = new LinkedHashSet<>(List.of(parameters.getNamedGroups()));
        if (client) parameters.setEarlyKeyShares(new String[]{groups.getFirst()});
        if (client || setup.client().isPresent() || setup.server() == KeyKind.P256)
            groups.add(NamedGroup.SECP256R1.name()); // the authority's key has this curve too
        if (setup.needs("P384")) groups.add(NamedGroup.SECP384R1.name());
        if (setup.needs("P521")) groups.add(NamedGroup.SECP521R1.name());
        parameters.setNamedGroups(groups.toArray(String[]::new));
        if (setup.needs("ML_DSA")) parameters.setSignatureSchemes(
            new String[]{"mldsa44", "mldsa65", "mldsa87", "ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256"});
        bouncy.setParameters(parameters);
    }

    /** Its own manager of keys looks for them by names of its own, and wants them in its own form. */
    @Override
    KeyManager[] keyManagers(LabCertificate own) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12", CRYPTO);
        store.load(null, null);
        var key = KeyFactory.getInstance(own.key().getAlgorithm(), CRYPTO)
            .generatePrivate(new PKCS8EncodedKeySpec(own.key().getEncoded()));
        var certificates = CertificateFactory.getInstance("X.509", CRYPTO);
        var chain = new ArrayList<Certificate>();
        for (var encoded : own.encodedChain())
            chain.add(certificates.generateCertificate(new ByteArrayInputStream(encoded)));
        store.setKeyEntry("own", key, PASSWORD, chain.toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance("PKIX", TLS);
        keys.init(store, PASSWORD);
        return keys.getKeyManagers();
    }
}
