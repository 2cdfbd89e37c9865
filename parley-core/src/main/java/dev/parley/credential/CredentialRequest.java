package dev.parley.credential;

import dev.parley.id.CertificateType;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a connection needs of this side's credential. RFC 9846 section 4.5.1.2.
 *
 * @param serverName whom the client wants to speak to; empty on the client
 * @param version13 TLS 1.3, rather than 1.2
 * @param signs false for TLS 1.2's RSA key exchange, which decrypts instead; then no scheme is chosen
 * @param ownSchemes what this side's configuration allows
 * @param peerSchemes the peer's signature_algorithms
 * @param peerCertificateSchemes its signature_algorithms_cert; if empty, the former counts. RFC 9846 section 4.3.3
 * @param peerDelegated what it lets delegated keys sign with; empty if it takes none. RFC 9345
 * @param peerGroups its supported_groups: TLS 1.2 wants an EC certificate's curve among them, if there are any. RFC
 *        8422 section 5.1
 * @param authorities distinguished names of the authorities it trusts, encoded; empty if it did not say
 * @param now to prefer credentials that count today
 * @param further what else decides
 */
public record CredentialRequest(Optional<String> serverName, boolean version13, boolean signs,
    List<SignatureScheme> ownSchemes, List<SignatureScheme> peerSchemes,
    List<SignatureScheme> peerCertificateSchemes, List<SignatureScheme> peerDelegated, List<NamedGroup> peerGroups,
    List<Bytes> authorities, Instant now, Rule further) {

    /** Only credentials of this type; others are refused before anything else is asked of them. RFC 7250. */
    public CredentialRequest type(CertificateType wanted) {
        var before = further;
        return further((credential, scheme) -> credential.type().equals(wanted) ? before.refuses(credential, scheme)
            : Optional.of("it is %s, and the peer is to get %s".formatted(credential.type(), wanted)));
    }

    /** One more demand on a credential. Must not block. */
    @FunctionalInterface
    public interface Rule {
        Rule NONE = (credential, scheme) -> Optional.empty();

        /** Why this credential with this scheme cannot be used, as the rest of a sentence, or empty. */
        Optional<String> refuses(Credential credential, Optional<SignatureScheme> scheme);
    }

    public CredentialRequest {
        ownSchemes = List.copyOf(ownSchemes);
        peerSchemes = List.copyOf(peerSchemes);
        peerCertificateSchemes = List.copyOf(peerCertificateSchemes);
        peerDelegated = List.copyOf(peerDelegated);
        peerGroups = List.copyOf(peerGroups);
        authorities = List.copyOf(authorities);
    }

    /** The least: a signature by one of the peer's schemes. */
    public static CredentialRequest of(boolean version13, List<SignatureScheme> peerSchemes, Instant now) {
        return new CredentialRequest(Optional.empty(), version13, true, SignatureScheme.ALL, peerSchemes, List.of(),
            List.of(), List.of(), List.of(), now, Rule.NONE);
    }

    public CredentialRequest serverName(Optional<String> name) {
        return new CredentialRequest(name, version13, signs, ownSchemes, peerSchemes, peerCertificateSchemes,
            peerDelegated, peerGroups, authorities, now, further);
    }

    public CredentialRequest signs(boolean signs) {
        return new CredentialRequest(serverName, version13, signs, ownSchemes, peerSchemes, peerCertificateSchemes,
            peerDelegated, peerGroups, authorities, now, further);
    }

    public CredentialRequest ownSchemes(List<SignatureScheme> schemes) {
        return new CredentialRequest(serverName, version13, signs, schemes, peerSchemes, peerCertificateSchemes,
            peerDelegated, peerGroups, authorities, now, further);
    }

    public CredentialRequest peerCertificateSchemes(List<SignatureScheme> schemes) {
        return new CredentialRequest(serverName, version13, signs, ownSchemes, peerSchemes, schemes, peerDelegated,
            peerGroups, authorities, now, further);
    }

    public CredentialRequest peerDelegated(List<SignatureScheme> schemes) {
        return new CredentialRequest(serverName, version13, signs, ownSchemes, peerSchemes, peerCertificateSchemes,
            schemes, peerGroups, authorities, now, further);
    }

    public CredentialRequest peerGroups(List<NamedGroup> groups) {
        return new CredentialRequest(serverName, version13, signs, ownSchemes, peerSchemes, peerCertificateSchemes,
            peerDelegated, groups, authorities, now, further);
    }

    public CredentialRequest authorities(List<Bytes> names) {
        return new CredentialRequest(serverName, version13, signs, ownSchemes, peerSchemes, peerCertificateSchemes,
            peerDelegated, peerGroups, names, now, further);
    }

    public CredentialRequest further(Rule rule) {
        return new CredentialRequest(serverName, version13, signs, ownSchemes, peerSchemes, peerCertificateSchemes,
            peerDelegated, peerGroups, authorities, now, rule);
    }
}
