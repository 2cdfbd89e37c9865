package dev.parley.jsse;

import dev.parley.config.ServerSelector;
import dev.parley.ech.EchKeys;
import dev.parley.ech.EchSource;
import dev.parley.observe.Observer;
import dev.parley.transparency.Transparency;
import java.security.AlgorithmConstraints;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;

/**
 * What a program has asked of one engine or socket. It may ask for more until the handshake begins, from any thread, so
 * every field stands for itself.
 *
 * @param <F> the engine or socket
 */
final class Wishes<F> {
    volatile String[] protocols;
    volatile String[] suites;
    volatile boolean needsClient;
    volatile boolean wantsClient;
    volatile AlgorithmConstraints constraints;
    volatile String identification;
    /** {@code null}: the host, if it has a name that may be sent. */
    volatile List<SNIServerName> serverNames;
    volatile Collection<SNIMatcher> matchers;
    volatile boolean ownOrder = true;
    volatile boolean retransmissions;
    volatile int packetSize = Session.PACKET;
    volatile String[] applicationProtocols = {};
    volatile String[] groups;
    volatile String[] schemes;
    volatile boolean createsSessions = true;
    volatile BiFunction<F, List<String>, String> protocolSelector;
    volatile Supplier<Observer> observer;
    volatile ServerSelector selector;
    volatile boolean postHandshakeAuth = Boolean.getBoolean("dev.parley.jsse.postHandshakeAuth");
    volatile boolean grease = !"false".equals(System.getProperty("dev.parley.jsse.grease"));
    volatile Transparency transparency = TransparencyProperties.wanted();
    volatile Optional<EchSource> ech = EchProperties.source();
    volatile Optional<EchKeys> echKeys = EchProperties.keys();

    Wishes(Defaults defaults, boolean client) {
        protocols = defaults.protocols(client);
        suites = defaults.suites(client);
        groups = defaults.groups();
        schemes = defaults.schemes(client);
    }

    /** The role changes: what nobody has set becomes the other role's. */
    void turn(Defaults defaults, boolean client) {
        if (Arrays.equals(protocols, defaults.protocols(!client))) protocols = defaults.protocols(client);
        if (Arrays.equals(suites, defaults.suites(!client))) suites = defaults.suites(client);
        if (Arrays.equals(schemes, defaults.schemes(!client))) schemes = defaults.schemes(client);
    }

    void need(boolean on) {
        needsClient = on;
        wantsClient = false;
    }

    void want(boolean on) {
        wantsClient = on;
        needsClient = false;
    }

    ParleyParameters parameters() {
        var all = new ParleyParameters();
        all.setProtocols(protocols);
        all.setCipherSuites(suites);
        if (needsClient) all.setNeedClientAuth(true);
        else all.setWantClientAuth(wantsClient);
        all.setAlgorithmConstraints(constraints);
        all.setEndpointIdentificationAlgorithm(identification);
        all.setServerNames(serverNames);
        all.setSNIMatchers(matchers);
        all.setUseCipherSuitesOrder(ownOrder);
        all.setEnableRetransmissions(retransmissions);
        all.setMaximumPacketSize(packetSize);
        all.setApplicationProtocols(applicationProtocols);
        all.setNamedGroups(groups);
        all.setSignatureSchemes(schemes);
        all.postHandshakeAuth(postHandshakeAuth).ech(ech.orElse(null)).echKeys(echKeys.orElse(null));
        all.grease(grease).transparency(transparency);
        return all.observer(observer).selector(selector);
    }

    /** Takes over what is set; {@code null} leaves a wish as it was. */
    void take(SSLParameters those) {
        if (those.getCipherSuites() != null) suites = Vocabulary.checkedSuites(those.getCipherSuites());
        if (those.getProtocols() != null) protocols = Vocabulary.checkedVersions(those.getProtocols());
        needsClient = those.getNeedClientAuth();
        wantsClient = those.getWantClientAuth();
        if (those.getAlgorithmConstraints() != null) constraints = those.getAlgorithmConstraints();
        if (those.getEndpointIdentificationAlgorithm() != null)
            identification = those.getEndpointIdentificationAlgorithm();
        if (those.getServerNames() != null) serverNames = List.copyOf(those.getServerNames());
        if (those.getSNIMatchers() != null) matchers = List.copyOf(those.getSNIMatchers());
        ownOrder = those.getUseCipherSuitesOrder();
        retransmissions = those.getEnableRetransmissions();
        packetSize = those.getMaximumPacketSize();
        if (those.getApplicationProtocols() != null) applicationProtocols = those.getApplicationProtocols();
        if (those.getNamedGroups() != null) groups = those.getNamedGroups();
        if (those.getSignatureSchemes() != null) schemes = those.getSignatureSchemes();
        if (those instanceof ParleyParameters more) {
            more.observer().ifPresent(it -> observer = it);
            more.selector().ifPresent(it -> selector = it);
            more.postHandshakeAuth().ifPresent(it -> postHandshakeAuth = it);
            more.grease().ifPresent(it -> grease = it);
            more.transparency().ifPresent(it -> transparency = it);
            if (more.ech().isPresent()) ech = more.ech();
            if (more.echKeys().isPresent()) echKeys = more.echKeys();
        }
    }

    /** Are records to be shorter than they may be anyway? */
    boolean limitsPackets() {
        return packetSize > 0 && packetSize < Session.PACKET;
    }

    /** Must the peer's certificate be for the host? */
    boolean identifies() {
        return identification != null && !identification.isEmpty();
    }
}
