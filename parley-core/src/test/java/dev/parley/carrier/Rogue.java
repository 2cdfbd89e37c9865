package dev.parley.carrier;

import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Custody;
import dev.parley.handshake.Event;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Request;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.handshake.Wish;
import dev.parley.hello.ClientStart;
import dev.parley.hello.WaitClientHello;
import dev.parley.message.Alert;
import dev.parley.message.ChangeCipherSpec;
import dev.parley.message.ContentType;
import dev.parley.message.Heard;
import dev.parley.message.HelloRequest;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A peer made of Parley's own states that sends something else than they want: what it sends goes through a
 * {@link Tamper}, before it is sealed. Never complains itself: once it cannot go on it falls silent.
 */
public final class Rogue implements AutoCloseable {
    private final EditedTranscript edits;
    private final Custody custody;
    private final Transcript transcript;
    private final Output output;
    private final Inbound inbound;
    private final Tamper tamper;
    private final boolean consistent;
    private final Visitor visitor;
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final List<Alert> alerts = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private Sealer sealer = new ClearRecords();
    private State state;
    private boolean silent;

    /**
     * @param consistent is its transcript made of what it really sends, as that of a peer who lies? Or of what it wanted to
     *     send, as if somebody between the two changed it?
     */
    public Rogue(TlsConfig config, Tamper tamper, boolean consistent) {
        this(config, tamper, consistent, Visitor.NOBODY);
    }

    /** @param visitor comes to each of its states */
    public Rogue(TlsConfig config, Visitor visitor) {
        this(config, Tamper.NOT, true, visitor);
    }

    private Rogue(TlsConfig config, Tamper tamper, boolean consistent, Visitor visitor) {
        this.edits = new EditedTranscript(config.crypto());
        this.custody = new Custody(edits);
        this.transcript = new Transcript(custody);
        this.output = new Output(transcript, false, false, this::handle);
        this.inbound = new Inbound(config.limits(), Observer.NONE);
        this.tamper = tamper;
        this.consistent = consistent;
        this.visitor = visitor;
        var name = Optional.of("server.example");
        var wish = Wish.of(config.side() == Side.CLIENT ? name : Optional.empty(), name)
            .ech(config.ech().source().find("server.example", 443));
        var party = new Party(config, custody, wish);
        become(config.side() == Side.CLIENT ? ClientStart.begin(party, output) : new WaitClientHello(party));
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Say(_, var dialect, var message, var bytes) -> send(new Sent.Message(dialect, message, bytes));
            case Event.SayTogether(var all) -> all.forEach(this::handle);
            case Event.SayChangeCipherSpec _ -> send(new Sent.ChangeCipherSpec());
            case Event.Keys(var way, var epoch, var material) -> {
                if (way == Way.OUT) send(new Sent.Keys(Records.sealer(custody, material)));
                else inbound.change(epoch, Records.opener(custody, material));
            }
            default -> {}
        }
    }

    /** Sends something out of turn, untampered. */
    public void put(Sent sent) {
        write(sent);
    }

    private void send(Sent wanted) {
        var instead = tamper.instead(wanted);
        if (consistent && wanted instanceof Sent.Message message) {
            var said = instead.stream().filter(Sent.Message.class::isInstance).map(it -> ((Sent.Message) it).bytes())
                .toArray(Bytes[]::new);
            edits.edit(message.bytes(), Bytes.join(said));
        }
        instead.forEach(this::write);
    }

    private void write(Sent sent) {
        switch (sent) {
            case Sent.Message(_, _, var bytes) -> records(ContentType.HANDSHAKE.id(), bytes);
            case Sent.ChangeCipherSpec _ -> records(ContentType.CHANGE_CIPHER_SPEC.id(), Bytes.of((byte) 1));
            case Sent.Record(int type, var content) -> wire.writeBytes(record(type, content).toArray());
            case Sent.Altered(int type, var content, var change) ->
                wire.writeBytes(change.apply(record(type, content)).toArray());
            case Sent.Wire(var bytes) -> wire.writeBytes(bytes.toArray());
            case Sent.Keys(var next) -> {
                sealer.close();
                sealer = next;
            }
        }
    }

    private void records(int type, Bytes content) {
        for (int from = 0; from < content.length(); from += 1 << 14)
            write(new Sent.Record(type, content.slice(from, Math.min(content.length(), from + (1 << 14)))));
    }

    private Bytes record(int type, Bytes content) {
        var record = ByteBuffer.allocate(sealer.sealedLength(content.length(), 0) + 64);
        sealer.seal(type, ByteBuffer.wrap(content.toArray()), 0, record);
        return Bytes.copyOf(record.flip());
    }

    /** The application of this peer wants something. */
    public void request(Request request) {
        take(state.request(request, output));
    }

    /** All that waits to be sent. */
    public Bytes drain() {
        var all = Bytes.own(wire.toByteArray());
        wire.reset();
        return all;
    }

    /** Reads what is whole. */
    public void feed(ByteBuffer net) {
        try {
            while (!silent) {
                int length = inbound.recordLength(net);
                if (length < 0 || net.remaining() < length) return;
                var app = ByteBuffer.allocate(1 << 15);
                var record = inbound.open(net, length, app);
                hear(record, app.flip());
            }
        } catch (HandshakeFailure _) {
            silent = true;
        }
    }

    private void hear(Inbound.Content record, ByteBuffer app) {
        if (record.type().equals(ContentType.ALERT)) alerts.add(Alert.WIRE.parse(Bytes.own(record.content())));
        else if (record.type().equals(ContentType.APPLICATION_DATA)) data.writeBytes(Bytes.copyOf(app).toArray());
        else if (record.type().equals(ContentType.HANDSHAKE)) hearMessages(record);
        else if (state.changeCipher() == State.ChangeCipher.HEARD) hearInState(new ChangeCipherSpec());
    }

    private void hearMessages(Inbound.Content record) {
        inbound.join(record);
        for (var next = inbound.nextMessage(); next.isPresent(); next = inbound.nextMessage()) {
            var message = state.dialect().parse(next.get());
            if (!state.isConnected() && !(message instanceof HelloRequest)) transcript.add(next.get());
            hearInState(message);
        }
    }

    private void become(State next) {
        state = next;
        visitor.comesTo(next, output);
    }

    private void hearInState(Heard heard) {
        visitor.sees(state, heard);
        take(state.on(heard, output));
    }

    private void take(Step step) {
        switch (step) {
            case Step.Become(State next) -> become(next);
            case Step.Await<?> await -> take(await.proceed());
        }
    }

    public boolean isConnected() {
        return state.isConnected();
    }

    public State state() {
        return state;
    }

    /** The alerts it got. */
    public List<Alert> alerts() {
        return alerts;
    }

    /** The application data it got. */
    public Bytes data() {
        return Bytes.own(data.toByteArray());
    }

    @Override
    public void close() {
        custody.close();
        sealer.close();
        inbound.forget();
    }
}
