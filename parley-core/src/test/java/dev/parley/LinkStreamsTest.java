package dev.parley;

import static dev.parley.Links.PATIENCE;
import static dev.parley.Links.aside;
import static dev.parley.Links.got;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.Sides.Kind.TLS13_MUTUAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.crypto.NoSecretIsLeft;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The blocking face, over sockets. */
@ExtendWith(NoSecretIsLeft.class)
class LinkStreamsTest {
    private static final byte[] MUCH = new byte[3_000_000];

    static {
        new Random(5).nextBytes(MUCH);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource(value = Sides.Kind.class, names = {"TLS13", "TLS12_ECDHE", "TLS12_RSA"})
    void muchInBothDirectionsAtOnce(Sides.Kind kind) throws IOException {
        try (var links = Links.of(kind.client(), kind.server())) {
            var there = aside(() -> write(links.client(), MUCH, false));
            var back = aside(() -> write(links.server(), MUCH, false));
            var atServer = aside(() -> links.server().input().readNBytes(MUCH.length));
            assertThat(links.client().input().readNBytes(MUCH.length)).isEqualTo(MUCH);
            assertThat(got(atServer)).isEqualTo(MUCH);
            got(there);
            got(back);
        }
    }

    /** Each side's reader answers the other's wish for new keys in between what its own writer writes. */
    @Test
    void muchInBothDirectionsWhileKeysChange() throws IOException {
        try (var links = Links.of(TLS13.client(), TLS13.server())) {
            var there = aside(() -> write(links.client(), MUCH, true));
            var back = aside(() -> write(links.server(), MUCH, true));
            var atServer = aside(() -> links.server().input().readNBytes(MUCH.length));
            assertThat(links.client().input().readNBytes(MUCH.length)).isEqualTo(MUCH);
            assertThat(got(atServer)).isEqualTo(MUCH);
            got(there);
            got(back);
        }
    }

    private static Link write(Link link, byte[] data, boolean newKeys) throws IOException {
        for (int at = 0; at < data.length; at += 50_000) {
            link.output().write(data, at, Math.min(50_000, data.length - at));
            if (newKeys) link.updateKeys(true);
        }
        return link;
    }

    @Test
    void readsAsLittleAsOneLikes() throws IOException {
        try (var links = Links.of(TLS13.client(), TLS13.server())) {
            links.server().output().write(text("hello, world"));
            var input = links.client().input();
            assertThat(input.read()).isEqualTo('h');
            assertThat(input.available()).isEqualTo("ello, world".length());
            assertThat(input.readNBytes(4)).isEqualTo(text("ello"));
            assertThat(input.read(new byte[0])).isZero();
            assertThat(input.skip(2)).isEqualTo(2);
            var much = new byte[100];
            assertThat(input.read(much, 10, 90)).isEqualTo(5);
            assertThat(new String(much, 10, 5, StandardCharsets.US_ASCII)).isEqualTo("world");
        }
    }

    @Test
    void inTls13OneWayEndsBeforeTheOther() throws IOException {
        try (var links = Links.of(TLS13.client(), TLS13.server())) {
            links.client().output().write(text("question"));
            links.client().output().close();
            assertThat(links.server().input().readAllBytes()).isEqualTo(text("question"));
            links.server().output().write(text("answer"));
            links.server().output().close();
            assertThat(links.client().input().readAllBytes()).isEqualTo(text("answer"));
            assertThatThrownBy(() -> links.client().output().write(1)).isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        }
    }

    @Test
    void closingSaysSo() throws IOException {
        try (var links = Links.of(TLS12_ECDHE.client(), TLS12_ECDHE.server())) {
            links.client().close();
            assertThat(links.server().input().read()).isEqualTo(-1);
            assertThat(links.server().input().read()).isEqualTo(-1);
            links.client().close();
        }
    }

    @Test
    void socketClosedWithoutAWord() throws IOException {
        for (var kind : new Sides.Kind[]{TLS13, TLS12_ECDHE})
            try (var links = Links.of(kind.client(), kind.server())) {
                links.client().output().write(text("cut o"));
                links.client().socket().close();
                var input = links.server().input();
                assertThat(input.readNBytes(5)).isEqualTo(text("cut o"));
                assertThat(failure(input).reason()).isEqualTo(Reason.CLOSED_EARLY);
                assertThat(failure(input).reason()).as("and again").isEqualTo(Reason.CLOSED_EARLY);
            }
    }

    private static TlsFailure failure(InputStream input) {
        return catchThrowableOfType(TlsFailure.class, input::read);
    }

    @Test
    void socketClosedInTheHandshake() throws IOException {
        try (var listening = Links.listen()) {
            Links.stranger(listening, socket -> {
                socket.getOutputStream().write(new byte[]{22, 3, 1});
                return socket;
            });
            assertThat(refused(() -> TLS13.server().accept(listening, PATIENCE)).reason())
                .isEqualTo(Reason.CLOSED_DURING_HANDSHAKE);
        }
    }

    private static TlsFailure refused(Links.Action<Link> action) {
        return catchThrowableOfType(TlsFailure.class, action::run);
    }

    /** Somebody who always says a little, and never enough. The time is for all of it together. */
    @Test
    void dripFedHandshakeTakesNoLongerThanAllowed() throws IOException {
        try (var listening = Links.listen()) {
            var stranger = Links.stranger(listening, socket -> {
                socket.getOutputStream().write(new byte[]{22, 3, 1, 0x3F, 0});
                int sent = 0;
                try {
                    while (sent++ < 1 << 13) {
                        socket.getOutputStream().write(0);
                        socket.getInputStream().skip(socket.getInputStream().available());
                        Thread.yield();
                    }
                    socket.getInputStream().read();
                } catch (IOException _) {
                    // the server has lost its patience
                }
                return sent;
            });
            var failure = refused(() -> TLS13.server().accept(listening, Duration.ofMillis(100)));
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure.failure().place().orElseThrow().state()).isEqualTo("WaitClientHello");
            got(stranger);
        }
    }

