package dev.parley.carrier;

import static dev.parley.failure.Reason.ANSWERED_TOO_EARLY;
import static dev.parley.failure.Reason.ECH_REJECTED;
import static dev.parley.failure.Reason.PEER_ALERT;
import static dev.parley.failure.Reason.UNEXPECTED_CHANGE_CIPHER_SPEC;

import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Custody;
import dev.parley.handshake.Event;
import dev.parley.handshake.Exporter;
import dev.parley.handshake.Output;
import dev.parley.handshake.Party;
import dev.parley.handshake.Request;
import dev.parley.handshake.State;
import dev.parley.handshake.Step;
import dev.parley.handshake.Transcript;
import dev.parley.handshake.Wish;
import dev.parley.id.AlertDescription;
import dev.parley.id.ProtocolVersion;
import dev.parley.hello.ClientStart;
import dev.parley.hello.WaitClientHello;
import dev.parley.message.Alert;
import dev.parley.message.ChangeCipherSpec;
import dev.parley.message.Handshake;
import dev.parley.message.HelloRequest;
import dev.parley.message.KeyUpdate;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.session.ServerSessions;
import dev.parley.session.SessionStore;
import dev.parley.session.StoreUnavailable;
import dev.parley.wire.Bytes;
import dev.parley.wire.WireFailure;
import java.util.Optional;

/**
 * The states of one connection: tells them what is heard, takes their steps, and does what their events say. For whoever
 * holds its monitor.
 */
final class Conversation {
    private final TlsConfig config;
    private final String sessionKey;
    private final Observer observer;
    private final Custody custody;
    private final Output output;
    private final Inbound inbound;
    private final Outbound outbound;
    private State state;
    private Step.Await<?> awaited;
    private boolean claimed;
    private boolean saidCompatibility;
    private boolean wishes;
    private final Allowance allowance;
    private volatile Facts facts;
    private volatile Exporter exporter;
    private volatile Exporter earlyExporter;
    private volatile boolean mayWrite;
    private volatile EarlyFate early = EarlyFate.NOT_OFFERED;
    private volatile long earlyMost;

    Conversation(TlsConfig config, Wish wish, Inbound inbound, Outbound outbound, Observer observer) {
        this.config = config;
        this.sessionKey = wish.sessionKey();
        this.observer = observer;
        this.custody = new Custody(config.crypto());
        this.output = new Output(new Transcript(custody), observer.watches(), observer.wantsSecrets(), this::handle);
        this.allowance = new Allowance(config.limits());
        this.inbound = inbound;
        this.outbound = outbound;
        this.state = new WaitClientHello(new Party(config, custody, wish));
    }

    /** Client: says the first hello, once. */
    void start() {
        if (config.side() == Side.CLIENT && state instanceof WaitClientHello(Party party))
            become(ClientStart.begin(party, output));
    }

    State state() {
        return state;
    }

    Optional<Facts> facts() {
        return Optional.ofNullable(facts);
    }

    Exporter exporter() {
        if (exporter == null) throw new IllegalStateException("the handshake is not complete");
        return exporter;
    }

    Exporter earlyExporter() {
        if (earlyExporter == null) throw new IllegalStateException("there is no early data");
        return earlyExporter;
    }

    /** May application data be written? Before the handshake is complete only after a False Start. RFC 7918. */
    boolean mayWrite() {
        return mayWrite || facts != null;
    }

    EarlyFate early() {
        return early;
    }

    /** How many bytes of early data there may be in all. */
    long earlyMost() {
        return earlyMost;
    }

