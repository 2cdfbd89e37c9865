package dev.parley.jsse;

import dev.parley.config.ServerSelector;
import dev.parley.observe.Observer;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;

/**
 * {@link SSLParameters} with what JSSE has no words for. Set on an engine or socket like any others; those that an engine,
 * socket or context of Parley gives out are of this class. For one thread.
 */
public final class ParleyParameters extends SSLParameters {
    private Supplier<Observer> observer;
    private ServerSelector selector;

    /** Nothing is set: everything stays as it is where these are used. */
    public ParleyParameters() {}

    /**
     * Who watches the connection: asked for one observer when the connection begins. A key log is an observer that wants
     * secrets.
     */
    public ParleyParameters observer(Supplier<Observer> maker) {
        observer = maker;
        return this;
    }

    public Optional<Supplier<Observer>> observer() {
        return Optional.ofNullable(observer);
    }

    /**
     * Server: who chooses the configuration for each client, having seen its whole hello; the answer may come later. It
     * counts instead of all that the context, the engine or socket and these parameters say.
     */
    public ParleyParameters selector(ServerSelector chooser) {
        selector = chooser;
        return this;
    }

    public Optional<ServerSelector> selector() {
        return Optional.ofNullable(selector);
    }
}
