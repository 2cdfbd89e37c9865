package dev.parley;

import dev.parley.carrier.Tamper;
import dev.parley.ech.EchKeys;
import dev.parley.extension.EchOuterExtensions;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.EncryptedClientHello.Outer;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.ExtensionType;
import dev.parley.extension.Place;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.Confirmation;
import dev.parley.inner.OuterHello;
import dev.parley.message.ClientHello;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Provocations by Encrypted Client Hello. */
final class BadEch {
    private BadEch() {}

    static HandshakeFailure keyThatTheServerDoesNotHave() {
        return Duel.of(EchLab.client(_ -> {}), EchLab.server(it -> it.echKeys(EchKeys.of(EchLab.OTHER))), Tamper.NOT)
            .lost();
    }

    static HandshakeFailure confirmedInTheRetryAlone() {
        return Duel.of(EchLab.client(_ -> {}), EchLab.retrying(_ -> {}), Tamper.message(ServerHello.class,
            it -> Confirmation.with(it, Bytes.own(new byte[8])))).lost();
    }

    static HandshakeFailure innerHelloFromTheNetwork() {
        return Duel.of(EchLab.server(_ -> {}), Sides.client(_ -> {}),
            BadExtensions.offer(EncryptedClientHello.IT, new EncryptedClientHello.Inner())).lost();
    }

    static HandshakeFailure innerHelloWithTls12() {
        var both = new SupportedVersions.Versions(List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2));
        return hidden(hello -> hello.with(hello.extensions().replace(SupportedVersions.IT, Place.CLIENT_HELLO, both)));
    }

    static HandshakeFailure innerHelloWithoutVersions() {
        return hidden(hello -> hello.with(hello.extensions().without(SupportedVersions.IT)));
    }

    static HandshakeFailure innerHelloThatDoesNotSaySo() {
        return hidden(hello -> hello.with(hello.extensions().without(EncryptedClientHello.IT)));
    }

    static HandshakeFailure innerHelloThatHidesAnother() {
        var offer = new Outer(dev.parley.hpke.HpkeSuite.USUAL.getFirst(), 7, Bytes.EMPTY, Bytes.of((byte) 1));
        return hidden(
            hello -> hello.with(hello.extensions().replace(EncryptedClientHello.IT, Place.CLIENT_HELLO, offer)));
    }

    static HandshakeFailure paddingThatIsNotZero() {
        return forged(EchLab.Forger.first(encoded -> Bytes.join(encoded, Bytes.of((byte) 1))));
    }

    static HandshakeFailure innerHelloCutShort() {
        return forged(EchLab.Forger.first(encoded -> encoded.slice(0, 60)));
    }

    static HandshakeFailure innerHelloOfAnUnknownType() {
        return forged(EchLab.Forger.first(encoded -> {
            var bytes = encoded.toArray();
            int at = indexOf(encoded, Bytes.ofHex("fe0d000101"));
            bytes[at + 4] = 2;
            return Bytes.own(bytes);
        }));
    }

    private static int indexOf(Bytes whole, Bytes part) {
        for (int i = 0; i <= whole.length() - part.length(); i++)
            if (whole.slice(i, i + part.length()).equals(part)) return i;
        throw new AssertionError("not there");
    }

    static HandshakeFailure referenceToWhatIsNotThere() {
        return references(types -> with(types, new ExtensionType(0x5555)));
    }

    static HandshakeFailure referenceTwice() {
        return references(types -> with(types, types.getLast()));
    }

    static HandshakeFailure referencesInAnotherOrder() {
        return references(List::reversed);
    }

    static HandshakeFailure referenceToItself() {
        return references(types -> with(types, new ExtensionType(0xFE0D)));
    }

    /** What is named outside stands inside too. */
    static HandshakeFailure referenceToWhatIsThereAlready() {
        return references(types -> {
            var more = new ArrayList<>(types);
            more.addFirst(new ExtensionType(0));
            return more;
        });
    }

    private static List<ExtensionType> with(List<ExtensionType> types, ExtensionType one) {
        var more = new ArrayList<>(types);
        more.add(one);
        return more;
    }

    private static HandshakeFailure references(Function<List<ExtensionType>, List<ExtensionType>> change) {
        return hidden(hello -> {
            var types = hello.extensions().find(EchOuterExtensions.IT, EchOuterExtensions.Types.class).orElseThrow();
            ExtensionBlock changed = hello.extensions().replace(EchOuterExtensions.IT, Place.ENCODED_CLIENT_HELLO,
                new EchOuterExtensions.Types(change.apply(types.types())));
            return hello.with(changed);
        });
    }

    private static HandshakeFailure hidden(UnaryOperator<ClientHello> change) {
        return forged(EchLab.Forger.firstHello(change));
    }

    private static HandshakeFailure forged(EchLab.Forger forger) {
        try {
            return Duel.of(EchLab.server(_ -> {}), EchLab.client(_ -> {}), forger).lost();
        } finally {
            forger.close();
        }
    }

    static HandshakeFailure secondHelloWithAnotherId() {
        return second(offer -> new Outer(offer.suite(), offer.configId() + 1, offer.encapsulation(), offer.payload()));
    }

    static HandshakeFailure secondHelloWithAnotherSuite() {
        return second(offer -> new Outer(dev.parley.hpke.HpkeSuite.USUAL.getLast(), offer.configId(),
            offer.encapsulation(), offer.payload()));
    }

    static HandshakeFailure secondHelloWithAnotherKey() {
        return second(offer -> new Outer(offer.suite(), offer.configId(), Bytes.of((byte) 1), offer.payload()));
    }

    static HandshakeFailure secondHelloAltered() {
        return second(offer -> {
            var payload = offer.payload().toArray();
            payload[0] ^= 1;
            return offer.payload(Bytes.own(payload));
        });
    }

    static HandshakeFailure secondHelloThatHidesNothing() {
        return secondHello(hello -> hello.with(hello.extensions().without(EncryptedClientHello.IT)));
    }

    static HandshakeFailure secondHelloOfTypeInner() {
        return secondHello(hello -> hello.with(hello.extensions().replace(EncryptedClientHello.IT, Place.CLIENT_HELLO,
            new EncryptedClientHello.Inner())));
    }

    static HandshakeFailure secondHiddenHelloWithPadding() {
        var forger = EchLab.Forger.second(encoded -> Bytes.join(encoded, Bytes.of((byte) 1)));
        try {
            return Duel.of(EchLab.retrying(_ -> {}), EchLab.client(_ -> {}), forger).lost();
        } finally {
            forger.close();
        }
    }

    private static HandshakeFailure second(UnaryOperator<Outer> change) {
        return secondHello(hello -> OuterHello.with(hello,
            change.apply((Outer) hello.extensions().offered(EncryptedClientHello.IT).orElseThrow())));
    }

    private static HandshakeFailure secondHello(UnaryOperator<ClientHello> change) {
        return Duel.of(EchLab.retrying(_ -> {}), EchLab.client(_ -> {}), Tamper.message(ClientHello.class,
            hello -> isSecond(hello) ? change.apply(hello) : hello)).lost();
    }

    private static boolean isSecond(ClientHello hello) {
        return hello.extensions().offered(EncryptedClientHello.IT).filter(
            offer -> offer instanceof Outer outer && outer.encapsulation().isEmpty()).isPresent();
    }
}
