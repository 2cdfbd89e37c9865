package dev.parley.jsse;

import dev.parley.config.Hello;
import dev.parley.credential.Credential;
import dev.parley.credential.CredentialRequest;
import dev.parley.credential.Credentials;
import dev.parley.credential.Selection;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import javax.security.auth.x500.X500Principal;

/**
 * Lets a program's own key manager choose. It may read from anywhere, so it is asked in a task: on the client when the
 * server wants a certificate, on the server once the hello is there.
 */
final class KeyChoice implements Credentials {
    private final X509KeyManager keys;
    private final KnownCredentials known;
    private final Face face;

    KeyChoice(X509KeyManager keys, KnownCredentials known, Face face) {
        this.keys = keys;
        this.known = known;
        this.face = face;
    }

    @Override
    public List<Credential> current() {
        return List.of();
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    /** For a client. */
    @Override
    public Selection choose(CredentialRequest request) {
        var types = types(request.ownSchemes().stream().filter(request.peerSchemes()::contains).toList());
        var alias = face.clientAlias(keys, types.toArray(String[]::new), issuers(request.authorities()));
        return Selection.choose(of(alias).stream().toList(), request);
    }

    private static Principal[] issuers(List<Bytes> names) {
        var issuers = new ArrayList<Principal>();
        for (var name : names) {
            try {
                issuers.add(new X500Principal(name.toArray()));
            } catch (IllegalArgumentException _) {
                continue; // no certificate can have such an issuer
            }
        }
        return issuers.isEmpty() ? null : issuers.toArray(Principal[]::new);
    }

    private static List<String> types(List<SignatureScheme> schemes) {
        return schemes.stream().map(Vocabulary::keyType).distinct().toList();
    }

    private Optional<Credential> of(String alias) {
        if (alias == null) return Optional.empty();
        return known.of(keys.getCertificateChain(alias), keys.getPrivateKey(alias));
    }

    /** For a server: the one that the manager wants for each kind of key that the client can verify. */
    Credentials forClient(Hello hello) {
        var found = new ArrayList<Credential>();
        for (var type : types(hello.schemes())) of(face.serverAlias(keys, type)).ifPresent(found::add);
        var fixed = List.copyOf(found);
        return () -> fixed;
    }
}
