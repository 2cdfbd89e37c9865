package dev.parley.hello;

import dev.parley.crypto.Crypto;
import dev.parley.extension.Extensions;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Offering;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.State;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;
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
        var offers = offers13 ? offers(crypto, config.keyShares()) : Map.<NamedGroup, Crypto.Group.Offer>of();
        int grease = crypto.random(1).at(0);
        var offering = new Offering(config, party.serverName(), grease, shares(offers), Optional.empty(), false);
        var sessionId = offers13 && config.compatibility() ? crypto.random(32) : Bytes.EMPTY;
        var hello =
            new ClientHello(ProtocolVersion.TLS_1_2, crypto.random(32), sessionId, suites(offering), Bytes.of((byte) 0),
                Extensions.offer(offering));
        out.say(Dialect.HELLO, hello);
        return new WaitServerHello(party, offering, hello, offers, Optional.empty());
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

    private static List<CipherSuite> suites(Offering offering) {
        var suites = new ArrayList<CipherSuite>();
        if (offering.config().grease()) suites.add(new CipherSuite(Grease.value(offering.grease() + 0x40)));
        suites.addAll(offering.config().suites());
        if (offering.config().fallback()) suites.add(CipherSuite.FALLBACK_SCSV);
        return suites;
    }
}
