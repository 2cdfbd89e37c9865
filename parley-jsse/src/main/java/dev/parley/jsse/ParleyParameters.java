package dev.parley.jsse;

import dev.parley.config.ServerSelector;
import dev.parley.ech.EchKeys;
import dev.parley.ech.EchSource;
import dev.parley.observe.Observer;
import dev.parley.transparency.Transparency;
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
    private Boolean postHandshakeAuth;
    private Boolean grease;
    private Transparency transparency;
    private EchSource ech;
    private EchKeys echKeys;

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

    /**
     * Client: may the server ask for a certificate once the handshake is complete? TLS 1.3 only; off unless this or the
     * system property {@code dev.parley.jsse.postHandshakeAuth} turns it on. RFC 9846 section 4.7.2.
     */
    public ParleyParameters postHandshakeAuth(boolean on) {
        postHandshakeAuth = on;
        return this;
    }

    public Optional<Boolean> postHandshakeAuth() {
        return Optional.ofNullable(postHandshakeAuth);
    }

    /**
     * Client: does it send values without meaning, so that servers learn to ignore them, Encrypted Client Hello among
     * them? On unless this or the system property {@code dev.parley.jsse.grease} turns it off. RFC 8701, RFC 9849 section
     * 6.2.
     */
    public ParleyParameters grease(boolean on) {
        grease = on;
        return this;
    }

    public Optional<Boolean> grease() {
        return Optional.ofNullable(grease);
    }

    /**
     * Client: what it wants of Certificate Transparency; without this, two timestamps of two operators from the logs in the
     * file that the system property {@code dev.parley.jsse.ctLogs} names, or nothing without that. RFC 6962.
     */
    public ParleyParameters transparency(Transparency wanted) {
        transparency = wanted;
        return this;
    }

    public Optional<Transparency> transparency() {
        return Optional.ofNullable(transparency);
    }

    /**
     * Client: where it gets the configurations for Encrypted Client Hello from; without this, from the system property
     * {@code dev.parley.jsse.ech}, a list in base64. RFC 9849.
     */
    public ParleyParameters ech(EchSource source) {
        ech = source;
        return this;
    }

    public Optional<EchSource> ech() {
        return Optional.ofNullable(ech);
    }

    /**
     * Server: opens hidden hellos with these keys; without this, with those in the PEM file that the system property
     * {@code dev.parley.jsse.echKeys} names. RFC 9849.
     */
    public ParleyParameters echKeys(EchKeys keys) {
        echKeys = keys;
        return this;
    }

    public Optional<EchKeys> echKeys() {
        return Optional.ofNullable(echKeys);
    }
}
