package dev.parley.interop;

import dev.parley.lab.LabCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** One key for every question, as the kinds of keys that a provider asks for have names of its own. */
final class OneKey extends X509ExtendedKeyManager {
    private static final String NAME = "own";

    private final PrivateKey key;
    private final X509Certificate[] chain;

    /** @param key in the provider's own form, if it wants one */
    OneKey(LabCertificate own, PrivateKey key) {
        this.key = key;
        this.chain = own.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public String[] getClientAliases(String kind, Principal[] issuers) {
        return new String[]{NAME};
    }

    @Override
    public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
        return NAME;
    }

    @Override
    public String[] getServerAliases(String kind, Principal[] issuers) {
        return new String[]{NAME};
    }

    @Override
    public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
        return NAME;
    }

    @Override
    public String chooseEngineClientAlias(String[] kinds, Principal[] issuers, SSLEngine engine) {
        return NAME;
    }

    @Override
    public String chooseEngineServerAlias(String kind, Principal[] issuers, SSLEngine engine) {
        return NAME;
    }

    @Override
    public X509Certificate[] getCertificateChain(String name) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String name) {
        return key;
    }
}
