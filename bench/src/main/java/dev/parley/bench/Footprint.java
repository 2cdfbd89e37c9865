package dev.parley.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.credential.Trust;
import dev.parley.id.ProtocolVersion;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.session.SessionStore;
import dev.parley.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints one figure of one stack, in a virtual machine of its own: {@code idle SUN} the bytes of heap that a connected
 * client and server hold while nothing is said; {@code cold SUN} the milliseconds of all processors that the first
 * handshake takes in a new machine, loading, compiling and all; {@code session PARLEY} the bytes of heap for one session in
 * a server's cache.
 */
public final class Footprint {
    private static final int PAIRS = 2000;

    private Footprint() {}

    public static void main(String[] arguments) {
        var stack = Stack.valueOf(arguments[1]);
        System.out.println(switch (arguments[0]) {
            case "idle" -> idle(stack);
            case "cold" -> cold(stack);
            case "session" -> session();
            default -> throw new IllegalArgumentException(arguments[0]);
        });
    }

    private static long idle(Stack stack) {
        var peers = stack.peers(Row.FULL_13);
        var held = new ArrayList<Talk>();
        connect(peers, held, 200); // loads classes, fills caches
        long before = heap();
        connect(peers, held, PAIRS);
        long after = heap();
        held.forEach(Talk::close);
        return (after - before) / PAIRS;
    }

    private static void connect(Peers peers, ArrayList<Talk> held, int count) {
        for (int i = 0; i < count; i++) held.add(peers.connect());
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Making the certificates does not count: every stack is handed the same. */
    private static long cold(Stack stack) {
        Papers.server(Row.FULL_13);
        long begin = PROCESS.getProcessCpuTime();
        stack.peers(Row.FULL_13).connect().close();
        return (PROCESS.getProcessCpuTime() - begin) / 1_000_000;
    }

    private static final OperatingSystemMXBean PROCESS =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** A session as a server keeps it, taken from a handshake, under many ids. */
    private static long session() {
        var kept = new ArrayList<Bytes>();
        var first = new Kept(kept);
        var server = Tls.server(it -> it.versions(ProtocolVersion.TLS_1_2).sessions(
            ServerSessions.standard(Cryptography.jdk(), InstantSource.system()).stateful(true).store(first))
            .credentials(Parley.credential(Papers.server(Row.FULL_13))));
        var client = Tls.client(it -> it.versions(ProtocolVersion.TLS_1_2)
            .trust(Trust.of(List.of(Papers.trusted(Row.FULL_13))))
            .sessions(ClientSessions.inMemory(1 << 16, 1).byId()));
        Parley.meet(client, server).close();
        var store = SessionStore.inMemory(1L << 30);
        long before = heap();
        for (int i = 0; i < SESSIONS; i++)
            store.put(Cryptography.jdk().random(32), Bytes.of(kept.getFirst().toArray()), Duration.ofHours(1));
        long after = heap();
        store.remove(Bytes.EMPTY); // and so is reachable until here
        return (after - before) / SESSIONS;
    }

    private static final int SESSIONS = 1_000_000;

    /** Shows what a server gives it. */
    private record Kept(List<Bytes> sealed) implements SessionStore {
        @Override
        public void put(Bytes id, Bytes session, Duration lifetime) {
            sealed.add(session);
        }

        @Override
        public Optional<Bytes> get(Bytes id) {
            return Optional.empty();
        }

        @Override
        public Optional<Bytes> take(Bytes id) {
            return Optional.empty();
        }

        @Override
        public void remove(Bytes id) {}
    }
}
