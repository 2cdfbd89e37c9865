package dev.parley.credential;

import static dev.parley.credential.Selection.Compromise.*;

import dev.parley.credential.LeafKey.KeyUsage;
import dev.parley.credential.Selection.Chosen;
import dev.parley.credential.Selection.Compromise;
import dev.parley.credential.Selection.None;
import dev.parley.credential.Selection.Refusal;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** How {@link Selection#choose} works: what cannot be is refused; of the rest, the fewest compromises win. */
final class Choice {
    private final CredentialRequest request;
    private final Set<X500Principal> authorities;

    /** A credential that could be used. */
    private record Fit(Credential credential, Optional<SignatureScheme> scheme, Set<Compromise> compromises) {
        /** An earlier compromise weighs more than all later ones together. */
        int weight() {
            int weight = 0;
            for (var compromise : compromises) weight |= 1 << (Compromise.values().length - compromise.ordinal());
            return weight;
        }
    }

    Choice(CredentialRequest request) {
        this.request = request;
        this.authorities = principals(request.authorities());
    }

    Selection among(List<Credential> credentials) {
        var fits = new ArrayList<Fit>();
        var refusals = new ArrayList<Refusal>();
        for (var credential : credentials) {
            var scheme = scheme(credential);
            var refusal = refusal(credential, scheme);
            if (refusal.isPresent()) refusals.add(new Refusal(credential, refusal.get()));
            else fits.add(new Fit(credential, scheme, compromises(credential)));
        }
        if (fits.isEmpty()) return new None(refusals);

        var best = fits.getFirst();
        for (var fit : fits) if (fit.weight() < best.weight()) best = fit; // the first of equals
        for (var fit : fits) if (!fit.equals(best)) refusals.add(new Refusal(fit.credential, beaten(fit, best)));
        var chosen = best;
        return new Chosen(best.credential, best.scheme, () -> why(chosen), List.copyOf(best.compromises), refusals);
    }

    private Optional<SignatureScheme> scheme(Credential credential) {
        if (!request.signs()) return Optional.empty();
        for (var scheme : usable(credential)) {
            var found = Optional.of(scheme);
            if (refusedFurther(credential, found).isEmpty()) return found;
        }
        return Optional.empty();
    }

    private List<SignatureScheme> usable(Credential credential) {
        var theirs = credential.delegation().isPresent() ? request.peerDelegated() : request.peerSchemes();
        var usable = new ArrayList<SignatureScheme>(4);
        for (var scheme : credential.schemes(request.version13()))
            if (request.ownSchemes().contains(scheme) && theirs.contains(scheme)) usable.add(scheme);
        return usable;
    }

    private Optional<String> refusal(Credential credential, Optional<SignatureScheme> scheme) {
        var leaf = credential.leaf();
        var version = request.version13() ? "TLS 1.3" : "TLS 1.2";
        var delegated = credential.delegation().flatMap(it -> refusal(credential, it));
        if (delegated.isPresent()) return delegated;
        if (!request.signs()) {
            if (leaf.algorithm() != KeyAlgorithm.RSA) return Optional.of("only an RSA key can decrypt");
            if (!leaf.allows(KeyUsage.KEY_ENCIPHERMENT))
                return Optional.of("its key usage does not allow keyEncipherment");
            return refusedFurther(credential, scheme);
        }
        if (!leaf.allows(KeyUsage.DIGITAL_SIGNATURE))
            return Optional.of("its key usage does not allow digitalSignature (RFC 9846 section 4.5.1.2)");
        if (!request.version13() && leaf.algorithm() == KeyAlgorithm.EC && !request.peerGroups().isEmpty()
            && leaf.curve().filter(request.peerGroups()::contains).isEmpty())
            return Optional.of("its curve %s is not among the peer's groups %s (RFC 8422 section 5.1)"
                .formatted(leaf.curve().map(Object::toString).orElse("has no name in TLS and"), request.peerGroups()));
        if (scheme.isPresent()) return Optional.empty();

        var usable = usable(credential);
        if (!usable.isEmpty()) return refusedFurther(credential, Optional.of(usable.getFirst()));
        var able = credential.schemes(request.version13());
        if (able.isEmpty()) return Optional.of("its key cannot sign in " + version);
        var allowed = able.stream().filter(request.ownSchemes()::contains).toList();
        if (allowed.isEmpty())
            return Optional.of("it signs with %s, which this side's settings leave out".formatted(able));
        return Optional.of("it signs with %s, the peer verifies only %s".formatted(allowed, request.peerSchemes()));
    }

    /** RFC 9345 section 4.1: it is shown only to whoever will take it. */
    private Optional<String> refusal(Credential credential, Delegation delegation) {
        if (!request.version13() || !request.signs())
            return Optional.of("its key is a delegated one, for TLS 1.3 only");
        if (request.peerDelegated().isEmpty())
            return Optional.of("its key is a delegated one, and the peer takes none");
        if (!request.peerSchemes().contains(delegation.algorithm()))
            return Optional.of("its delegated key is signed with %s, the peer verifies only %s"
                .formatted(delegation.algorithm(), request.peerSchemes()));
        if (!request.peerDelegated().contains(delegation.cred().scheme()))
            return Optional.of("its delegated key signs with %s, the peer takes only %s"
                .formatted(delegation.cred().scheme(), request.peerDelegated()));
        var certificates = readable(credential);
        if (certificates.isEmpty()) return Optional.empty();
        var until = delegation.until(certificates.getFirst());
        return request.now().isAfter(until) || until.isAfter(request.now().plus(Delegation.LONGEST))
            ? Optional.of("its delegated key does not count today, but for seven days until "
                + CertificateText.second(until))
            : Optional.empty();
    }

    private Optional<String> refusedFurther(Credential credential, Optional<SignatureScheme> scheme) {
        if (!signedTolerably(credential))
            return Optional
                .of("its chain is signed with SHA-1 or worse, unasked (RFC 9846 section 4.5.1.2)");
        return request.further().refuses(credential, scheme);
    }

    private Set<Compromise> compromises(Credential credential) {
        var compromises = EnumSet.noneOf(Compromise.class);
        if (request.serverName().filter(name -> !credential.covers(name)).isPresent()) compromises.add(OTHER_NAME);
        if (!authorities.isEmpty() && credential.chain().stream().map(CertificateIssuer::of)
            .flatMap(Optional::stream).noneMatch(authorities::contains))
            compromises.add(OTHER_AUTHORITY);
        var certificates = readable(credential);
        if (certificates.isEmpty()) return compromises;
        if (!isOfToday(certificates.getFirst())) compromises.add(OTHER_DATE);
        for (var certificate : certificates) if (!isSignedAsAsked(certificate)) compromises.add(OTHER_SIGNATURE);
        return compromises;
    }

    private boolean isOfToday(X509Certificate certificate) {
        return !request.now().isBefore(certificate.getNotBefore().toInstant())
            && !request.now().isAfter(certificate.getNotAfter().toInstant());
    }

    /** A certificate that signs itself is not verified, so anything may have signed it. RFC 9846 section 4.5.1.2. */
    private boolean isSignedAsAsked(X509Certificate certificate) {
        var asked =
            request.peerCertificateSchemes().isEmpty() ? request.peerSchemes() : request.peerCertificateSchemes();
        if (CertificateSignature.isSelfSigned(certificate)) return true;
        for (var scheme : CertificateSignature.schemes(certificate)) if (asked.contains(scheme)) return true;
        return false;
    }

    private boolean signedTolerably(Credential credential) {
        for (var certificate : readable(credential))
            if (CertificateSignature.isBroken(certificate) && !isSignedAsAsked(certificate)) return false;
        return true;
    }

    private static List<X509Certificate> readable(Credential credential) {
        try {
            return credential.certificates();
        } catch (CredentialFailure _) {
            return List.of(); // nothing is known, so nothing is held against it
        }
    }

    private String why(Fit best) {
        var text = new StringBuilder();
        request.serverName().ifPresent(name -> text.append(best.compromises.contains(OTHER_NAME)
            ? "no credential that fits is for " + name + ", this one comes first"
            : "it is for " + name));
        best.scheme.ifPresent(scheme -> text.append(text.isEmpty() ? "" : "; ").append("it signs with ").append(scheme)
            .append(", which the peer verifies"));
        return text.isEmpty() ? "it can decrypt what the client encrypts" : text.toString();
    }

    private String beaten(Fit fit, Fit best) {
        for (var compromise : Compromise.values())
            if (fit.compromises.contains(compromise) && !best.compromises.contains(compromise)) return said(compromise);
        return "it would do, but the chosen one comes earlier in this side's order";
    }

    private String said(Compromise compromise) {
        return switch (compromise) {
            case OTHER_NAME -> "it is not for " + request.serverName().orElse("the name");
            case OTHER_DATE -> "it does not count on " + CertificateText.second(request.now());
            case OTHER_AUTHORITY -> "no authority that the peer names has issued it";
            case OTHER_SIGNATURE -> "its chain is signed with something that the peer does not name";
        };
    }

    private static Set<X500Principal> principals(List<Bytes> names) {
        var principals = new HashSet<X500Principal>();
        for (var name : names) {
            try {
                principals.add(new X500Principal(name.toArray()));
            } catch (IllegalArgumentException _) {
                continue; // no name of ours can equal it
            }
        }
        return principals;
    }
}
