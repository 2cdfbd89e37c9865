package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.Observer;
import dev.parley.session.ClientSessions;
import dev.parley.wire.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            secret.lend(bytes -> masked.put(label + " " + masked.size(), mask(bytes)));
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
        assertThat(masked.keySet()).anyMatch(label -> label.startsWith("CLIENT_TRAFFIC_SECRET_0"))
            .anyMatch(label -> label.startsWith("CLIENT_RANDOM")).anyMatch(label -> label.startsWith("premaster"));

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

    private Path dump() throws IOException {
        var file = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        return file;
    }

    /** Byte arrays lie in a dump as they are, so their first eight bytes are looked for at each place. */
    private TreeSet<String> found(Path file) throws IOException {
        var begins = new HashMap<Long, List<String>>();
        masked.forEach((label, bytes) -> begins.computeIfAbsent(begin(mask(bytes)), _ -> new ArrayList<>()).add(label));
        var found = new TreeSet<String>();
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            long window = 0;
            for (int one; (one = in.read()) >= 0;) {
                window = window << 8 | one;
                var labels = begins.get(window);
                if (labels != null) found.addAll(labels);
            }
        }
        return found;
    }

    private static long begin(byte[] bytes) {
        long begin = 0;
        for (int i = 0; i < 8; i++) begin = begin << 8 | bytes[i] & 0xFF;
        return begin;
    }
}
