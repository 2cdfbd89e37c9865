package dev.parley.client13;

import static dev.parley.message.Dialect.TLS13;

import dev.parley.crypto.Secret;
import dev.parley.extension.EarlyData;
import dev.parley.extension.Place;
import dev.parley.handshake.FinishedProven;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.PeerProven;
import dev.parley.handshake.Request;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.CertificateType;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.Heard;
import dev.parley.message.KeyUpdate;
import dev.parley.message.NewSessionTicket13;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.Way;
import dev.parley.schedule.Labels;
import dev.parley.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The handshake is complete. Tickets and key updates may still come, and a request for a certificate if that was offered.
 * RFC 9846 section 4.7.
 *
 * @param resumption what tickets are made of, if they are kept
 * @param until how long tickets from here may be renewed
 * @param shows what a certificate of this side would be
 * @param handshake the transcript, if the server may ask for a certificate; only ever forked
 */
record Connected(Party party, Facts facts, PeerProven peer, FinishedProven finished, Secret client, Secret server,
    Optional<Secret> resumption, Instant until, CertificateType shows, Optional<Transcript> handshake)
    implements Client13 {
    Connected {
        Objects.requireNonNull(peer);
        Objects.requireNonNull(finished);
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public ChangeCipher changeCipher() {
        return ChangeCipher.REFUSED;
    }

    @Override
    public Set<Class<? extends Heard>> legal() {
        return handshake.isPresent() ? Set.of(NewSessionTicket13.class, KeyUpdate.class, CertificateRequest13.class)
            : Set.of(NewSessionTicket13.class, KeyUpdate.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        return switch (heard) {
            case NewSessionTicket13 ticket -> {
                keep(ticket);
                yield Step.become(this);
            }
            case KeyUpdate update -> {
                var next = updateIn(out);
                yield Step.become(update.updateRequested() ? next.updateOut(false, out) : next);
            }
            case CertificateRequest13 request when handshake.isPresent() ->
                new PostHandshake(this, request, handshake.get().fork()).answer(out);
            default -> throw unexpected(heard);
        };
    }

    @Override
    public Step request(Request request, Output out) {
        return switch (request) {
            case Request.UpdateKeys(boolean peerToo) -> Step.become(updateOut(peerToo, out));
            case Request.Certificate _ -> throw new IllegalStateException("only servers ask for certificates later");
        };
    }

    Connected with(Facts other) {
        return new Connected(party, other, peer, finished, client, server, resumption, until, shows, handshake);
    }

    /** A ticket for a later connection. RFC 9846 section 4.7.1. */
    private void keep(NewSessionTicket13 ticket) {
        ticket.extensions().checkPlaces(Place.NEW_SESSION_TICKET);
        var config = party.config();
        if (ticket.lifetime() == 0 || !config.clientSessions().keeps()) return;
        try (var psk =
            Labels.psk(party.crypto(), facts.suite().hash(), resumption.orElseThrow(), ticket.nonce().toArray())) {
            var lifetime = Duration.ofSeconds(Math.min(ticket.lifetime(), Session.LONGEST.toSeconds()));
            long earlyData = ticket.extensions().find(EarlyData.IT, Long.class).orElse(0L);
            config.clientSessions().put(party.sessionKey(),
                new Session(ProtocolVersion.TLS_1_3, facts.suite(), psk.keep(), true, false,
                    config.clock().instant(), lifetime, facts.serverName(), facts.protocol(), facts.peerChain(),
                    ticket.ageAdd(),
                    earlyData, ticket.ticket(), true, until));
        }
    }

    private Connected updateIn(Output out) {
        var next = Labels.next(party.crypto(), facts.suite().hash(), server);
        server.close();
        out.keys(Way.IN, Epoch.APPLICATION, new KeyMaterial.Traffic(facts.suite(), next));
        return new Connected(party, facts, peer, finished, client, next, resumption, until, shows,
            handshake);
    }

    private Connected updateOut(boolean peerToo, Output out) {
        out.say(TLS13, new KeyUpdate(peerToo));
        var next = Labels.next(party.crypto(), facts.suite().hash(), client);
        client.close();
        out.keys(Way.OUT, Epoch.APPLICATION, new KeyMaterial.Traffic(facts.suite(), next));
        return new Connected(party, facts, peer, finished, next, server, resumption, until, shows,
            handshake);
    }
}
