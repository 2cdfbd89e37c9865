package dev.parley.server12;

import dev.parley.extension.Alpn;
import dev.parley.extension.ServerName;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Dialect;
import dev.parley.message.NewSessionTicket12;
import dev.parley.session.ServerSessions;
import dev.parley.session.Session;
import dev.parley.session.StoreUnavailable;
import dev.parley.session.Tickets;
import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Gives the client a ticket, or keeps its session under the id that ServerHello named. RFC 5077 section 3.3. */
final class GiveSession {
    private GiveSession() {}

    /** The stores may be slow: then it is a task. A store that fails costs the client a full handshake next time, no more. */
    static Step then(Exchanged done, List<Bytes> clientChain, Instant until, Output out, Supplier<Step> then) {
        var agreed = done.keys().agreed();
        var sessions = agreed.party().config().serverSessions();
        boolean keeps = agreed.session().isEmpty() && !agreed.server().legacySessionIdEcho().isEmpty();
        if (sessions.isEmpty() || !agreed.givesTicket() && !keeps) return then.get();
        return Step.after(sessions.get().isRemote(), () -> sealed(sessions.get(), done, clientChain, until, keeps),
            ticket -> {
                if (agreed.givesTicket())
                    out.say(Dialect.tls12(agreed.suite().keyExchange()),
                        new NewSessionTicket12(sessions.get().lifetime().toSeconds(), ticket));
                return then.get();
            });
    }

    /** The ticket; empty if there is none, which RFC 5077 section 3.3 allows even after it was announced. */
    private static Bytes sealed(ServerSessions sessions, Exchanged done, List<Bytes> clientChain, Instant until,
        boolean keeps) {
        var agreed = done.keys().agreed();
        try {
            var sealed =
                Tickets.seal(agreed.party().crypto(), sessions.keys(), session(sessions, done, clientChain, until));
            if (keeps)
                sessions.store().orElseThrow().put(agreed.server().legacySessionIdEcho(), sealed, sessions.lifetime());
            return sealed.length() > LONGEST ? Bytes.EMPTY : sealed;
        } catch (StoreUnavailable e) {
            return Bytes.EMPTY;
        }
    }

    private static final int LONGEST = 0xFFFF;

    private static Session session(ServerSessions sessions, Exchanged done, List<Bytes> clientChain, Instant until) {
        Agreed12 agreed = done.keys().agreed();
        return new Session(ProtocolVersion.TLS_1_2, agreed.suite(), done.keys().main(), agreed.extendedMainSecret(),
            agreed.encryptThenMac(),
            agreed.session().map(Session::created).orElseGet(() -> agreed.party().config().clock().instant()),
            sessions.lifetime(),
            ServerName.host(agreed.client().extensions()), Alpn.in(agreed.answers()), clientChain, 0, 0, Bytes.EMPTY,
            false, until);
    }
}
