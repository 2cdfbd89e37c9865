package dev.parley;

import dev.parley.config.Side;
import dev.parley.credential.CertificateHash;
import dev.parley.crypto.Secret;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.util.Optional;

/**
 * What ties a proof made inside a connection, such as that of SCRAM-SHA-256-PLUS, to this very connection: it is of no use
 * in another one, to which somebody between the two might pass it on. RFC 5056.
 */
public enum ChannelBinding {
    /** Keying material of the connection. In TLS 1.2 only with extended_master_secret. RFC 9266. */
    TLS_EXPORTER("tls-exporter") {
        @Override
        public Optional<Bytes> of(Facts facts, Keying keying) {
            if (!facts.extendedMainSecret()) return Optional.empty();
            try (var material = keying.export("EXPORTER-Channel-Binding", new byte[0], 32)) {
                return Optional.of(material.use(Bytes::of));
            }
        }
    },
    /**
     * The hash of the server's certificate. RFC 5929 section 4. There is none for certificates whose signature has no hash
     * of its own (Ed25519), nor where no certificate was shown in this connection.
     */
    TLS_SERVER_END_POINT("tls-server-end-point") {
        @Override
        public Optional<Bytes> of(Facts facts, Keying keying) {
            var chain = facts.side() == Side.SERVER ? facts.localChain() : facts.peerChain();
            return chain.stream().findFirst().flatMap(CertificateHash::of);
        }
    },
    /**
     * The first Finished of the handshake. TLS 1.2 only, and only with extended_master_secret: without it two connections
     * can be made to have the same. RFC 5929 section 3, RFC 7627 section 6.
     */
    TLS_UNIQUE("tls-unique") {
        @Override
        public Optional<Bytes> of(Facts facts, Keying keying) {
            boolean bound = facts.version().equals(ProtocolVersion.TLS_1_2) && facts.extendedMainSecret();
            return facts.firstFinished().filter(_ -> bound);
        }
    };

    /** Where a connection's keying material comes from. */
    @FunctionalInterface
    public interface Keying {
        Secret export(String label, byte[] context, int length);
    }

    private final String registered;

    ChannelBinding(String registered) {
        this.registered = registered;
    }

    /** The name in the registry, as SCRAM and GSS-API say it. */
    public String registered() {
        return registered;
    }

    /** The binding of this name, if Parley knows it. */
    public static Optional<ChannelBinding> named(String registered) {
        for (var one : values()) if (one.registered.equals(registered)) return Optional.of(one);
        return Optional.empty();
    }

    /** The value in a connection; empty if it has none of this kind. */
    public abstract Optional<Bytes> of(Facts facts, Keying keying);
}
