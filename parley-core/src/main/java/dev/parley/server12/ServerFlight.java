package dev.parley.server12;

import static dev.parley.failure.Reason.NO_COMMON_SIGNATURE_SCHEME;

import dev.parley.config.ClientAuth;
import dev.parley.config.Side;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.SafePrime;
import dev.parley.extension.Answering;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.extension.RenegotiationInfo;
import dev.parley.extension.SessionTicket;
import dev.parley.extension.SignedCertificateTimestamp;
import dev.parley.handshake.Agreed12;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.ProtocolTold;
import dev.parley.handshake.RecordLimits;
import dev.parley.handshake.Step;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate12;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateStatus;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerHelloDone;
import dev.parley.message.ServerKeyExchange;
import dev.parley.observe.NotResumed;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/** Everything the server says before it waits for the client: from ServerHello to ServerHelloDone. RFC 5246 section 7.3. */
final class ServerFlight {
    private ServerFlight() {}

    static Step say(Negotiation chosen, NotResumed notResumed, Output out) {
        var party = chosen.party();
        var suite = chosen.suite();
        var dialect = Dialect.tls12(suite.keyExchange());
        var staple = Staple.of(chosen);
        var answers = staple.announced(stamped(answers(chosen), chosen));
        ProtocolTold.tell(party.config(), chosen.hello().extensions(), answers, out);
        out.transcript().use(suite.hash());
        if (party.config().clientAuth() == ClientAuth.NONE || chosen.own().isEmpty()) out.transcript().release();
        var hello = new ServerHello(ProtocolVersion.TLS_1_2, random(chosen.party()), newSessionId(chosen, answers),
            suite, 0, answers);
        out.say(dialect, hello);
        var agreed = new Agreed12(party, chosen.hello(), hello, Optional.empty(), Optional.of(notResumed));
        RecordLimits.agree(Side.SERVER, false, chosen.hello().extensions(), answers, out);
        if (chosen.own().isEmpty()) return sayHint(new Flight(agreed, chosen, Optional.empty()), out);
        out.say(agreed.dialect(Side.SERVER), new Certificate12(chosen.own().get().chain()));
        staple.status().ifPresent(it -> out.say(dialect, new CertificateStatus(it)));
        if (suite.keyExchange() == KeyExchange.RSA) return done(new Flight(agreed, chosen, Optional.empty()), out);
        return sayKeyExchange(chosen, agreed, out);
    }

    /** With the timestamps of the certificate's logs, if they are asked for. RFC 6962 section 3.3.1. */
    private static ExtensionBlock stamped(ExtensionBlock answers, Negotiation chosen) {
        var stamps = chosen.own().map(own -> own.credential().timestamps()).orElse(List.of());
        return stamps.isEmpty() || !chosen.hello().extensions().has(SignedCertificateTimestamp.IT) ? answers
            : answers.with(SignedCertificateTimestamp.IT, Place.SERVER_HELLO_12,
                new SignedCertificateTimestamp.Timestamps(stamps));
    }

    /** A server that could do TLS 1.3 says so at the end of its random. RFC 9846 section 4.2.3. */
    static Bytes random(Party party) {
        var random = party.crypto().random(32);
        return party.config().versions().contains(ProtocolVersion.TLS_1_3)
            ? Bytes.join(random.slice(0, 24), Random.DOWNGRADED_TO_12) : random;
    }

    /** A client without tickets gets an id for its session, if there is a store to keep it in. RFC 5246 section 7.4.1.3. */
    private static Bytes newSessionId(Negotiation chosen, ExtensionBlock answers) {
        boolean keeps = chosen.party().config().serverSessions().flatMap(ServerSessions::store).isPresent();
        return keeps && !answers.has(SessionTicket.IT) ? chosen.party().crypto().random(32) : Bytes.EMPTY;
    }

    private static ExtensionBlock answers(Negotiation chosen) {
        boolean ticket = chosen.party().config().serverSessions().filter(it -> it.tickets() > 0).isPresent();
        return answers(chosen.party(), chosen.hello(), chosen.suite(), ticket, false);
    }

    static ExtensionBlock answers(Party party, ClientHello hello, CipherSuite suite, boolean ticket, boolean resumes) {
        var answers = Extensions.answer(Place.SERVER_HELLO_12,
            new Answering(party.config(), ProtocolVersion.TLS_1_2, suite, hello.extensions(), ticket, false, resumes));
        boolean viaScsv = hello.cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
        return viaScsv && !answers.has(RenegotiationInfo.IT)
            ? answers.with(RenegotiationInfo.IT, Place.SERVER_HELLO_12, Bytes.EMPTY) : answers;
    }

