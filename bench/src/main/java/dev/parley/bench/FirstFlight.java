package dev.parley.bench;

import dev.parley.extension.KeyShare;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Dialect;

import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a server agreed to, read off the wire, so that nobody runs another race than the others. */
record FirstFlight(ProtocolVersion version, CipherSuite suite, Optional<NamedGroup> group, boolean resumed) {
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int PRE_SHARED_KEY = 41;
    private static final int SERVER_KEY_EXCHANGE = 12;

    /** @param net the server's records, from the first one on */
    static FirstFlight read(ByteBuffer net) {
        var handshake = clear(net.duplicate());
        ServerHello hello = null;
        var group = Optional.<NamedGroup>empty();
        boolean certificate = false;
        for (int at = 0; at + 4 <= handshake.length();) {
            int end = at + 4 + (handshake.at(at + 1) << 16 | handshake.at(at + 2) << 8 | handshake.at(at + 3));
            if (end > handshake.length()) break;
            switch (handshake.at(at)) {
                case SERVER_HELLO -> {
                    if (Dialect.HELLO.parse(handshake.slice(at, end)) instanceof ServerHello it) hello = it;
                }
                case CERTIFICATE -> certificate = true;
                case SERVER_KEY_EXCHANGE ->
                    group = Optional.of(new NamedGroup(handshake.at(at + 5) << 8 | handshake.at(at + 6)));
                default -> {}
            }
            at = end;
        }
        if (hello == null) throw new IllegalStateException("no ServerHello in " + handshake);
        if (!hello.version().equals(ProtocolVersion.TLS_1_3))
            return new FirstFlight(hello.version(), hello.cipherSuite(), group, !certificate);
        return new FirstFlight(hello.version(), hello.cipherSuite(),
            hello.extensions().answered(KeyShare.IT).map(share -> share.share().group()),
            hello.extensions().has(PRE_SHARED_KEY));
    }

    /** The contents of handshake records up to the first that is encrypted or no handshake record. */
    private static Bytes clear(ByteBuffer net) {
        var content = new ByteArrayOutputStream();
        while (net.remaining() >= 5 && net.get(net.position()) >= 20 && net.get(net.position()) <= 22) {
            var fragment = new byte[net.getShort(net.position() + 3) & 0xFFFF];
            boolean handshake = net.get(net.position()) == 22;
            net.position(net.position() + 5).get(fragment);
            if (handshake) content.writeBytes(fragment);
            else if (content.size() > 200) break; // what follows is encrypted; behind a short retry it is not
        }
        return Bytes.own(content.toByteArray());
    }

    /** @throws IllegalStateException if this is not what the row is about */
    void check(Row row, Stack stack) {
        boolean right = version.equals(row.version()) && suite.equals(row.suite) && group.equals(row.group);
        if (!right || resumed != row.isResumed())
            throw new IllegalStateException(stack.title + " in " + row + " agreed on " + this);
    }
}