    @Test
    void silentServerTakesNoLongerThanAllowed() throws IOException {
        try (var listening = Links.listen()) {
            var failure = refused(
                () -> TLS13.client().connect(Sides.HOST, Links.addressOf(listening), Duration.ofMillis(100)));
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
        }
    }

    @Test
    void patienceIsForEachRead() throws IOException {
        try (var links = Links.of(TLS13.client(), TLS13.server())) {
            links.client().patience(Duration.ofMillis(20));
            assertThatThrownBy(() -> links.client().input().read()).isInstanceOf(SocketTimeoutException.class);
            links.server().output().write(text("late"));
            links.client().patience(PATIENCE);
            assertThat(links.client().input().readNBytes(4)).as("nothing is lost").isEqualTo(text("late"));
        }
    }

    @Test
    void plainHttpClient() throws IOException {
        try (var listening = Links.listen()) {
            var stranger = Links.stranger(listening, socket -> {
                socket.getOutputStream().write(text("GET / HTTP/1.1\r\n\r\n"));
                return socket.getInputStream().readAllBytes();
            });
            var failure = refused(() -> TLS13.server().accept(listening, PATIENCE));
            assertThat(failure.reason()).isEqualTo(Reason.NOT_TLS);
            assertThat(failure.account()).contains("an HTTP client without TLS");
            assertThat(got(stranger)).as("the alert").containsExactly(21, 3, 3, 0, 2, 2, 10);
        }
    }

    /** A peer in the middle of its flight is not told of a broken pipe before it has looked for the alert. */
    @Test
    void alertIsHeardByAPeerThatIsStillTalking() throws IOException {
        try (var listening = Links.listen()) {
            var refused = aside(() -> refused(() -> TLS13.server().accept(listening, PATIENCE)));
            var alert = got(Links.stranger(listening, socket -> {
                socket.getOutputStream().write(new byte[100_000]); // more than is read at once
                var heard = socket.getInputStream().readAllBytes();
                for (int i = 0; i < 3; i++) socket.getOutputStream().write(new byte[1000]);
                return heard;
            }));
            assertThat(alert).containsExactly(21, 3, 3, 0, 2, 2, 10);
            assertThat(got(refused).reason()).isEqualTo(Reason.NOT_TLS);
        }
    }

    /** In TLS 1.3 a client is connected before the server has looked at its certificate: it hears of that by reading. */
    @Test
    void refusalAfterTheClientIsConnected() throws IOException {
        try (var listening = Links.listen()) {
            var server = aside(() -> TLS13_MUTUAL.server().accept(listening, PATIENCE));
            var without = TLS13_MUTUAL.client(it -> it.credentials());
            try (var link = without.connect(Sides.HOST, Links.addressOf(listening), PATIENCE)) {
                var failure = failure(link.input());
                assertThat(failure.reason()).isEqualTo(Reason.PEER_ALERT);
                assertThat(failure.failure().peerAlert()).contains(AlertDescription.CERTIFICATE_REQUIRED);
            }
            assertThatThrownBy(() -> got(server)).isInstanceOfSatisfying(TlsFailure.class,
                it -> assertThat(it.reason()).isEqualTo(Reason.CLIENT_CERTIFICATE_REQUIRED));
        }
    }

    @Test
    void refusedByTheClient() throws IOException {
        try (var listening = Links.listen()) {
            var server = aside(() -> TLS13.server().accept(listening, PATIENCE));
            var failure = refused(() -> TLS13.client().connect("other.example", Links.addressOf(listening), PATIENCE));
            assertThat(failure.reason()).isEqualTo(Reason.WRONG_HOST_NAME);
            assertThatThrownBy(() -> got(server)).isInstanceOfSatisfying(TlsFailure.class,
                it -> assertThat(it.failure().peerAlert()).contains(AlertDescription.BAD_CERTIFICATE));
        }
    }

    /** Closing from another thread ends a read that waits, and nothing worse happens. */
    @Test
    void closedWhileAnotherThreadReads() throws IOException {
        try (var links = Links.of(TLS13.client(), TLS13.server())) {
            var reading = aside(() -> links.client().input().read());
            links.client().close();
            try {
                assertThat(got(reading)).isEqualTo(-1);
            } catch (IOException closed) {
                assertThat(closed).hasMessageContaining("losed");
            }
        }
    }
}