    /**
     * A session whose continuation failed is not offered again; in TLS 1.2 nor is one that fails later. RFC 5246 section
     * 7.2.2. That the transport ended says nothing of the session.
     */
    void failed(HandshakeFailure why) {
        boolean silent = why.reason().alert().equals(AlertDescription.CLOSE_NOTIFY) && why.reason() != PEER_ALERT;
        if (silent || why.reason() == ECH_REJECTED) return;
        boolean is12 = facts != null && facts.version().equals(ProtocolVersion.TLS_1_2);
        if (config.side() == Side.CLIENT && (facts == null || is12)) config.clientSessions().forget(sessionKey);
        if (config.side() == Side.SERVER && is12) config.serverSessions().flatMap(ServerSessions::store)
            .ifPresent(store -> forget(store, facts.sessionId()));
    }

    /** A store that is far away is told beside; one that does not answer keeps the session until it is too old. */
    private static void forget(SessionStore store, Bytes id) {
        Runnable removal = () -> {
            try {
                store.remove(id);
            } catch (StoreUnavailable e) {
                System.getLogger("dev.parley").log(System.Logger.Level.DEBUG, "a failed session is still kept", e);
            }
        };
        if (store.isRemote()) Thread.ofVirtual().start(removal);
        else removal.run();
    }

    /** Nothing of the connection's secrets is left. */
    void forget() {
        custody.close();
    }

    /** Hears the messages that are whole, until one of them needs work to be done first. */
    void hearMessages() {
        while (awaited == null) {
            var message = inbound.nextMessage();
            if (message.isEmpty()) return;
            hear(message.get());
        }
    }

    private void hear(Bytes bytes) {
        var dialect = state.dialect();
        var heard = parse(bytes);
        observer.message(Way.IN, inbound.epoch(), dialect, heard, bytes);
        if (!state.isConnected()) allowance.beforeConnected(bytes.length());
        if (!allowance.hears(heard)) return;
        if (!state.isConnected() && !(heard instanceof HelloRequest)) output.transcript().add(bytes);
        try {
            take(state.on(withoutNeedlessWish(heard), output));
            if (heard.equals(WISH)) outbound.guarded(outbound::wishIsAnswered);
            if (heard instanceof KeyUpdate) wishes = false;
        } catch (HandshakeFailure e) {
            throw e.in(state.name(), heard.name(), "");
        }
    }

    /**
     * Who is silent answers many wishes for new keys with one update: RFC 9846 section 4.7.3. Without that, both sides
     * could take each other's answers for a nuisance.
     */
    private Handshake withoutNeedlessWish(Handshake heard) {
        boolean needless = heard.equals(WISH) && outbound.asked(outbound::isSilentSinceAnswer);
        return needless ? new KeyUpdate(false) : heard;
    }

    private static final KeyUpdate WISH = new KeyUpdate(true);

    private Handshake parse(Bytes bytes) {
        try {
            return state.dialect().parse(bytes);
        } catch (WireFailure e) {
            throw Broken.message(e, state, bytes);
        }
    }

    void changeCipherSpec(byte[] content) {
        if (content.length != 1 || content[0] != 1)
            throw UNEXPECTED_CHANGE_CIPHER_SPEC.because("with content %s", Bytes.of(content).hex());
        switch (state.changeCipher()) {
            case REFUSED -> throw UNEXPECTED_CHANGE_CIPHER_SPEC.because("in %s", state.name());
            case IGNORED -> {
                observer.changeCipherSpec(Way.IN, false);
                inbound.count();
            }
            case HEARD -> {
                observer.changeCipherSpec(Way.IN, true);
                take(state.on(new ChangeCipherSpec(), output));
            }
        }
    }

    /** Application data came. */
    void applicationData() {
        allowance.applicationData();
    }

    void request(Request request) {
        take(state.request(withoutRepeatedWish(request), output));
    }

    /** Until the peer has changed its keys it is not asked again. RFC 9846 section 4.7.3. */
    private Request withoutRepeatedWish(Request request) {
        return switch (request) {
            case Request.UpdateKeys(boolean peerToo) -> {
                boolean asks = peerToo && !wishes;
                wishes |= asks;
                yield new Request.UpdateKeys(asks);
            }
            case Request.Certificate other -> other;
        };
    }

