package dev.parley.server13;

import static dev.parley.failure.Reason.COOKIE_NOT_ECHOED;
import static dev.parley.failure.Reason.SECOND_HELLO_CHANGED;

import dev.parley.extension.Cookie;
import dev.parley.extension.EarlyData;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.Padding;
import dev.parley.extension.PreSharedKey;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Step;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.inner.Opened;
import dev.parley.message.ClientHello;
import dev.parley.message.Heard;
import dev.parley.wire.Bytes;
import java.util.Optional;
import java.util.Set;

/**
 * The server asked for another hello, which may differ from the first only where it was told to. RFC 9846 section 4.2.2.
 *
 * @param opened if the first was hidden in another, as the second must be
 * @param group the group asked for, if one was
 * @param cookie the cookie given, if one was
 */
record WaitSecondClientHello(Party party, ClientHello first, Optional<Opened> opened, CipherSuite suite,
    Optional<NamedGroup> group,
    Optional<Bytes> cookie)
    implements
    Server13 {
    @Override
    public Set<Class<? extends Heard>> legal() {
        return Set.of(ClientHello.class);
    }

    @Override
    public Step on(Heard heard, Output out) {
        if (!(heard instanceof ClientHello visible)) throw unexpected(heard);
        var second = opened.map(it -> it.again(visible, out)).orElse(visible);
        if (cookie.isPresent() && !second.extensions().offered(Cookie.IT).equals(cookie))
            throw COOKIE_NOT_ECHOED.because("sent %s, got back %s", cookie.get(),
                second.extensions().offered(Cookie.IT));
        if (!unchanging(second).equals(unchanging(first)))
            throw SECOND_HELLO_CHANGED.because("first %s, second %s", unchanging(first).extensions(),
                unchanging(second).extensions());
        return Negotiation.begin(party, second, opened, Optional.of(this), out);
    }

    /** A hello without what may change. RFC 9846 section 4.2.2. */
    private ClientHello unchanging(ClientHello hello) {
        ExtensionBlock extensions = hello.extensions().without(Cookie.IT).without(EarlyData.IT)
            .without(PreSharedKey.IT).without(Padding.IT).without(EncryptedClientHello.IT);
        if (group.isPresent()) extensions = extensions.without(KeyShare.IT);
        return new ClientHello(hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
            hello.legacyCompressionMethods(), extensions);
    }
}
