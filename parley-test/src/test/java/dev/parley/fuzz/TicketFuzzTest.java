package dev.parley.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.Cryptography;
import dev.parley.crypto.Secret;
import dev.parley.id.CipherSuite;
import dev.parley.id.ProtocolVersion;
import dev.parley.session.Session;
import dev.parley.session.SessionFormat;
import dev.parley.session.TicketKey;
import dev.parley.session.TicketKeys;
import dev.parley.session.Tickets;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Tickets, sealed and open. */
class TicketFuzzTest {
    private static final TicketKeys KEYS = TicketKeys.of(TicketKey.random(Cryptography.jdk()));

    /** As if somebody had the ticket key: the format alone must stand. */
    @MethodSource("sessions")
    @FuzzTest(maxDuration = "2m")
    void opened(byte[] data) throws Exception {
        if (data == null) return;
        Judge.refusesOrderly(() -> SessionFormat.read(data.clone()).ifPresent(session -> {
            assertThat(session.isExpired(Instant.EPOCH)).isIn(true, false);
            session.close();
        }));
    }

    @MethodSource("tickets")
    @FuzzTest(maxDuration = "2m")
    void sealed(byte[] data) throws Exception {
        if (data == null) return;
        Judge.refusesOrderly(() -> {
            if (Tickets.open(Cryptography.jdk(), KEYS, Bytes.of(data)) instanceof Tickets.Opened.Known(var session))
                session.close();
        });
    }

    /** 100 MB of zeros in 100 KB: a chain is not unpacked beyond its bound. */
    @Test
    void packedChainWithoutEnd() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var out = new java.util.zip.DeflaterOutputStream(bomb)) {
            for (int i = 0; i < 60; i++) out.write(new byte[1_000_000]);
        }
        assertThat(bomb.size()).isLessThan(0x1_0000);
        var plain = SessionFormat.write(session(List.of()));
        var with = java.nio.ByteBuffer.allocate(plain.length + bomb.size());
        int chain = plain.length - 2 - 8 - 2; // before the id, the numbers and the chain's own length
        with.put(plain, 0, chain).putShort((short) bomb.size()).put(bomb.toByteArray()).put(plain, chain + 2,
            plain.length - chain - 2);
        assertThat(SessionFormat.read(with.array())).isEmpty();
    }

    private static Session session(List<Bytes> chain) {
        return new Session(ProtocolVersion.TLS_1_3, CipherSuite.ALL_13.getFirst(), Secret.kept(new byte[32]), true,
            false, Instant.ofEpochSecond(1_800_000_000), Duration.ofHours(1), Optional.empty(), Optional.empty(), chain,
            1, 2, Bytes.EMPTY, true);
    }

    static Stream<byte[]> sessions() {
        return Stream.of(List.<Bytes>of(), Recorded.SERVER.chain()).map(chain -> SessionFormat.write(session(chain)));
    }

    static Stream<byte[]> tickets() {
        return Stream.of(List.<Bytes>of(), Recorded.SERVER.chain())
            .map(chain -> Tickets.seal(Cryptography.jdk(), KEYS, session(chain)).toArray());
    }
}
