package dev.parley.hello;

import dev.parley.crypto.Crypto;
import dev.parley.ech.EchConfigList;
import dev.parley.extension.Extensions;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Offering;
import dev.parley.extension.Padding;
import dev.parley.handshake.Binders;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.handshake.State;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.schedule.EarlySecret;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The client begins: it offers what it can do, with key shares for the likeliest groups. RFC 9846 section 4.2.2. */
public final class ClientStart {
    private ClientStart() {}

    /** Says the first hello and waits for the answer. */
    public static State begin(Party party, Output out) {
        var config = party.config();
        var crypto = party.crypto();
        boolean offers13 = config.versions().contains(ProtocolVersion.TLS_1_3);
        var choice = party.wish().ech().filter(_ -> offers13).flatMap(list -> list.choose(crypto));
        var resumption = choice.isPresent() ? ResumptionOffer.of(party).hidden() : ResumptionOffer.of(party);
        var offers = offers13 ? offers(crypto, config.keyShares()) : Map.<NamedGroup, Crypto.Group.Offer>of();
        int grease = ByteBuffer.wrap(crypto.random(4).toArray()).getInt();
        var offering = new Offering(config, party.serverName(), grease, shares(offers), Optional.empty(), false,
            resumption.ticket12(config), resumption.early(), Optional.empty());
        if (choice.isPresent()) return veiled(party, choice.get(), offering, offers, resumption, out);
        var plain =
            new ClientHello(ProtocolVersion.TLS_1_2, crypto.random(32), sessionId(party, resumption), suites(offering),
                Bytes.of((byte) 0), Extensions.offer(offering));
        if (offers13 && config.ech().grease().orElse(config.grease()) && crypto.kems().contains(HpkeKem.X25519)) {
            offering = offering.with(Veil.grease(party, plain));
            plain = plain.with(Extensions.offer(offering));
        }
        int padding = Padding.needed(Binders.length(plain, resumption.psks())); // before it is bound, so that it is once
        if (padding > 0) plain = plain.with(Padding.zeros(plain.extensions(), padding));
        var hello = bound(crypto, plain, resumption);
        out.say(Dialect.HELLO, hello);
        out.expose(resumption.psks(), hello.random());
        if (resumption.early()) beginEarlyData(crypto, resumption.psks().getFirst(), hello, out);
        return new WaitServerHello(party, offering, hello, offers, Optional.empty(), resumption,
            Optional.empty());
    }

    /** The hello that counts is hidden in another. RFC 9849 section 6.1. */
    private static State veiled(Party party, EchConfigList.Choice choice, Offering offering,
        Map<NamedGroup, Crypto.Group.Offer> offers, ResumptionOffer resumption, Output out) {
        var crypto = party.crypto();
        var common = new Veil.Common(party, offering.inner(), offering.ticket12(), sessionId(party, resumption),
            resumption.psks(), (hash, partial) -> hash(crypto, hash, partial));
        var veil = Veil.first(common, choice, out);
        veil.say(out);
        out.expose(resumption.psks(), veil.inner().random());
        if (resumption.early()) beginEarlyData(crypto, resumption.psks().getFirst(), veil.inner(), out);
        return new WaitServerHello(party, common.hidden(), veil.inner(), offers, Optional.empty(), resumption,
            Optional.of(veil));
    }

    private static ClientHello bound(Crypto crypto, ClientHello plain, ResumptionOffer resumption) {
        return resumption.psks().isEmpty() ? plain
            : Binders.bind(crypto, plain, resumption.psks(), (hash, partial) -> hash(crypto, hash, partial));
    }

    /** A session of TLS 1.2 is named by its id; with a ticket any value tells whether it was taken. RFC 5077 section 3.4. */
    private static Bytes sessionId(Party party, ResumptionOffer resumption) {
        var session = resumption.session12();
        if (session.isPresent() && !session.get().isTicket()) return session.get().id();
        var config = party.config();
        boolean random =
            session.isPresent() || config.versions().contains(ProtocolVersion.TLS_1_3) && config.compatibility();
        return random ? party.crypto().random(32) : Bytes.EMPTY;
    }

    private static byte[] hash(Crypto crypto, HashAlgorithm algorithm, Bytes bytes) {
        var hash = crypto.hash(algorithm);
        hash.add(bytes);
        return hash.soFar();
    }

    /** From here on application data may be written, before anything was heard. RFC 9846 section 4.3.10. */
    private static void beginEarlyData(Crypto crypto, Psk psk, ClientHello hello, Output out) {
        var session = psk.session().orElseThrow();
        var transcript = hash(crypto, psk.hash(), Dialect.HELLO.encode(hello));
        try (var early = EarlySecret.of(crypto, psk.hash(), psk.key());
            var traffic = early.clientTraffic(transcript)) {
            out.expose("CLIENT_EARLY_TRAFFIC_SECRET", hello.random(), traffic);
            out.earlyExporter(hello.random(), crypto, psk.hash(), early.exporter(transcript));
            out.compatibility();
            out.keys(Way.OUT, Epoch.EARLY, new KeyMaterial.Traffic(session.suite(), traffic));
        }
        out.earlyDecided(EarlyFate.PENDING, session.earlyData());
    }

    static Map<NamedGroup, Crypto.Group.Offer> offers(Crypto crypto, List<NamedGroup> groups) {
        var offers = new LinkedHashMap<NamedGroup, Crypto.Group.Offer>();
        for (var group : groups) offers.put(group, crypto.group(group).offer());
        return offers;
    }

    static List<KeyShare.Entry> shares(Map<NamedGroup, Crypto.Group.Offer> offers) {
        return offers.entrySet().stream().map(offer -> new KeyShare.Entry(offer.getKey(), offer.getValue().share()))
            .toList();
    }

    static List<CipherSuite> suites(Offering offering) {
        var suites = new ArrayList<CipherSuite>();
        if (offering.config().grease()) suites.add(new CipherSuite(Grease.value(offering.grease() + 0x40)));
        suites.addAll(offering.config().suites());
        if (offering.config().fallback()) suites.add(CipherSuite.FALLBACK_SCSV);
        return suites;
    }
}
