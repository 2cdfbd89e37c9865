package dev.parley.inner;

import static dev.parley.failure.Reason.BAD_INNER_HELLO;
import static dev.parley.failure.Reason.BAD_OUTER_REFERENCE;
import static dev.parley.failure.Reason.FORBIDDEN_VALUE;
import static dev.parley.failure.Reason.MALFORMED_MESSAGE;

import dev.parley.ech.EchContents;
import dev.parley.extension.EarlyData;
import dev.parley.extension.EchOuterExtensions;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.ExtensionBlock.Entry;
import dev.parley.extension.ExtensionType;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.ServerName;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.EncodedClientHelloInner;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A hello that is hidden within another, as it is encrypted: what stands outside too is only named. RFC 9849 section 5.1. */
public final class InnerHello {
    private InnerHello() {}

    /** Never named, however alike they are: what the other one only pretends to have, and what must stand in its own place. */
    private static final Set<Integer> OWN = Set.of(ServerName.IT.spec().type(), EarlyData.IT.spec().type(),
        PreSharedKey.IT.spec().type(), EncryptedClientHello.IT.spec().type());

    private static boolean isCommon(Entry entry, Set<Entry> outer) {
        return Extensions.of(entry.type()).isPresent() && !OWN.contains(entry.type()) && outer.contains(entry);
    }

    /** The extensions in an order in which those that stand outside too follow one another. RFC 9849 section 6.1. */
    public static ExtensionBlock arranged(ExtensionBlock inner, ExtensionBlock outer) {
        var outside = new HashSet<>(outer.entries());
        var arranged = new ArrayList<>(inner.entries().stream().filter(entry -> !isCommon(entry, outside)).toList());
        inner.entries().stream().filter(entry -> isCommon(entry, outside)).forEach(arranged::add);
        return new ExtensionBlock(arranged);
    }

    /** @param inner with its extensions {@link #arranged} */
    public static Bytes encode(ClientHello inner, ClientHello outer, EchContents config) {
        var hello = shortened(inner, outer);
        var padding = new byte[padding(inner, length(hello), config)];
        return EncodedClientHelloInner.WIRE.encode(new EncodedClientHelloInner(hello, Bytes.own(padding)));
    }

    /** In bytes, of what would be encrypted if this hello were hidden in one like it. */
    public static int lengthWithin(ClientHello hello, EchContents config) {
        int length = length(shortened(hello, hello));
        return length + padding(hello, length, config);
    }

    private static int length(ClientHello shortened) {
        return EncodedClientHelloInner.WIRE.encode(new EncodedClientHelloInner(shortened, Bytes.EMPTY)).length();
    }

    private static ClientHello shortened(ClientHello inner, ClientHello outer) {
        var outside = new HashSet<>(outer.extensions().entries());
        var types = inner.extensions().entries().stream().filter(entry -> isCommon(entry, outside))
            .map(entry -> new ExtensionType(entry.type())).toList();
        var shortened = types.isEmpty() ? inner.extensions() : shortened(inner.extensions(), types);
        return inner.sessionId(Bytes.EMPTY).with(shortened);
    }

    /** RFC 9849 section 6.1.3. */
    private static int padding(ClientHello inner, int length, EchContents config) {
        int padding = namePadding(inner, config.maximumNameLength());
        return padding + 31 - (length + padding - 1) % 32;
    }

    private static ExtensionBlock shortened(ExtensionBlock inner, List<ExtensionType> types) {
        var named = ExtensionBlock.EMPTY.with(EchOuterExtensions.IT, Place.ENCODED_CLIENT_HELLO,
            new EchOuterExtensions.Types(types)).entries().getFirst();
        var entries = new ArrayList<Entry>();
        for (var entry : inner.entries()) {
            if (!types.contains(new ExtensionType(entry.type()))) entries.add(entry);
            else if (entry.type() == types.getFirst().id()) entries.add(named);
        }
        return new ExtensionBlock(entries);
    }

    /** So that names of all lengths look alike, and no name too. RFC 9849 section 6.1.3. */
    private static int namePadding(ClientHello inner, int longest) {
        return ServerName.host(inner.extensions()).map(name -> Math.max(0, longest - name.length()))
            .orElse(longest + 9);
    }

    /**
     * The hello that was hidden, made whole again and checked.
     *
     * @throws dev.parley.failure.HandshakeFailure if it makes no sense
     */
    public static ClientHello expand(Bytes opened, ClientHello outer) {
        var encoded = parse(opened);
        for (int i = 0; i < encoded.zeros().length(); i++)
            if (encoded.zeros().at(i) != 0) throw BAD_INNER_HELLO.because("its padding is not all zeros");
        var hello = encoded.clientHello();
        var inner = hello.sessionId(outer.legacySessionId()).with(expand(hello.extensions(), outer.extensions()));
        check(inner);
        return inner;
    }

    private static EncodedClientHelloInner parse(Bytes opened) {
        try {
            return EncodedClientHelloInner.WIRE.parse(opened);
        } catch (WireFailure e) {
            var reason = e.kind() == WireFailure.Kind.MALFORMED ? MALFORMED_MESSAGE : FORBIDDEN_VALUE;
            throw reason.because(e, "the hidden hello: %s", e.getMessage());
        }
    }

    /** In linear time, and each at most once. RFC 9849 appendix A. */
    private static ExtensionBlock expand(ExtensionBlock encoded, ExtensionBlock outer) {
        var entries = new ArrayList<Entry>();
        for (var entry : encoded.entries()) {
            if (entry.value() instanceof EchOuterExtensions.Types(var types)) entries.addAll(named(types, outer));
            else entries.add(entry);
        }
        return new ExtensionBlock(entries);
    }

    private static List<Entry> named(List<ExtensionType> types, ExtensionBlock outer) {
        var found = new ArrayList<Entry>();
        int at = 0;
        for (var type : types) {
            if (type.id() == EncryptedClientHello.IT.spec().type())
                throw BAD_OUTER_REFERENCE.because("it names encrypted_client_hello itself");
            while (at < outer.entries().size() && outer.entries().get(at).type() != type.id()) at++;
            if (at == outer.entries().size())
                throw BAD_OUTER_REFERENCE.because("%s is not there, or comes earlier", type);
            found.add(outer.entries().get(at++));
        }
        return found;
    }

    /** RFC 9849 section 7.1. */
    private static void check(ClientHello inner) {
        var types = inner.extensions().types();
        if (new HashSet<>(types).size() != types.size())
            throw BAD_OUTER_REFERENCE.because("with what it names outside, it has an extension twice");
        if (!(inner.extensions().offered(EncryptedClientHello.IT).orElse(null) instanceof EncryptedClientHello.Inner))
            throw BAD_INNER_HELLO.because("it does not say that it was hidden");
        var old = inner.versions().stream().filter(version -> !dev.parley.id.Grease.is(version.id()))
            .filter(version -> !version.atLeast(ProtocolVersion.TLS_1_3)).toList();
        if (!old.isEmpty()) throw BAD_INNER_HELLO.because("it offers %s", old);
    }
}
