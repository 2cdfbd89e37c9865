package dev.parley.bogo;

import dev.parley.session.ClientSessions;
import dev.parley.session.Session;
import java.util.Optional;

/** The session that the next connection of a test offers: the newest, and only if the connection before brought one. */
final class OneSession implements ClientSessions {
    private Session newest;
    private int since;

    @Override
    public synchronized void put(String peer, Session session) {
        forget();
        newest = session;
        since++;
    }

    @Override
    public synchronized Optional<Session> take(String peer) {
        var taken = Optional.ofNullable(newest);
        newest = null;
        return taken;
    }

    @Override
    public synchronized void forget(String peer) {
        forget();
    }

    synchronized boolean isEmpty() {
        return newest == null;
    }

    /** How many bytes of early data the newest session allows. */
    synchronized long earlyData() {
        return newest == null ? 0 : newest.earlyData();
    }

    /** How many have come since the last call. */
    synchronized int come() {
        int come = since;
        since = 0;
        return come;
    }

    synchronized void forget() {
        if (newest != null) newest.close();
        newest = null;
    }
}
