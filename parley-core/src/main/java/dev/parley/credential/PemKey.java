package dev.parley.credential;

import dev.parley.der.Der;
import dev.parley.der.Oid;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;

/** A private key out of a PEM block, whichever of its forms it has. All of them are brought to PKCS#8. RFC 5958. */
final class PemKey {
    private PemKey() {}

    /** @param all the blocks of the text: old EC keys have their curve in a block beside them */
    static PrivateKey read(PemBlock block, List<PemBlock> all, char[] password) {
        if (block.headers().stream().anyMatch(header -> header.startsWith("Proc-Type") && header.contains("ENCRYPTED")))
            throw block
                .failure("this is OpenSSL's own old encryption, whose key derivation is too weak to keep; convert it:"
                    + " openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD.pem -out NEW.pem");
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> Pkcs8.read(block.content());
                case "ENCRYPTED PRIVATE KEY" -> decrypt(block, password);
                case "RSA PRIVATE KEY" -> Pkcs8.read(ofRsa(block.content()));
                case "EC PRIVATE KEY" -> Pkcs8.read(ofEc(block, all));
                case "OPENSSH PRIVATE KEY" -> throw new CredentialFailure(
                    "this is OpenSSH's own form; convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY");
                default -> throw new CredentialFailure("TLS has no use for a " + block.label()
                    + ": it must be RSA, EC, Ed25519, Ed448 or ML-DSA");
            };
        } catch (CredentialFailure failure) {
            throw block.failure(failure.getMessage(), failure);
        } catch (WireFailure | GeneralSecurityException failure) {
            throw block.failure("the %s that begins here does not parse: %s"
                .formatted(block.label(), failure.getMessage()), failure);
        }
    }

    private static PrivateKey decrypt(PemBlock block, char[] password) throws GeneralSecurityException {
        if (password == null) throw new CredentialFailure("the key is encrypted: give a password");
        var opened = EncryptedPkcs8.open(block.content(), password);
        try {
            return Pkcs8.read(opened);
        } catch (WireFailure failure) {
            // Wrong keys pass for right padding once in a while.
            throw new CredentialFailure("the password does not open the key", failure);
        }
    }

    /** RFC 8017 appendix A.1.2 in PKCS#8. */
    private static Bytes ofRsa(Bytes key) {
        var identifier = Der.sequence(Oid.der(KeyAlgorithm.RSA.oid()), Der.of(Der.NULL, Bytes.EMPTY));
        return Pkcs8.wrap(identifier, key);
    }

    /** RFC 5915 section 3 in PKCS#8, which has the curve outside. */
    private static Bytes ofEc(PemBlock block, List<PemBlock> all) {
        var inside = Der.read(block.content()).as(Der.SEQUENCE).find(Der.explicit(0));
        var curve = inside != null ? inside.part(0) : curveBeside(all);
        return Pkcs8.wrap(Der.sequence(Oid.der(KeyAlgorithm.EC.oid()), curve), block.content());
    }

    private static Der curveBeside(List<PemBlock> all) {
        return all.stream().filter(block -> block.label().equals("EC PARAMETERS")).findFirst()
            .map(block -> Der.read(block.content()))
            .orElseThrow(
                () -> new CredentialFailure("the EC key does not say which curve it is for, and no EC PARAMETERS"
                    + " are beside it; convert it: openssl pkcs8 -topk8 -nocrypt -in OLD.pem -out NEW.pem"));
    }
}
