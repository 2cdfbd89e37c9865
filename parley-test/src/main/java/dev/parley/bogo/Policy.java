package dev.parley.bogo;

import dev.parley.Cryptography;
import dev.parley.config.TlsSettings;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What standards of others allow, as lists for a configuration: with these and no others, nothing else may be negotiated,
 * whatever the peer does. The names are the suite's flags.
 */
enum Policy {
    FIPS_202205(Flag.FIPS_202205, List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2),
        List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384,
            suite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            suite("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"), suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
        List.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1),
        List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.RSA_PKCS1_SHA384, SignatureScheme.RSA_PKCS1_SHA512,
            SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512)),
    WPA_202304(Flag.WPA_202304, List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2),
        List.of(CipherSuite.TLS_AES_256_GCM_SHA384, suite("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")),
        List.of(NamedGroup.SECP384R1),
        List.of(SignatureScheme.RSA_PKCS1_SHA384, SignatureScheme.RSA_PKCS1_SHA512,
            SignatureScheme.ECDSA_SECP384R1_SHA384, SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512)),
    CNSA1_202603(Flag.CNSA1_202603, List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2),
        List.of(CipherSuite.TLS_AES_256_GCM_SHA384, suite("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
            suite("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"), suite("TLS_RSA_WITH_AES_256_GCM_SHA384")),
        List.of(NamedGroup.MLKEM1024, NamedGroup.SECP384R1), cnsaSchemes()),
    CNSA2_202603(Flag.CNSA2_202603, List.of(ProtocolVersion.TLS_1_3), List.of(CipherSuite.TLS_AES_256_GCM_SHA384),
        List.of(NamedGroup.MLKEM1024), cnsaSchemes());

    private final Flag flag;
    private final List<ProtocolVersion> versions;
    private final List<CipherSuite> suites;
    private final List<NamedGroup> groups;
    private final List<SignatureScheme> schemes;

    Policy(Flag flag, List<ProtocolVersion> versions, List<CipherSuite> suites, List<NamedGroup> groups,
        List<SignatureScheme> schemes) {
        this.flag = flag;
        this.versions = versions;
        this.suites = suites;
        this.groups = groups;
        this.schemes = schemes;
    }

    private static CipherSuite suite(String name) {
        return CipherSuite.named(name).orElseThrow();
    }

    private static List<SignatureScheme> cnsaSchemes() {
        return List.of(SignatureScheme.RSA_PKCS1_SHA384, SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA384);
    }

    static Optional<Policy> of(Flags flags) {
        return Stream.of(values()).filter(policy -> flags.has(policy.flag)).findFirst();
    }

    /** The server's order counts, too. */
    void apply(TlsSettings settings) {
        settings.versions(versions.toArray(ProtocolVersion[]::new)).suites(suites).groups(groups).schemes(schemes)
            .signingSchemes(schemes).serverPreference(true);
    }

    /** The suites of TLS 1.3 that CNSA of July 2024 has first, without forbidding any. */
    static List<CipherSuite> longKeysFirst() {
        return Stream.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
            .filter(it -> Cryptography.standard().ciphers().contains(it.cipher())).toList();
    }
}
