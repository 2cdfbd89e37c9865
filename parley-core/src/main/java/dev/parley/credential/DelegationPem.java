package dev.parley.credential;

import dev.parley.crypto.Crypto;
import dev.parley.wire.WireFailure;
import java.nio.file.Path;
import java.security.PrivateKey;

/** A delegated key as text: a PRIVATE KEY and a DELEGATED CREDENTIAL block, both in one file. RFC 9345. */
public final class DelegationPem {
    private static final String LABEL = "DELEGATED CREDENTIAL";

    private DelegationPem() {}

    public static String write(Delegation delegation, PrivateKey key) {
        return Pem.write(key) + Pem.block(LABEL, Delegation.WIRE.encode(delegation).toArray());
    }

    /** The first one of a text. @throws CredentialFailure if there is none, or it does not parse */
    public static Delegation delegation(String text) {
        for (var block : PemBlock.all(text)) {
            if (!block.label().equals(LABEL)) continue;
            try {
                return Delegation.WIRE.parse(block.content());
            } catch (WireFailure failure) {
                throw block.failure("the delegated credential that begins here does not parse: " + failure.getMessage(),
                    failure);
            }
        }
        throw new CredentialFailure("there is no " + LABEL + " in it");
    }

    /**
     * The certificates of the one file, represented by the key of the other.
     *
     * @param role what the key was delegated for
     * @throws CredentialFailure as {@link Credential#delegated} does, or if the certificate has not signed it
     */
    public static Credential read(Crypto crypto, PeerChain.Side role, Path chain, Path delegated) {
        var certificates = CredentialFile.text(chain, Pem::encodedCertificates);
        return CredentialFile.text(delegated, text -> {
            var credential = Credential.delegated(certificates, delegation(text), Pem.privateKey(text));
            if (delegation(text).isSignedBy(crypto, role, certificates.getFirst())) return credential;
            throw new CredentialFailure("it was delegated by another certificate than that of " + chain
                + ", or for the other role");
        });
    }
}
