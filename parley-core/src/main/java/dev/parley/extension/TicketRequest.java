package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.id.ProtocolVersion;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Codec;
import java.util.Optional;

/** How many tickets the client would like, and how many the server will give. RFC 9149. */
public final class TicketRequest implements Extension<TicketRequest.Wanted, TicketRequest.Hint> {
    public static final TicketRequest IT = new TicketRequest();

    private TicketRequest() {}

    /** @param fresh after a full handshake; @param resumed after a resumed one */
    public record Wanted(int fresh, int resumed) {}

    /** @param count so many will come */
    public record Hint(int count) {}

    private static final Codec<Wanted> WANTED = struct("ClientTicketRequest",
        field("new_session_count", Codec.UINT8, Wanted::fresh),
        field("resumption_count", Codec.UINT8, Wanted::resumed),
        Wanted::new);
    private static final Codec<Hint> HINT = struct("ServerTicketRequestHint",
        field("expected_count", Codec.UINT8, Hint::count),
        Hint::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(58, "ticket_request", "RFC 9149 section 3")
        .in(WANTED, CLIENT_HELLO).in(HINT, ENCRYPTED_EXTENSIONS);

    @Override
    public Optional<Wanted> offer(Offering offering) {
        var sessions = offering.config().clientSessions();
        if (!offering.offers(ProtocolVersion.TLS_1_3) || !sessions.keeps()) return Optional.empty();
        return sessions.ticketsWanted().map(wanted -> new Wanted(wanted.fresh(), wanted.resumed()));
    }

    /** A server that gives no tickets, or to this client none, does not answer. */
    @Override
    public Optional<Hint> answer(Wanted offered, Answering answering) {
        boolean gives = answering.config().serverSessions().filter(it -> it.tickets() > 0).isPresent();
        if (!gives || !answering.offered().has(PskKeyExchangeModes.IT)) return Optional.empty();
        int wanted = answering.resumes() ? offered.resumed : offered.fresh;
        return Optional.of(new Hint(Math.min(wanted, ServerSessions.MOST_TICKETS)));
    }

    /** How many tickets these answers of a server promise, if they say so. */
    public static Optional<Integer> promised(ExtensionBlock answers) {
        return answers.answered(IT).map(Hint::count);
    }
}