    private void take(Step step) {
        switch (step) {
            case Step.Become(State next) -> become(next);
            case Step.Await<?> await -> {
                awaited = await;
                claimed = false;
            }
        }
    }

    private void become(State next) {
        if (observer.watches() && !next.name().equals(state.name())) observer.step(state.name(), next.name());
        state = next;
        if (next.isConnected()) output.handshakeIsOver();
    }

    boolean awaits() {
        return awaited != null;
    }

    /** The work to be done, for the first who asks. */
    Optional<Step.Await<?>> claim() {
        if (awaited == null || claimed) return Optional.empty();
        claimed = true;
        return Optional.of(awaited);
    }

    /** The work is done. */
    <T> void resume(Step.Await<T> done, T result) {
        awaited = null;
        take(done.then().apply(result));
        hearMessages();
    }

    /** The work has failed. */
    void abandon() {
        awaited = null;
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Say(var epoch, var dialect, var message, var bytes) -> {
                if (facts == null && !inbound.isBetweenMessages())
                    throw ANSWERED_TOO_EARLY.because("something comes before %s was said", message.name());
                outbound.guarded(() -> outbound.message(bytes));
                observer.message(Way.OUT, epoch, dialect, message, bytes);
            }
            case Event.SayTogether(var all) -> {
                outbound.guarded(() -> all.forEach(one -> outbound.message(one.bytes())));
                for (var one : all)
                    observer.message(Way.OUT, one.epoch(), one.dialect(), one.message(), one.bytes());
            }
            case Event.Hidden(var way, var hello, var bytes) -> observer.hidden(way, hello, bytes);
            case Event.SayChangeCipherSpec _ -> sayChangeCipherSpec(true);
            case Event.Compatibility _ -> {
                if (looksLike12() && !saidCompatibility) sayChangeCipherSpec(false);
                saidCompatibility = true;
            }
            case Event.Keys(var way, var epoch, var material) -> {
                if (way == Way.IN) inbound.change(epoch, Records.opener(custody, material));
                else outbound.guarded(() -> outbound.change(epoch, Records.sealer(custody, material)));
                observer.keys(way, epoch);
            }
            case Event.RecordSizes(var in, var out, var alsoInTheClear) -> {
                inbound.most(in, alsoInTheClear);
                outbound.guarded(() -> outbound.most(out, alsoInTheClear));
            }
            case Event.Warn(var description) -> outbound.guarded(() -> outbound.alert(Alert.warning(description)));
            case Event.Decided(var decision) -> observer.decision(decision);
            case Event.Verified(var chain) -> observer.verified(chain);
            case Event.Exposed(var label, var random, var secret) -> observer.secret(label, random, secret);
            case Event.SkipEarlyData(var most, var untilHello) -> inbound.skip(most, untilHello);
            case Event.EarlyDecided(var fate, var most) -> {
                early = fate;
                earlyMost = most;
                observer.earlyData(fate);
            }
            case Event.EarlyExporter(var itsExporter) -> earlyExporter = itsExporter;
            case Event.MayWrite(_, var itsExporter) -> {
                exporter = itsExporter;
                mayWrite = true;
            }
            case Event.Authenticated(var agreed) -> {
                facts = agreed;
                observer.authenticated(agreed);
            }
            case Event.Established(var agreed, var itsExporter) -> {
                facts = agreed;
                exporter = itsExporter;
                inbound.connected();
                custody.handshakeIsOver();
                observer.established(agreed);
            }
        }
    }

    /** The client decides; a server that is asked for it must. RFC 9846 appendix E.4. */
    private boolean looksLike12() {
        return config.side() == Side.SERVER || config.compatibility();
    }

    private void sayChangeCipherSpec(boolean counts) {
        outbound.guarded(outbound::changeCipherSpec);
        observer.changeCipherSpec(Way.OUT, counts);
    }
}
