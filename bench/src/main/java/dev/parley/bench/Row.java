package dev.parley.bench;

import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import java.util.Optional;

/** What is measured: a handshake of one kind, or records of one size under one suite. */
public enum Row {
    FULL_13("full TLS 1.3, X25519, ECDSA P-256", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519),
    HYBRID_13("full TLS 1.3, X25519MLKEM768", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519MLKEM768),
    MUTUAL_13("full TLS 1.3, mutual", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519),
    PINNED_13("full TLS 1.3, the certificate itself trusted", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519),
    FULL_12("full TLS 1.2, ECDHE, RSA 2048", CipherSuite.ECDHE_RSA_AES_128_GCM_SHA256, NamedGroup.X25519),
    STATIC_12("full TLS 1.2, static RSA", CipherSuite.RSA_AES_128_GCM_SHA256, null),
    RESUMED_13("resumed TLS 1.3 (PSK with X25519)", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519),
    AHEAD_13("full TLS 1.3, key pairs made ahead (on another thread, not counted)", CipherSuite.TLS_AES_128_GCM_SHA256,
        NamedGroup.X25519),
    RESUMED_12("resumed TLS 1.2", CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256, null),
    AES_16K("AES-128-GCM record of 16 KB", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519),
    AES_64("AES-128-GCM record of 64 bytes", CipherSuite.TLS_AES_128_GCM_SHA256, NamedGroup.X25519),
    CHACHA_16K("ChaCha20-Poly1305 record of 16 KB", CipherSuite.ECDHE_ECDSA_CHACHA20_POLY1305_SHA256,
        NamedGroup.X25519);

    final String title;
    final CipherSuite suite;
    /** Empty if no group is used, or none is seen. */
    final Optional<NamedGroup> group;

    Row(String title, CipherSuite suite, NamedGroup group) {
        this.title = title;
        this.suite = suite;
        this.group = Optional.ofNullable(group);
    }

    boolean isRecord() {
        return ordinal() >= AES_16K.ordinal();
    }

    boolean isResumed() {
        return this == RESUMED_13 || this == RESUMED_12;
    }

    boolean isMutual() {
        return this == MUTUAL_13;
    }

    /** Bytes of content in a record. */
    int content() {
        return this == AES_64 ? 64 : 1 << 14;
    }

    ProtocolVersion version() {
        return suite.isFor13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2;
    }

    String versionName() {
        return suite.isFor13() ? "TLSv1.3" : "TLSv1.2";
    }

    /** The suite's name in JSSE. */
    String suiteName() {
        return suite.isFor13() ? suite.name() : suite.name().startsWith("TLS_") ? suite.name() : "TLS_" + suite.name();
    }

    /** The group's name in JSSE. */
    String groupName() {
        return group.orElse(NamedGroup.X25519).name();
    }

    boolean hasRsaKey() {
        return this == FULL_12 || this == STATIC_12;
    }
}