    /**
     * With a key that both sides have, nothing is signed, and the client is known by the key. A hint of which key is meant is
     * given only if it is configured; with a public value there is room for one in any case. RFC 4279 section 5.2.
     */
    private static Step sayHint(Flight flight, Output out) {
        var dialect = Dialect.tls12(flight.agreed.suite().keyExchange());
        var hint = flight.agreed.party().config().pskHint();
        if (flight.chosen.group().isEmpty()) {
            if (!hint.isEmpty()) out.say(dialect, new ServerKeyExchange.Psk(hint));
            return done(flight, out);
        }
        var group = flight.chosen.group().get();
        var offer = flight.agreed.party().crypto().group(group).offer();
        out.say(dialect, new ServerKeyExchange.EcdhePsk(hint, ecdhParams(group, offer.share())));
        return done(new Flight(flight.agreed, flight.chosen, Optional.of(offer)), out);
    }

    private static ServerKeyExchange.EcdhParams ecdhParams(NamedGroup group, Bytes share) {
        return new ServerKeyExchange.EcdhParams(ServerKeyExchange.EcdhParams.NAMED_CURVE, group, share);
    }

    /** A fresh public value, signed together with both randoms. RFC 5246 section 7.4.3. */
    private static Step sayKeyExchange(Negotiation chosen, Agreed12 agreed, Output out) {
        var group = chosen.group().orElseThrow();
        var offer = group(agreed, group).offer();
        var own = chosen.own().orElseThrow();
        var scheme = own.scheme().orElseThrow();
        var params = chosen.suite().keyExchange() == KeyExchange.ECDHE
            ? ServerKeyExchange.EcdhParams.WIRE.encode(ecdhParams(group, offer.share()))
            : ServerKeyExchange.DhParams.WIRE.encode(
                dhParams(SafePrime.of(group).orElseThrow(), offer.share()));
        return own.sign(agreed.party(), signature -> {
            out.say(Dialect.tls12(chosen.suite().keyExchange()), exchange(chosen, params, scheme, signature));
            return done(new Flight(agreed, chosen, Optional.of(offer)), out);
        }, agreed.clientRandom().toArray(), agreed.serverRandom().toArray(), params.toArray());
    }

    /** TLS 1.2 sends finite-field values without leading zeros. */
    private static Crypto.Group group(Agreed12 agreed, NamedGroup group) {
        var crypto = agreed.party().crypto();
        return SafePrime.of(group).map(safe -> crypto.finiteField(safe.prime(), safe.generator()))
            .orElseGet(() -> crypto.group(group));
    }

    private static ServerKeyExchange.DhParams dhParams(SafePrime prime, Bytes share) {
        return new ServerKeyExchange.DhParams(prime.prime(), prime.generator(), share);
    }

    private static ServerKeyExchange exchange(Negotiation chosen, Bytes params, SignatureScheme scheme,
        Bytes signature) {
        return chosen.suite().keyExchange() == KeyExchange.ECDHE
            ? new ServerKeyExchange.Ecdhe(ServerKeyExchange.EcdhParams.WIRE.parse(params), scheme, signature)
            : new ServerKeyExchange.Dhe(ServerKeyExchange.DhParams.WIRE.parse(params), scheme, signature);
    }

    private static Step done(Flight flight, Output out) {
        var config = flight.agreed().party().config();
        var dialect = Dialect.tls12(flight.agreed().suite().keyExchange());
        boolean asks = config.clientAuth() != ClientAuth.NONE && flight.chosen.own().isPresent();
        if (asks) {
            var schemes = config.schemes().stream().filter(SignatureScheme::isFor12).toList();
            if (schemes.isEmpty())
                throw NO_COMMON_SIGNATURE_SCHEME.because("none of %s is for TLS 1.2, so no client can prove itself",
                    config.schemes());
            out.say(dialect,
                new CertificateRequest12(List.of(CertificateRequest12.ECDSA_SIGN, CertificateRequest12.RSA_SIGN),
                    schemes,
                    config.authorities()));
        }
        out.say(dialect, new ServerHelloDone());
        return Step.become(asks ? new WaitCertificate(flight) : new WaitClientKeyExchange(flight, Optional.empty()));
    }

    /** @param offer the private half of the key exchange; none with RSA */
    record Flight(Agreed12 agreed, Negotiation chosen, Optional<Crypto.Group.Offer> offer) {}
}
