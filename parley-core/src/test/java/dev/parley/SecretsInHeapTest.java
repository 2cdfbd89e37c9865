package dev.parley;

import static dev.parley.Sides.Kind.TLS12_DHE;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS12_ECDHE_PSK;
import static dev.parley.Sides.Kind.TLS12_PSK;
import static dev.parley.Sides.Kind.TLS12_RSA;
import static dev.parley.Sides.Kind.TLS13;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.parley.crypto.Aead;
import dev.parley.crypto.DelegatingCrypto;
import dev.parley.crypto.Secret;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Observer;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After connections have closed, a dump of the heap holds none of their secrets in any live object: not those of the key
 * log, nor what they come from, nor those of the JDK's ciphers.
 */
class SecretsInHeapTest extends SessionLab {
    private static final int MASK = 0x5A;

    @TempDir
    Path folder;

    /** What to look for, by its label, masked: the list itself must not be found. */
    private final Map<String, byte[]> masked = new HashMap<>();

    private final class Spy implements Observer {
        @Override
        public boolean wantsSecrets() {
            return true;
        }

        @Override
        public void secret(String label, Bytes clientRandom, Secret secret) {
            if (!label.equals("ECH_CONFIG")) // which is published
                secret.lend(bytes -> masked.put(label + " " + masked.size(), mask(bytes)));
        }
    }

    /** Sees every secret that is made or used, also those that no observer is shown: of HPKE, of tickets, of keys given. */
    private final class SpyingCrypto extends DelegatingCrypto {
        /** What a handshake of TLS 1.3 without a key beforehand begins with, the same for everybody; and what is empty. */
        private final List<Bytes> common = new ArrayList<>();

        SpyingCrypto() {
            super(Cryptography.jdk());
            for (var hash : List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384)) {
                common.add(Bytes.own(new byte[hash.length()]));
                try (var early = real.extract(hash, null, null);
                    var salt = real.expand(hash, early, derived(hash), hash.length())) {
                    common.add(early.use(Bytes::of));
                    common.add(salt.use(Bytes::of));
                }
            }
        }

        /** "derived", of nothing. RFC 9846 section 7.1. */
        private byte[] derived(HashAlgorithm hash) {
            var nothing = Bytes.own(real.hash(hash).soFar());
            return Bytes.join(Bytes.of((byte) 0, (byte) hash.length(), (byte) 13), Bytes.ofText("tls13 derived"),
                Bytes.of((byte) hash.length()), nothing).toArray();
        }

        private Secret seen(String what, Secret secret) {
            if (secret != null) secret.lend(bytes -> {
                boolean isPublic = common.contains(Bytes.of(bytes)) || Bytes.of(bytes).latin1().contains("HPKE-v1");
                if (bytes.length >= 16 && !isPublic)
                    masked.put(what + " " + masked.size(), mask(bytes));
            });
            return secret;
        }

        @Override
        public Secret extract(HashAlgorithm algorithm, Secret salt, Secret input) {
            return seen("extracted", real.extract(algorithm, seen("salt", salt), seen("input", input)));
        }

        @Override
        public Secret expand(HashAlgorithm algorithm, Secret key, byte[] info, int length) {
            return seen("expanded", real.expand(algorithm, key, info, length));
        }

        @Override
        public Mac hmac(HashAlgorithm algorithm, Secret key) {
            return real.hmac(algorithm, seen("key of a MAC", key));
        }

        @Override
        public Aead aead(BulkCipher cipher, Secret key) {
            return real.aead(cipher, seen("key of a cipher", key));
        }

