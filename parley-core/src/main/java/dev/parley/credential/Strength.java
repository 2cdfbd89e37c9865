package dev.parley.credential;

import static dev.parley.failure.Reason.WEAK_CERTIFICATE;

import dev.parley.credential.PathSearch.Path;
import dev.parley.credential.VerifiedChain.Check;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;

/** Are keys and hashes of the path strong enough to prove anything? RFC 9325 section 4.5, RFC 9846 section 4.5.1.3. */
final class Strength {
    private Strength() {}

    static Check check(Path path, int minimumRsaBits) {
        var whole = path.whole();
        for (int i = 0; i < whole.size(); i++) {
            // An authority's own signature proves nothing and is not looked at; its key signs and is.
            if (i < path.certificates().size() && !whole.get(i).equals(path.anchor())) hash(i, whole);
            key(i, whole, minimumRsaBits);
        }
        return new Check("strength", "no MD5 or SHA-1, RSA keys of at least %d bits, nothing that the JDK has disabled"
            .formatted(minimumRsaBits), "RFC 9325 section 4.5");
    }

    private static void hash(int index, List<X509Certificate> whole) {
        var certificate = whole.get(index);
        if (CertificateSignature.isBroken(certificate))
            throw WEAK_CERTIFICATE.because("%s is signed with %s, whose hash is broken",
                CertificateText.numbered(index, whole.size(), certificate), certificate.getSigAlgName());
    }

    private static void key(int index, List<X509Certificate> whole, int minimumRsaBits) {
        var certificate = whole.get(index);
        if (certificate.getPublicKey() instanceof RSAKey key && key.getModulus().bitLength() < minimumRsaBits)
            throw WEAK_CERTIFICATE.because("%s has an RSA key of %d bits, at least %d are wanted",
                CertificateText.numbered(index, whole.size(), certificate), key.getModulus().bitLength(),
                minimumRsaBits);
    }
}
