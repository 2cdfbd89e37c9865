package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.HELLO_RETRY_REQUEST;
import static dev.parley.extension.Place.SERVER_HELLO_13;
import static dev.parley.failure.Reason.KEY_SHARE_FOR_UNLISTED_GROUP;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.id.Grease;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.WireFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The public values of the key agreement: the client's for some groups, the server's for the one it picks. RFC 9846 section 4.3.8. */
public final class KeyShare implements Extension<KeyShare.Shares, KeyShare.Share> {
    public static final KeyShare IT = new KeyShare();

    private KeyShare() {}

    /** One public value for one group. */
    public record Entry(NamedGroup group, Bytes keyExchange) {}

    /** In ClientHello. */
    public record Shares(List<Entry> shares) {
        public Optional<Entry> of(NamedGroup group) {
            for (var share : shares) if (share.group.equals(group)) return Optional.of(share);
            return Optional.empty();
        }
    }

    /** In ServerHello. */
    public record Share(Entry share) {}

    private static final Codec<Entry> ENTRY = struct("KeyShareEntry",
        field("group", NamedGroup.WIRE, Entry::group),
        field("key_exchange", opaque(1, 0xFFFF), Entry::keyExchange),
        Entry::new);
    private static final Codec<Shares> CLIENT = struct("KeyShareClientHello",
        field("client_shares", vector(ENTRY, 0, 0xFFFF), Shares::shares),
        Shares::new);
    private static final Codec<Share> SERVER =
        struct("KeyShareServerHello", field("server_share", ENTRY, Share::share), Share::new);
    private static final Codec<NamedGroup> RETRY = struct("KeyShareHelloRetryRequest",
        field("selected_group", NamedGroup.WIRE, (NamedGroup group) -> group), group -> group);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(51, "key_share", "RFC 9846 section 4.3.8")
        .in(CLIENT, CLIENT_HELLO).in(SERVER, SERVER_HELLO_13).in(RETRY, HELLO_RETRY_REQUEST);

    @Override
    public Optional<Shares> offer(Offering offering) {
        if (!offering.offers(ProtocolVersion.TLS_1_3)) return Optional.empty();
        var shares = new ArrayList<Entry>();
        if (offering.config().grease() && !offering.again())
            shares.add(new Entry(new NamedGroup(Grease.value(offering.grease() + 0x20)), Bytes.of((byte) 0)));
        shares.addAll(offering.shares());
        return Optional.of(new Shares(List.copyOf(shares)));
    }

    /** The group that a HelloRetryRequest asks a share for. */
    public static Optional<NamedGroup> wanted(ExtensionBlock retry) {
        return retry.find(IT, NamedGroup.class);
    }

    /**
     * The shares in a hello of TLS 1.3's drafts before the 23rd, where the extension had the number 40. They are for those
     * who tell of a recorded handshake; Parley itself speaks no draft.
     *
     * @param block of a ClientHello, or of a ServerHello; empty if it has no such extension, or none that can be read
     */
    public static List<Entry> inDraft(ExtensionBlock block, boolean client) {
        for (var entry : block.entries()) if (entry.type() == DRAFT) {
            try {
                return client ? CLIENT.parse(entry.data()).shares() : List.of(SERVER.parse(entry.data()).share());
            } catch (WireFailure _) {
                return List.of();
            }
        }
        return List.of();
    }

    private static final int DRAFT = 40;

    /**
     * Shares only for listed groups, each once, in the list's order. RFC 9846 section 4.3.8.
     *
     * @throws dev.parley.failure.HandshakeFailure KEY_SHARE_FOR_UNLISTED_GROUP
     */
    public static void check(Shares shares, List<NamedGroup> listed) {
        Collection<NamedGroup> left = // both lists may have thousands of entries
            listed.size() > 32 ? new HashSet<>(listed) : new ArrayList<>(listed);
        for (var share : shares.shares)
            if (!left.remove(share.group))
                throw KEY_SHARE_FOR_UNLISTED_GROUP.because("a share for %s, listed %s", share.group, listed);
    }
}
