package dev.parley.server13;

import dev.parley.crypto.Secret;
import dev.parley.extension.EarlyData;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.extension.PskKeyExchangeModes;
import dev.parley.extension.TicketRequest;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.handshake.Step;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Dialect;
import dev.parley.message.NewSessionTicket13;
import dev.parley.schedule.Labels;
import dev.parley.session.ServerSessions;
import dev.parley.session.Session;
import dev.parley.session.StoreUnavailable;
import dev.parley.session.Tickets;
import dev.parley.wire.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the client tickets to come back with. RFC 9846 section 4.7.1. */
final class GiveTickets {
    private GiveTickets() {}

    /** How many: what the client asked for; else some after a full handshake, one after a resumed one. */
    static int number(Negotiated agreed) {
        return agreed.party().config().serverSessions().filter(it -> canComeBack(agreed))
            .map(it -> TicketRequest.promised(agreed.answers())
                .orElseGet(() -> isResumed(agreed) ? Math.min(1, it.tickets()) : it.tickets()))
            .orElse(0);
    }

    /** The key store may be slow: then it is a task. @param resumption the resumption secret, closed when it has served */
    static Step to(Negotiated agreed, Connected connected, int number, Secret resumption, Output out) {
        var sessions = agreed.party().config().serverSessions().orElseThrow();
        return Step.after(sessions.isRemote(), () -> tickets(sessions, agreed, connected, resumption, number),
            tickets -> {
                resumption.close();
                for (var ticket : tickets) out.say(Dialect.TLS13, ticket);
                return Step.become(connected);
            });
    }

    private static boolean isResumed(Negotiated agreed) {
        return agreed.found().psk().flatMap(Psk::session).isPresent();
    }

    /** A client that cannot use a ticket is given none. RFC 9846 section 4.3.9. */
    private static boolean canComeBack(Negotiated agreed) {
        var extensions = agreed.hello().extensions();
        return PskKeyExchangeModes.offers(extensions, PskKeyExchangeModes.PSK_DHE_KE)
            || agreed.party().config().pskOnly() && PskKeyExchangeModes.offers(extensions, PskKeyExchangeModes.PSK_KE);
    }

    private static List<NewSessionTicket13> tickets(ServerSessions sessions, Negotiated agreed, Connected connected,
        Secret resumption, int number) {
        var tickets = new ArrayList<NewSessionTicket13>();
        var until = agreed.found().psk().flatMap(Psk::session).map(Session::until).orElseGet(
            () -> until(connected, agreed.party().config().clock().instant()));
        for (int i = 0; i < number; i++)
            ticket(sessions, agreed.party(), connected, resumption, until, Bytes.of((byte) i)).ifPresent(tickets::add);
        return tickets;
    }

    private static Instant until(Connected connected, Instant now) {
        return connected.peer() instanceof ClientProof.Proven(var proof, _) ? proof.until(now)
            : Session.until(now, connected.facts().peerPath());
    }

    private static Optional<NewSessionTicket13> ticket(ServerSessions sessions, Party party, Connected connected,
        Secret resumption, Instant until, Bytes nonce) {
        var crypto = party.crypto();
        var facts = connected.facts();
        var now = party.config().clock().instant();
        var lifetime = Session.left(sessions.lifetime(), now, until);
        if (lifetime.toSeconds() == 0) return Optional.empty(); // renewed for as long as may be
        var random = crypto.random(4);
        long ageAdd = (long) random.at(0) << 24 | random.at(1) << 16 | random.at(2) << 8 | random.at(3);
        try (var psk = Labels.psk(crypto, facts.suite().hash(), resumption, nonce.toArray())) {
            var session =
                new Session(ProtocolVersion.TLS_1_3, facts.suite(), psk, true, false, now, lifetime, facts.serverName(),
                    facts.protocol(), facts.peerChain(), ageAdd,
                    sessions.earlyData(), Bytes.EMPTY, false, until);
            var sealed = Tickets.seal(crypto, sessions.keys(), session);
            if (sealed.length() > LONGEST) return Optional.empty();
            var extensions = sessions.earlyData() == 0 ? ExtensionBlock.EMPTY
                : ExtensionBlock.EMPTY.with(EarlyData.IT, Place.NEW_SESSION_TICKET, (long) sessions.earlyData());
            return Optional.of(new NewSessionTicket13(lifetime.toSeconds(), ageAdd, nonce,
                kept(sessions, party, sealed), greased(party, extensions)));
        } catch (StoreUnavailable e) {
            return Optional.empty(); // the client comes back with a full handshake
        }
    }

    private static final int LONGEST = 0xFFFF;

    /** A ticket may have an extension without meaning. RFC 8701 section 4. */
    private static ExtensionBlock greased(Party party, ExtensionBlock extensions) {
        return party.config().grease() ? Extensions.greased(extensions, party.crypto().random(1).at(0)) : extensions;
    }

    /** The ticket itself, or for stateful ones the name under which the store has it. */
    private static Bytes kept(ServerSessions sessions, Party party, Bytes sealed) {
        if (!sessions.stateful()) return sealed;
        var id = party.crypto().random(32);
        sessions.store().orElseThrow().put(id, sealed, sessions.lifetime());
        return id;
    }
}
