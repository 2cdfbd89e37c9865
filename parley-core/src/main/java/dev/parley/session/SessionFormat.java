package dev.parley.session;

import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.WireFailure;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A session as bytes, for tickets and stores. The certificates are compressed, and left out if they are too long. */
public final class SessionFormat {
    private SessionFormat() {}

    private record Core(ProtocolVersion version, CipherSuite suite, Bytes secret, int flags, long created,
        long lifetime) {
        static final Codec<Core> WIRE = struct("SessionCore",
            field("version", ProtocolVersion.WIRE, Core::version),
            field("suite", CipherSuite.WIRE, Core::suite),
            field("secret", opaque(1, 255), Core::secret),
            field("flags", Codec.UINT8, Core::flags),
            field("created", Codec.UINT64, Core::created),
            field("lifetime", Codec.UINT32, Core::lifetime),
            Core::new);
    }

    private record Peer(Bytes serverName, Bytes protocol, Bytes chain, long ageAdd, long earlyData, Bytes id) {
        static final Codec<Peer> WIRE = struct("SessionPeer",
            field("server_name", opaque(0, 255), Peer::serverName),
            field("protocol", opaque(0, 255), Peer::protocol),
            field("chain", opaque(0, 0xFFFF), Peer::chain),
            field("age_add", Codec.UINT32, Peer::ageAdd),
            field("early_data", Codec.UINT32, Peer::earlyData),
            field("id", opaque(0, 0xFFFF), Peer::id),
            Peer::new);
    }

    private record Whole(int format, Core core, Peer peer, long until) {
        static final Codec<Whole> WIRE = struct("Session",
            field("format", Codec.UINT8, Whole::format),
            field("core", Core.WIRE, Whole::core),
            field("peer", Peer.WIRE, Whole::peer),
            field("until", Codec.UINT64, Whole::until),
            Whole::new);
    }

    private static final int FORMAT = 2;
    private static final int EXTENDED_MAIN_SECRET = 1;
    private static final int ENCRYPT_THEN_MAC = 2;
    private static final int TICKET = 4;
    /** Compressed chains beyond this many bytes are cut to the first certificate, and then left out. */
    private static final int MOST_CHAIN = 8192;
    /** What a chain may grow to when it is unpacked. */
    private static final int MOST_UNPACKED = 1 << 17;

    private static final Codec<List<Bytes>> CHAIN = vector(alias("Certificate", opaque(1, 0xFFFFFF)), 0, 0xFFFFFF);

    /** The caller wipes the array: it holds the secret. */
    public static byte[] write(Session session) {
        int flags = (session.extendedMainSecret() ? EXTENDED_MAIN_SECRET : 0)
            | (session.encryptThenMac() ? ENCRYPT_THEN_MAC : 0)
            | (session.isTicket() ? TICKET : 0);
        return session.secret().use(secret -> {
            var core =
                new Core(session.version(), session.suite(), Bytes.own(secret), flags, session.created().toEpochMilli(),
                    session.lifetime().toSeconds());
            var peer = new Peer(session.serverName().map(Bytes::ofLatin1).orElse(Bytes.EMPTY),
                session.protocol().orElse(Bytes.EMPTY),
                packed(session.peerChain()), session.ageAdd(), session.earlyData(), session.id());
            return Whole.WIRE.encode(new Whole(FORMAT, core, peer, session.until().toEpochMilli())).toArray();
        });
    }

    /** Empty if the bytes are of another format or make no sense. The caller closes the session, and may wipe the bytes. */
    public static Optional<Session> read(byte[] bytes) {
        try {
            var whole = Whole.WIRE.parse(Bytes.own(bytes));
            if (whole.format != FORMAT || whole.core.suite.parts().isEmpty()) return Optional.empty();
            var core = whole.core;
            var peer = whole.peer;
            return Optional.of(new Session(core.version, core.suite, Secret.kept(core.secret.toArray()),
                (core.flags & EXTENDED_MAIN_SECRET) != 0,
                (core.flags & ENCRYPT_THEN_MAC) != 0, Instant.ofEpochMilli(core.created),
                Duration.ofSeconds(core.lifetime),
                Optional.of(peer.serverName).filter(name -> !name.isEmpty()).map(Bytes::latin1),
                Optional.of(peer.protocol).filter(name -> !name.isEmpty()).map(SessionFormat::apart),
                unpacked(peer.chain), peer.ageAdd, peer.earlyData, apart(peer.id),
                (core.flags & TICKET) != 0, Instant.ofEpochMilli(whole.until)));
        } catch (WireFailure | DataFormatException e) {
            return Optional.empty();
        }
    }

    /** Of its own, since what is read shares the array that the secret stands in. */
    private static Bytes apart(Bytes shared) {
        return Bytes.own(shared.toArray());
    }

    private static Bytes packed(List<Bytes> chain) {
        if (chain.isEmpty()) return Bytes.EMPTY;
        var whole = deflated(CHAIN.encode(chain));
        if (whole.length() <= MOST_CHAIN) return whole;
        var first = deflated(CHAIN.encode(chain.subList(0, 1)));
        return first.length() <= MOST_CHAIN ? first : Bytes.EMPTY;
    }

    private static Bytes deflated(Bytes plain) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain.toArray());
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var part = new byte[2048];
            while (!deflater.finished()) out.write(part, 0, deflater.deflate(part));
            return Bytes.own(out.toByteArray());
        }
    }

    private static List<Bytes> unpacked(Bytes packed) throws DataFormatException {
        if (packed.isEmpty()) return List.of();
        try (var inflater = new Inflater()) {
            inflater.setInput(packed.toArray());
            var plain = new byte[MOST_UNPACKED];
            int length = inflater.inflate(plain);
            if (!inflater.finished()) throw new DataFormatException("longer than it may be");
            return CHAIN.parse(Bytes.own(Arrays.copyOf(plain, length)));
        }
    }
}
