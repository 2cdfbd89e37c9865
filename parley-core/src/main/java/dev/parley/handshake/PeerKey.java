package dev.parley.handshake;

import dev.parley.config.TlsConfig;
import dev.parley.credential.LeafKey;
import dev.parley.credential.PeerChain;
import dev.parley.extension.DelegatedCredential;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate13;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The key that a peer proves itself with in TLS 1.3: its certificate's, or one that this has delegated to. RFC 9345 section 4.
 *
 * @param until when a delegated key ends
 */
public record PeerKey(LeafKey leaf, Optional<Instant> until) {
    /**
     * Of this message, whose extensions were asked for. Everything about the key is checked but whether the peer has it,
     * and whether the certificate is to be believed.
     *
     * @param scheme what the peer has signed the handshake with
     */
    public static PeerKey of(TlsConfig config, Certificate13 certificate, PeerChain chain, SignatureScheme scheme) {
        var leaf = chain.leaf();
        var delegation = certificate.delegation();
        if (delegation.isEmpty()) {
            Chains.checkScheme(scheme, config.schemes(), leaf, true);
            Chains.checkUsage(leaf, LeafKey.KeyUsage.DIGITAL_SIGNATURE);
            return new PeerKey(leaf, Optional.empty());
        }
        var delegated = DelegatedCredential.of(config).map(SignatureAlgorithms.Schemes::schemes).orElse(List.of());
        var until = delegation.get().check(config.crypto(), chain, config.schemes(), delegated);
        Chains.checkScheme(scheme, List.of(delegation.get().cred().scheme()), delegation.get().key(), true);
        return new PeerKey(delegation.get().key(), Optional.of(until));
    }
}
