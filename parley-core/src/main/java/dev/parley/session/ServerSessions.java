package dev.parley.session;

import dev.parley.crypto.Crypto;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How a server lets clients come back. Immutable and thread-safe.
 *
 * @param keys seal tickets, and whatever goes to the store
 * @param store keeps sessions by id, for TLS 1.2 clients without tickets and for stateful tickets; none without
 * @param stateful are tickets of TLS 1.3 only names of sessions in the store, each good for one use?
 * @param lifetime how long a session may be continued, at most seven days
 * @param tickets how many to give out for each full handshake of TLS 1.3; with 0 there are none in TLS 1.2 either, where
 *     the store goes on with ids
 * @param earlyData how many bytes of early data to accept; 0 for none
 * @param guard keeps early data from being accepted twice
 * @param freshness by how much the client's account of a ticket's age may differ, for early data. RFC 9846 section 8.3
 */
public record ServerSessions(TicketKeys keys, Optional<SessionStore> store, boolean stateful, Duration lifetime,
    int tickets, int earlyData,
    ReplayGuard guard, Duration freshness) {
    public ServerSessions {
        if (lifetime.compareTo(Session.LONGEST) > 0)
            throw new IllegalArgumentException("sessions live at most seven days (RFC 9846 section 4.7.1)");
        if (stateful && store.isEmpty()) throw new IllegalArgumentException("stateful tickets need a store");
    }

    /** Tickets under keys that this machine makes and replaces each day, a session cache of 16 MB, no early data. */
    public static ServerSessions standard(Crypto crypto, InstantSource clock) {
        var lifetime = Duration.ofHours(24);
        return new ServerSessions(TicketKeys.rotating(crypto, lifetime, 1, clock),
            Optional.of(SessionStore.inMemory(16 << 20, clock)), false, lifetime,
            2, 0, ReplayGuard.inMemory(1 << 16, clock), Duration.ofSeconds(10));
    }

    /** The most that a client can ask for. RFC 9149 section 3. */
    public static final int MOST_TICKETS = 8;

    public ServerSessions keys(TicketKeys other) {
        return new ServerSessions(other, store, stateful, lifetime, tickets, earlyData, guard, freshness);
    }

    public ServerSessions store(SessionStore other) {
        return new ServerSessions(keys, Optional.of(other), stateful, lifetime, tickets, earlyData, guard, freshness);
    }

    /** Tickets only, nothing kept here. */
    public ServerSessions withoutStore() {
        return new ServerSessions(keys, Optional.empty(), false, lifetime, tickets, earlyData, guard, freshness);
    }

    /** Tickets of TLS 1.3 are names of sessions in the store, each good for one use. */
    public ServerSessions stateful(boolean on) {
        return new ServerSessions(keys, store, on, lifetime, tickets, earlyData, guard, freshness);
    }

    public ServerSessions lifetime(Duration other) {
        return new ServerSessions(keys, store, stateful, other, tickets, earlyData, guard, freshness);
    }

    public ServerSessions tickets(int number) {
        return new ServerSessions(keys, store, stateful, lifetime, number, earlyData, guard, freshness);
    }

    /** Accepts so many bytes of early data. Read RFC 9846 section 8 and RFC 8470 first: they can be replayed elsewhere. */
    public ServerSessions earlyData(int bytes) {
        return new ServerSessions(keys, store, stateful, lifetime, tickets, bytes, guard, freshness);
    }

    public ServerSessions guard(ReplayGuard other) {
        return new ServerSessions(keys, store, stateful, lifetime, tickets, earlyData, other, freshness);
    }

    public ServerSessions freshness(Duration other) {
        return new ServerSessions(keys, store, stateful, lifetime, tickets, earlyData, guard, other);
    }

    /** May any of its calls take longer than a memory access? */
    public boolean isRemote() {
        return keys.isRemote() || guard.isRemote() || store.map(SessionStore::isRemote).orElse(false);
    }
}
