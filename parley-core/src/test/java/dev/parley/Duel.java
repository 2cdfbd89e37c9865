package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.carrier.Rogue;
import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.Side;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.AlertDescription;
import dev.parley.message.Alert;
import dev.parley.observe.Epoch;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** An honest connection against a {@link Rogue}, with nothing between them. */
final class Duel implements AutoCloseable {
    final Connection honest;
    final Rogue rogue;
    private final List<Alert> said = new ArrayList<>();
    private ByteBuffer toHonest = ByteBuffer.allocate(0);
    private ByteBuffer toRogue = ByteBuffer.allocate(0);
    private HandshakeFailure failure;

    private Duel(Function<Tls, Connection> open, Tls honest, Tls rogue, Tamper tamper, boolean consistent) {
        this.honest = open.apply(honest.observing(Alerts::new));
        this.rogue = new Rogue(rogue.config(), tamper, consistent);
    }

    private final class Alerts implements Observer {
        @Override
        public void alert(Way way, Epoch epoch, Alert alert) {
            if (way == Way.OUT) said.add(alert);
        }
    }

    /** The rogue lies from the beginning on. */
    static Duel of(Tls honest, Tls rogue, Tamper tamper) {
        return of(honest, rogue, tamper, true);
    }

    static Duel of(Tls honest, Tls rogue, Tamper tamper, boolean consistent) {
        boolean isClient = honest.config().side() == Side.CLIENT;
        return new Duel(it -> isClient ? it.open(Sides.HOST) : it.open(), honest, rogue, tamper, consistent).settle();
    }

    /** An honest client that would like to send early data. */
    static Duel early(Tls honest, Tls rogue, Tamper tamper) {
        return new Duel(it -> it.openEarly(Sides.HOST), honest, rogue, tamper, true).settle();
    }

    /** Both are connected before the rogue shows what it is. */
    static Duel connected(Tls honest, Tls rogue) {
        var duel = of(honest, rogue, Tamper.NOT);
        assertThat(duel.failure()).isEmpty();
        assertThat(duel.honest.isConnected() && duel.rogue.isConnected()).as("connected").isTrue();
        return duel;
    }

    Duel put(Sent... sent) {
        for (var one : sent) rogue.put(one);
        settle();
        return this;
    }

    /** Carries bytes to and fro until nobody has any more. */
    Duel settle() {
        for (int round = 0; round < 100; round++) {
            toRogue = join(toRogue, drained());
            rogue.feed(toRogue);
            var more = rogue.drain();
            if (more.isEmpty() && !honest.hasOutput()) return this;
            toHonest = join(toHonest, more);
            feed();
        }
        throw new AssertionError("they never come to an end");
    }

    private Bytes drained() {
        var net = ByteBuffer.allocate(1 << 18);
        honest.drain(net);
        return Bytes.copyOf(net.flip());
    }

    private static ByteBuffer join(ByteBuffer first, Bytes second) {
        return ByteBuffer.wrap(Bytes.join(Bytes.copyOf(first), second).toArray());
    }

    private void feed() {
        if (failure != null) return;
        try {
            for (int round = 0; round < 10_000; round++) {
                var app = ByteBuffer.allocate(honest.isConnected() ? 1 << 15 : 0);
                switch (honest.feed(toHonest, app)) {
                    case TASK -> honest.task().ifPresent(Runnable::run);
                    case MORE_INPUT, CLOSED, HAS_OUTPUT -> {
                        return;
                    }
                    case MORE_ROOM -> assertThat(honest.isConnected() && !app.hasRemaining())
                        .as("room is wanted only for application data").isTrue();
                }
            }
            throw new AssertionError("feeding never comes to an end");
        } catch (HandshakeFailure e) {
            failure = e;
            checkAlert();
        }
    }

    /** A failure says its alert, once, unless it is the end of the transport or the peer's own. */
    private void checkAlert() {
        assertThat(honest.failure()).contains(failure);
        var fatal = said.stream().filter(alert -> alert.level().equals(Alert.Level.FATAL)).map(Alert::description);
        if (failure.reason().alert().equals(AlertDescription.CLOSE_NOTIFY)) assertThat(fatal).isEmpty();
        else assertThat(fatal).containsExactly(failure.reason().alert());
    }

    /** The transport ends. */
    Duel end() {
        if (failure != null) return this;
        try {
            honest.inputEnded();
        } catch (HandshakeFailure e) {
            failure = e;
            checkAlert();
        }
        return this;
    }

    Optional<HandshakeFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The alerts that the honest side has said. */
    List<Alert> said() {
        return said;
    }

    /** Closes both and answers why the honest side failed. */
    HandshakeFailure lost() {
        close();
        assertThat(failure).as("the honest side noticed").isNotNull();
        return failure;
    }

    @Override
    public void close() {
        honest.close();
        rogue.close();
    }
}