        @Override
        public Bytes encryptPremaster(PublicKey key, Secret premaster) {
            return real.encryptPremaster(key, seen("premaster of RSA", premaster));
        }
    }

    private static byte[] mask(byte[] bytes) {
        var other = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) other[i] = (byte) (bytes[i] ^ MASK);
        return other;
    }

    @Test
    void nothingIsLeftOfClosedConnections() throws IOException {
        converse(ProtocolVersion.TLS_1_3, CipherSuite.ALL_13.subList(0, 2));
        for (var word : List.of("_AES_128_GCM", "_CBC_"))
            converse(ProtocolVersion.TLS_1_2, CipherSuite.ALL_12.stream()
                .filter(suite -> suite.name().startsWith("TLS_ECDHE_ECDSA") && suite.name().contains(word))
                .filter(suite -> Cryptography.jdk().ciphers().contains(suite.cipher())).toList());
        converseOtherwise();
        assertThat(masked.keySet()).anyMatch(label -> label.startsWith("CLIENT_TRAFFIC_SECRET_0"))
            .anyMatch(label -> label.startsWith("CLIENT_RANDOM")).anyMatch(label -> label.startsWith("premaster"))
            .anyMatch(label -> label.startsWith("premaster of RSA")).anyMatch(label -> label.startsWith("PSK"));

        var held = new byte[32]; // proves that the search finds what is there
        Cryptography.jdk().random(held);
        masked.put("held on purpose", mask(held));
        assertThat(found(dump())).containsExactly("held on purpose");
        Reference.reachabilityFence(held);
    }

    private void converse(ProtocolVersion version, List<CipherSuite> suites) {
        var server = server(version, it -> it.crypto(Cryptography.jdk()).suites(suites)).observing(Spy::new);
        var client = client(version, it -> it.crypto(Cryptography.jdk()).suites(suites).sessions(ClientSessions.NONE))
            .observing(Spy::new);
        try (var pair = Pair.of(client, server)) {
            pair.exchange();
        }
    }

    /** Keys of RSA and finite fields, keys given beforehand, hidden hellos, a delegated key, and sessions that go on. */
    private void converseOtherwise() {
        for (var kind : List.of(TLS12_RSA, TLS12_DHE))
            converse(kind.client(it -> it.crypto(new SpyingCrypto())),
                kind.server(it -> it.crypto(new SpyingCrypto())));
        for (var kind : List.of(TLS12_PSK, TLS12_ECDHE_PSK, TLS13)) {
            var key = new byte[32];
            Cryptography.jdk().random(key);
            masked.put("PSK " + masked.size(), mask(key));
            converse(kind.client(it -> it.crypto(new SpyingCrypto()).externalPsks(ExternalPsk.of("lamp 7", key))),
                kind.server(it -> it.crypto(new SpyingCrypto()).externalPsks(ExternalPsk.of("lamp 7", key))));
            Arrays.fill(key, (byte) 0);
        }
        converse(EchLab.client13(it -> it.crypto(new SpyingCrypto())),
            EchLab.server(it -> it.crypto(new SpyingCrypto())));
        converse(EchLab.client13(it -> it.crypto(new SpyingCrypto())),
            EchLab.retrying(it -> it.crypto(new SpyingCrypto())));
        converse(TLS13.client(it -> it.crypto(new SpyingCrypto()).delegatedCredentials(true)),
            TLS13.server(it -> it.crypto(new SpyingCrypto()).credentials(DelegationTest.DELEGATE)));
        for (var kind : List.of(TLS13, TLS12_ECDHE)) {
            var client = kind.client(
                it -> it.crypto(new SpyingCrypto()).sessions(ClientSessions.inMemory(1 << 20, 4)));
            var server = kind.server(it -> it.crypto(new SpyingCrypto())
                .sessions(ServerSessions.standard(new SpyingCrypto(), InstantSource.system()).earlyData(1000)));
            for (int i = 0; i < 2; i++) converse(client, server);
        }
    }

    private void converse(Tls client, Tls server) {
        try (var pair = Pair.of(client.observing(Spy::new), server.observing(Spy::new))) {
            pair.exchange();
        }
    }

    private Path dump() throws IOException {
        var file = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        return file;
    }

    /**
     * Byte arrays lie in a dump as they are, so their last eight bytes are looked for at each place; the first are no secret
     * in a premaster secret made of zeros and a key.
     */
    private TreeSet<String> found(Path file) throws IOException {
        var ends = new HashMap<Long, List<String>>();
        masked.forEach((label, bytes) -> ends.computeIfAbsent(end(mask(bytes)), _ -> new ArrayList<>()).add(label));
        var found = new TreeSet<String>();
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            long window = 0;
            for (int one; (one = in.read()) >= 0;) {
                window = window << 8 | one;
                var labels = ends.get(window);
                if (labels != null) found.addAll(labels);
            }
        }
        return found;
    }

    private static long end(byte[] bytes) {
        long end = 0;
        for (int i = bytes.length - 8; i < bytes.length; i++) end = end << 8 | bytes[i] & 0xFF;
        return end;
    }
}
