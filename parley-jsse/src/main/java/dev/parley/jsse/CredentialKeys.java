package dev.parley.jsse;

import dev.parley.credential.Credential;
import dev.parley.credential.Credentials;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Parley's key manager. Parley itself asks it for its credentials and chooses by all it knows; whoever else has it gets
 * the answers that JSSE promises: by kind of key, issuers, and the name that the client wants.
 */
final class CredentialKeys extends X509ExtendedKeyManager {
    private final Supplier<Map<String, Credential>> named;
    private final Credentials credentials;

    private CredentialKeys(Supplier<Map<String, Credential>> named, Credentials credentials) {
        this.named = named;
        this.credentials = credentials;
    }

    /** Fixed ones, under their aliases. */
    static CredentialKeys of(Map<String, Credential> those) {
        var list = List.copyOf(those.values());
        return new CredentialKeys(() -> those, () -> list);
    }

    /** Those of the moment, their aliases numbers. */
    static CredentialKeys of(Credentials source) {
        return new CredentialKeys(() -> numbered(source.current()), source);
    }

    private static Map<String, Credential> numbered(List<Credential> those) {
        var numbered = new LinkedHashMap<String, Credential>();
        for (var one : those) numbered.put(String.valueOf(numbered.size()), one);
        return numbered;
    }

    Credentials credentials() {
        return credentials;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return all(type, issuers);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return all(type, issuers);
    }

    private String[] all(String type, Principal[] issuers) {
        var aliases = fitting(type, issuers).map(Map.Entry::getKey).toArray(String[]::new);
        return aliases.length == 0 ? null : aliases;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return first(types, issuers);
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        return first(types, issuers);
    }

    private String first(String[] types, Principal[] issuers) {
        if (types == null) return null;
        return Arrays.stream(types).flatMap(type -> fitting(type, issuers)).findFirst().map(Map.Entry::getKey)
            .orElse(null);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return best(type, issuers, socket instanceof SSLSocket it ? it.getHandshakeSession() : null);
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
        return best(type, issuers, engine == null ? null : engine.getHandshakeSession());
    }

    private String best(String type, Principal[] issuers, SSLSession handshake) {
        var host = wanted(handshake);
        var fitting = fitting(type, issuers).toList();
        return fitting.stream().filter(it -> host.isPresent() && it.getValue().covers(host.get())).findFirst()
            .or(() -> fitting.stream().findFirst()).map(Map.Entry::getKey).orElse(null);
    }

    private static Optional<String> wanted(SSLSession handshake) {
        if (!(handshake instanceof ExtendedSSLSession more)) return Optional.empty();
        return more.getRequestedServerNames().stream().filter(SNIHostName.class::isInstance)
            .map(it -> ((SNIHostName) it).getAsciiName()).findFirst();
    }

    private Stream<Map.Entry<String, Credential>> fitting(String type, Principal[] issuers) {
        if (type == null) return Stream.empty();
        var kind = type.replaceFirst("_.*", ""); // EC_EC and EC_RSA also say who signed
        return named.get().entrySet().stream()
            .filter(it -> it.getValue().publicKey().getAlgorithm().equals(kind))
            .filter(it -> issuers == null || issuers.length == 0 || isOf(it.getValue(), issuers));
    }

    private static boolean isOf(Credential credential, Principal[] issuers) {
        return credential.certificates().stream()
            .anyMatch(it -> Arrays.asList(issuers).contains(it.getIssuerX500Principal()));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return find(alias).map(it -> it.certificates().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return find(alias).map(Credential::key).orElse(null);
    }

    private Optional<Credential> find(String alias) {
        return alias == null ? Optional.empty() : Optional.ofNullable(named.get().get(alias));
    }
}
