package dev.parley.hello;

import dev.parley.crypto.Crypto;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchContents;
import dev.parley.ech.HpkeKeyConfig;
import dev.parley.extension.Alpn;
import dev.parley.extension.EncryptedClientHello.Outer;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Extensions;
import dev.parley.extension.Offering;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.handshake.Binders;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Psk;
import dev.parley.hpke.Hpke;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.InnerHello;
import dev.parley.inner.OuterHello;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hello that everybody sees, while the one that counts is hidden in it. RFC 9849 section 6.1.
 *
 * @param choice the server's configuration
 * @param offering what the visible hello offers
 * @param outer the visible hello
 * @param inner the hidden one
 * @param confirmed did a HelloRetryRequest say that the server has opened it?
 */
record Veil(EchConfigList.Choice choice, Hpke hpke, Offering offering, ClientHello outer, ClientHello inner,
    boolean confirmed) {
    /** Protocols that everybody offers, and that so say nothing of the client. */
    private static final Set<Bytes> USUAL = Set.of(Bytes.ofText("h2"), Bytes.ofText("http/1.1"));

    /** What both hellos have in common. @param hidden what the hidden one offers; @param ticket12 what goes into session_ticket */
    record Common(Party party, Offering hidden, Optional<Bytes> ticket12, Bytes sessionId, List<Psk> psks,
        Binders.PartialHash hash) {}

    /** A first hello. */
    static Veil first(Common common, EchConfigList.Choice choice, Output out) {
        var crypto = common.party.crypto();
        var keyConfig = choice.config().contents().keyConfig();
        var sender = Hpke.to(crypto, keyConfig.kem(), choice.suite(), keyConfig.publicKey(), choice.config().info());
        var offer = new Outer(choice.suite(), keyConfig.configId(), sender.encapsulation(), Bytes.EMPTY);
        var veil = seal(common, choice, sender.hpke(), 0, offer, crypto.random(32), crypto.random(32));
        out.expose("ECH_SECRET", veil.outer.random(), sender.hpke().shared());
        try (var config = crypto.secret(choice.config().bytes().toArray())) {
            out.expose("ECH_CONFIG", veil.outer.random(), config);
        }
        return veil;
    }

    /** The hello that answers a HelloRetryRequest, under the same keys. RFC 9849 section 6.1.5. */
    Veil again(Common common) {
        var offer = new Outer(choice.suite(), choice.config().contents().keyConfig().configId(), Bytes.EMPTY,
            Bytes.EMPTY);
        return seal(common, choice, hpke, 1, offer, inner.random(), outer.random());
    }

    /** @param number of the message under these keys */
    private static Veil seal(Common common, EchConfigList.Choice choice, Hpke hpke, int number, Outer offer,
        Bytes innerRandom, Bytes outerRandom) {
        var crypto = common.party.crypto();
        var blank = offer.payload(Bytes.own(new byte[1]));
        var visible = common.hidden.outer(choice.config().publicName(), common.ticket12, blank);
        var outside = outside(common, Extensions.offer(visible));
        var inside = InnerHello.arranged(Extensions.offer(common.hidden), outside);
        var plain = hello(innerRandom, common, common.hidden, inside);
        var inner = common.psks.isEmpty() ? plain : Binders.bind(crypto, plain, common.psks, common.hash);

        var outer = hello(outerRandom, common, visible, outside);
        var encoded = InnerHello.encode(inner, outer, choice.config().contents());
        var room = offer.payload(Bytes.own(new byte[encoded.length() + Hpke.OVERHEAD]));
        outer = OuterHello.with(outer, room);
        var sealed = room.payload(hpke.seal(number, OuterHello.authenticated(outer, room), encoded));
        return new Veil(choice, hpke, visible.with(sealed), OuterHello.with(outer, sealed), inner, number > 0);
    }

    private static ExtensionBlock outside(Common common, ExtensionBlock offered) {
        boolean usual = USUAL.containsAll(common.party.config().protocols());
        var block = usual ? offered : offered.without(Alpn.IT);
        return common.psks.isEmpty() ? block
            : block.with(PreSharedKey.IT, Place.CLIENT_HELLO, pretended(common));
    }

    /** As many keys as the hidden hello offers, which nobody has. RFC 9849 section 6.1.2. */
    private static PreSharedKey.Offered pretended(Common common) {
        var crypto = common.party.crypto();
        return new PreSharedKey.Offered(
            common.psks.stream().map(psk -> new PreSharedKey.Identity(crypto.random(psk.identity().length()),
                crypto.random(4).in().uint32())).toList(),
            common.psks.stream().map(psk -> crypto.random(psk.hash().length())).toList());
    }

    private static ClientHello hello(Bytes random, Common common, Offering offering, ExtensionBlock extensions) {
        return new ClientHello(ProtocolVersion.TLS_1_2, random, common.sessionId, suites(offering),
            Bytes.of((byte) 0), extensions);
    }

    private static List<CipherSuite> suites(Offering offering) {
        boolean both = offering.offers(ProtocolVersion.TLS_1_2);
        return ClientStart.suites(offering).stream()
            .filter(suite -> both || suite.isFor13() || Grease.is(suite.id())).toList();
    }

    Bytes innerBytes() {
        return Dialect.HELLO.encode(inner);
    }

    /** Sends the visible one; only one who can open it will see the other. */
    void say(Output out) {
        out.veiled(Dialect.HELLO, outer, inner, innerBytes(), confirmed);
    }

    /** The extension that looks as if there were a hidden hello. RFC 9849 section 6.2.1. */
    static Outer grease(Party party, ClientHello plain) {
        var crypto = party.crypto();
        int any = crypto.random(1).at(0);
        var suites = HpkeSuite.USUAL.stream().filter(suite -> suite.isKnownTo(crypto)).toList();
        var suite = suites.get(any % suites.size());
        return new Outer(suite, crypto.random(1).at(0), pretended(crypto),
            crypto.random(InnerHello.lengthWithin(plain, GREASED) + Hpke.OVERHEAD));
    }

    /**
     * A public key that nobody will use. It is a real one, as the RFC has it: not each 32 bytes are a multiple of the base
     * point, and whoever looks on could tell the difference.
     */
    private static Bytes pretended(Crypto crypto) {
        try (var unused = crypto.group(NamedGroup.X25519).offer()) {
            return unused.share();
        }
    }

    /** As much padding as with the most usual configuration. */
    private static final EchContents GREASED = new EchContents(
        new HpkeKeyConfig(0, HpkeKem.X25519, Bytes.EMPTY, List.of()), 0, Bytes.EMPTY, List.of());
}
