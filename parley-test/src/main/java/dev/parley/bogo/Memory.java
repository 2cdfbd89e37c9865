package dev.parley.bogo;

import dev.parley.Cryptography;
import dev.parley.session.ReplayGuard;
import dev.parley.session.ServerSessions;
import dev.parley.session.TicketKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the connections of one test share: sessions, ticket keys, the time. Nothing of it outlives the test. */
final class Memory implements InstantSource {
    final OneSession client = new OneSession();
    final CountingStore store = new CountingStore();
    private final ServerSessions server;
    private final ServerSessions withoutTickets;
    private Instant now = Instant.now();

    Memory() {
        var crypto = Cryptography.standard();
        var keys = TicketKeys.rotating(crypto, Duration.ofDays(30), 1, this);
        server = ServerSessions.standard(crypto, this).keys(keys).store(store).guard(ReplayGuard.inMemory(64, this));
        withoutTickets = server.tickets(0).keys(TicketKeys.rotating(crypto, Duration.ofDays(30), 1, this));
    }

    ServerSessions server() {
        return server;
    }

    /** Gives out no tickets, and cannot open those of {@link #server}. */
    ServerSessions withoutTickets() {
        return withoutTickets;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
