package dev.parley;

import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.CertificateCompression;
import dev.parley.credential.Credential;
import dev.parley.credential.Staples;
import dev.parley.credential.Trust;
import dev.parley.id.Authentication;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.session.ExternalPsk;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.Consumer;

/** Clients and servers that trust each other, for tests in memory. Keys are made once. */
public final class Sides {
    private Sides() {}

    public static final String HOST = "server.example";
    public static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);
    public static final Trust TRUST = Trust.of(List.of(AUTHORITY.root()));
    public static final Credential EC = server(Spec.server(HOST).key(KeyKind.P256));
    public static final Credential RSA = server(Spec.server(HOST).key(KeyKind.RSA_2048));
    public static final Credential CLIENT = server(Spec.client("somebody").key(KeyKind.P256));

    public static Credential server(Spec spec) {
        var issued = AUTHORITY.issue(spec);
        return Credential.of(issued.chain(), issued.key());
    }

    /** The same, with its authority's word that it is not revoked. */
    public static Credential stapled(Credential own) {
        return own.withStaples(Staples.of(Bytes.own(AUTHORITY.status(own.certificates().getFirst(), false))));
    }

    /** Cheap groups and both kinds of certificates. */
    public static Tls server(Consumer<TlsSettings> more) {
        return Tls.server(it -> more.accept(cheap(it).credentials(EC, RSA).trust(TRUST)));
    }

    public static Tls client(Consumer<TlsSettings> more) {
        return Tls.client(it -> more.accept(cheap(it).keyShares(NamedGroup.X25519).trust(TRUST).grease(false)
            .shuffle(false).statusRequest(false)));
    }

    private static TlsSettings cheap(TlsSettings settings) {
        return settings.crypto(Cryptography.jdk()).withoutSessions().certificateCompressions()
            .groups(NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.FFDHE2048);
    }

    /** The kinds of handshakes there are. */
    public enum Kind {
        TLS13(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, false),
        TLS13_RETRY(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_256_GCM_SHA384, false),
        TLS13_MUTUAL(ProtocolVersion.TLS_1_3, CipherSuite.TLS_CHACHA20_POLY1305_SHA256, true),
        TLS13_COMPRESSED(ProtocolVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, true),
        TLS12_ECDHE(ProtocolVersion.TLS_1_2, CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256, false),
        TLS12_DHE(ProtocolVersion.TLS_1_2, CipherSuite.DHE_RSA_AES_128_GCM_SHA256, false),
        TLS12_RSA(ProtocolVersion.TLS_1_2, CipherSuite.RSA_AES_128_CBC_SHA, false),
        TLS12_PSK(ProtocolVersion.TLS_1_2, CipherSuite.PSK_AES_128_GCM_SHA256, false),
        TLS12_ECDHE_PSK(ProtocolVersion.TLS_1_2, CipherSuite.ECDHE_PSK_AES_128_GCM_SHA256, false),
        TLS12_MUTUAL(ProtocolVersion.TLS_1_2, CipherSuite.ECDHE_RSA_AES_256_GCM_SHA384, true);

        private final ProtocolVersion version;
        private final CipherSuite suite;
        private final boolean mutual;

        Kind(ProtocolVersion version, CipherSuite suite, boolean mutual) {
            this.version = version;
            this.suite = suite;
            this.mutual = mutual;
        }

        public boolean is13() {
            return version.equals(ProtocolVersion.TLS_1_3);
        }

        public Tls server() {
            return server(_ -> {});
        }

        public Tls server(Consumer<TlsSettings> more) {
            return Sides.server(it -> {
                both(it);
                if (mutual) it.clientAuth(ClientAuth.NEED);
                if (this == TLS13_RETRY) it.groups(NamedGroup.SECP256R1).cookies(true);
                more.accept(it);
            });
        }

        public Tls client() {
            return client(_ -> {});
        }

        public Tls client(Consumer<TlsSettings> more) {
            return Sides.client(it -> {
                both(it);
                if (mutual) it.credentials(CLIENT);
                more.accept(it);
            });
        }

        private void both(TlsSettings settings) {
            settings.versions(version).suites(suite);
            if (suite.authentication() == Authentication.PSK)
                settings.externalPsks(ExternalPsk.of("lamp 7", new byte[32]));
            if (this == TLS13_COMPRESSED) settings.certificateCompressions(CertificateCompression.zlib());
        }
    }
}
