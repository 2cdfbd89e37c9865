package dev.parley.config;

import dev.parley.credential.CertificateCompression;
import dev.parley.credential.Credential;
import dev.parley.credential.Credentials;
import dev.parley.credential.RawKeyTrust;
import dev.parley.credential.Trust;
import dev.parley.id.SignatureScheme;
import dev.parley.transparency.Transparency;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;

/** The part of {@link TlsSettings} about who this side is, whom it believes, and what stands for a certificate. For one thread. */
abstract sealed class IdentitySettings<S> permits TlsSettings {
    List<SignatureScheme> certificateSchemes = List.of();
    Credentials credentials = Credentials.NONE;
    Trust trust;
    ClientAuth clientAuth = ClientAuth.NONE;
    List<Bytes> authorities = List.of();
    List<CertificateCompression> compressions;
    RawKeyPolicy rawKeys = RawKeyPolicy.NONE;
    boolean postHandshakeAuth;
    boolean statusRequest;
    boolean statusOfAll;
    Transparency transparency = Transparency.OFF;
    boolean delegatedCredentials;

    /** The whole, so that settings can be said one behind the other. */
    abstract S self();

    /** The signatures accepted in certificates, where they differ from those of the handshake. */
    public S certificateSchemes(List<SignatureScheme> allowed) {
        certificateSchemes = List.copyOf(allowed);
        return self();
    }

    public S credentials(Credential... all) {
        return credentials(Credentials.of(all));
    }

    /** The keys and certificates of this side, asked for anew in each handshake. */
    public S credentials(Credentials source) {
        credentials = source;
        return self();
    }

    /** Whom this side believes. Without this: the JDK's authorities. */
    public S trust(Trust whom) {
        trust = whom;
        return self();
    }

    /** Server: whether it asks for a client certificate. */
    public S clientAuth(ClientAuth wanted) {
        clientAuth = wanted;
        return self();
    }

    /** Distinguished names in DER of the authorities to tell the peer about. */
    public S authorities(List<Bytes> names) {
        authorities = List.copyOf(names);
        return self();
    }

    /** How certificates may be compressed, the preferred first. Without this: all that are installed. None turns it off. RFC 8879. */
    public S certificateCompressions(CertificateCompression... allowed) {
        compressions = List.of(allowed);
        return self();
    }

    /** Takes raw public keys from the peer, without certificates, if this one believes them. RFC 7250. */
    public S rawKeys(RawKeyTrust whom) {
        return rawKeys(it -> it.trust(whom));
    }

    /** The rest that there is to say about raw public keys. */
    public S rawKeys(UnaryOperator<RawKeyPolicy> change) {
        rawKeys = change.apply(rawKeys);
        return self();
    }

    /** Client: lets the server ask for a certificate once the handshake is complete. TLS 1.3 only. RFC 9846 section 4.7.2. */
    public S postHandshakeAuth(boolean on) {
        postHandshakeAuth = on;
        return self();
    }

    /**
     * Asks the peer for stapled OCSP responses. Clients do unless it is turned off, servers of TLS 1.3 if it is turned on.
     * RFC 6066 section 8, RFC 9846 section 4.5.1.1.
     */
    public S statusRequest(boolean on) {
        statusRequest = on;
        return self();
    }

    /** Client: also asks servers of TLS 1.2 for the OCSP responses of the whole chain, as those of 1.3 may give anyhow. RFC 6961. */
    public S statusOfAll(boolean on) {
        statusOfAll = on;
        return self();
    }

    /** Client: what it wants of Certificate Transparency; nothing, unless this says it. RFC 6962. */
    public S transparency(Transparency wanted) {
        transparency = wanted;
        return self();
    }

    /** Takes keys of a few days that the peer's certificate has signed, instead of the certificate's own. TLS 1.3 only. RFC 9345. */
    public S delegatedCredentials(boolean on) {
        delegatedCredentials = on;
        return self();
    }
}
