package dev.parley.jsse;

import static dev.parley.failure.Reason.CANCELLED;
import static dev.parley.failure.Reason.NO_COMMON_PROTOCOL;
import static dev.parley.failure.Reason.UNKNOWN_SERVER_NAME;

import dev.parley.config.ClientAuth;
import dev.parley.config.Hello;
import dev.parley.config.ServerSelector;
import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.CredentialRequest;
import dev.parley.credential.Credentials;
import dev.parley.credential.Selection;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.session.ClientSessions;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Turns what a program wishes into a configuration of the core, for one handshake.
 *
 * @param choice server: the program's own way to choose an application protocol; {@code null} if it has none
 */
record Terms(Setup setup, Wishes<?> wishes, boolean client, Face face, Session session,
    Function<List<String>, String> choice) {
    /** RFC 9846 section 4.5.1 sets no limit, but the list has two bytes for its length. */
    private static final int MOST_AUTHORITIES = 60_000;

    /** @throws IllegalArgumentException if nothing is left to be spoken */
    TlsConfig config() {
        var settings = settings().credentials(credentials());
        if (!client) selector(settings).ifPresent(settings::selector);
        return settings.build();
    }

    private TlsSettings settings() {
        var crypto = setup.defaults().crypto();
        var constraints = Constraints.of(wishes.constraints);
        var settings = new TlsSettings(client ? Side.CLIENT : Side.SERVER, crypto);
        var suites = Vocabulary.suites(wishes.suites).stream().filter(setup.defaults().spoken()::contains)
            .filter(constraints::permit).toList();
        settings.versions(versions(suites, constraints).toArray(ProtocolVersion[]::new));
        settings.suites(suites);
        settings.groups(groups(constraints));
        settings.schemes(schemes(constraints));
        settings.protocols(Arrays.stream(wishes.applicationProtocols).map(Bytes::ofLatin1).toList());
        if (choice != null) settings.protocolChoice(this::choose);
        settings.trust(client && !wishes.createsSessions ? chain -> {
            throw noNewSession(); // the server is judged in full handshakes only
        } : new TrustChoice(setup.trust(), face, session, wishes));
        settings.serverPreference(wishes.ownOrder);
        // With the JDK, one wrap of an engine takes all that fits into a record: programs may count on it.
        settings.adaptiveRecords(face instanceof Face.OfSocket);
        if (!client) settings.clientAuth(
            wishes.needsClient ? ClientAuth.NEED : wishes.wantsClient ? ClientAuth.WANT : ClientAuth.NONE);
        if (!client && (wishes.needsClient || wishes.wantsClient)) settings.authorities(authorities());
        settings.withoutSessions(); // the defaults would be stores of this connection's own
        if (client) settings.sessions(sessions());
        else settings.sessions(serverSessions());
        settings.grease(client && wishes.grease);
        if (client) settings.transparency(wishes.transparency);
        if (client) wishes.ech.ifPresent(settings::ech);
        else wishes.echKeys.ifPresent(settings::echKeys);
        if (client) settings.postHandshakeAuth(wishes.postHandshakeAuth);
        if (wishes.limitsPackets()) settings.recordSizeLimit(Math.clamp(wishes.packetSize - 5 - 17, 64, 1 << 14));
        return settings;
    }

    /** A version without a suite is not spoken, though a program has enabled it: many only ever name suites. */
    private List<ProtocolVersion> versions(List<CipherSuite> suites, Constraints constraints) {
        return Vocabulary.versions(wishes.protocols).stream().filter(constraints::permit)
            .filter(it -> suites.stream().anyMatch(it.equals(ProtocolVersion.TLS_1_3) ? CipherSuite::isFor13
                : CipherSuite::isFor12))
            .toList();
    }

    /** Those with this very host and port, and whose server was checked as this one is to be. */
    private ClientSessions sessions() {
        if (sessionKey().isEmpty()) return ClientSessions.NONE;
        var all = setup.clientSessions().client(setup.generation());
        session.onInvalidate(() -> all.forget(sessionKey()));
        return new Resumable(all, setup.clientSessions(), session);
    }

    /** Only those that are kept here can be forgotten again: tickets are with the clients. */
    private ServerSessions serverSessions() {
        var all = setup.serverSessions().server(setup.generation());
        session.onInvalidate(() -> session.facts().filter(it -> it.version().equals(ProtocolVersion.TLS_1_2))
            .ifPresent(facts -> all.store().ifPresent(store -> store.remove(facts.sessionId()))));
        return all;
    }

    /** Empty if the host is not known: then nothing may be continued, since it could be another's. */
    String sessionKey() {
        if (!client || session.getPeerHost() == null || session.getPeerPort() <= 0) return "";
        var key = session.getPeerHost() + ":" + session.getPeerPort() + " " + wishes.identification;
        return wishes.transparency.isOn() ? key + " " + wishes.transparency.hashCode() : key;
    }

    private List<NamedGroup> groups(Constraints constraints) {
        var crypto = setup.defaults().crypto();
        var wanted = wishes.groups != null ? Vocabulary.groups(wishes.groups, crypto) : standardGroups();
        return wanted.stream().filter(constraints::permit).toList();
    }

    private List<NamedGroup> standardGroups() {
        return NamedGroup.ALL.stream().filter(setup.defaults().crypto().groups()::contains)
            .filter(group -> switch (group.kind()) {
                case NIST, MONTGOMERY, HYBRID -> true;
                case FINITE_FIELD -> Vocabulary.suites(wishes.suites).stream()
                    .anyMatch(it -> it.keyExchange() == dev.parley.id.KeyExchange.DHE);
                case KEM, UNKNOWN -> false;
            }).toList();
    }

    private List<SignatureScheme> schemes(Constraints constraints) {
        var crypto = setup.defaults().crypto();
        var wanted = wishes.schemes != null ? Vocabulary.schemes(wishes.schemes, crypto)
            : SignatureScheme.ALL.stream().filter(crypto.schemes()::contains).toList();
        return wanted.stream().filter(constraints::permit).toList();
    }

    private Optional<Bytes> choose(List<Bytes> offered) {
        var names = offered.stream().map(Bytes::latin1).toList();
        var chosen = choice.apply(names);
        if (chosen != null && chosen.isEmpty()) return Optional.empty();
        if (chosen == null || !names.contains(chosen))
            throw NO_COMMON_PROTOCOL.because("the application chooses %s of %s",
                chosen == null ? "none" : "\"" + chosen + "\"", names);
        return Optional.of(Bytes.ofLatin1(chosen));
    }

    private List<Bytes> authorities() {
        var names = setup.trust() instanceof CredentialTrust own ? own.trust().authorities()
            : Arrays.stream(setup.trust().getAcceptedIssuers())
                .map(it -> Bytes.own(it.getSubjectX500Principal().getEncoded())).distinct().toList();
        return names.stream().mapToInt(it -> it.length() + 2).sum() > MOST_AUTHORITIES ? List.of() : names;
    }

    private Credentials credentials() {
        if (!client && !wishes.createsSessions) return new NoNewSession();
        if (setup.keys() == null) return Credentials.NONE;
        if (setup.keys() instanceof CredentialKeys own) return own.credentials();
        return keyChoice();
    }

    /** For a server that goes on with earlier sessions only: that takes no certificate. */
    private static final class NoNewSession implements Credentials {
        @Override
        public List<Credential> current() {
            return List.of();
        }

        @Override
        public Selection choose(CredentialRequest request) {
            throw noNewSession();
        }
    }

    private static HandshakeFailure noNewSession() {
        return CANCELLED.because("no earlier session can be continued, and the application wants no new one");
    }

    private KeyChoice keyChoice() {
        return new KeyChoice(setup.keys(), setup.known(), face);
    }

    /** Who answers the hello, if that takes more than the configuration. */
    private Optional<ServerSelector> selector(TlsSettings settings) {
        if (wishes.selector != null) return Optional.of(wishes.selector);
        boolean foreign = setup.keys() != null && !(setup.keys() instanceof CredentialKeys);
        boolean picky = wishes.matchers != null && !wishes.matchers.isEmpty();
        return foreign || picky ? Optional.of(new Answer(settings, foreign)) : Optional.empty();
    }

    /** Lets the name matchers and the key manager see the hello. */
    private final class Answer implements ServerSelector {
        private final TlsSettings settings;
        private final boolean foreign;

        Answer(TlsSettings settings, boolean foreign) {
            this.settings = settings;
            this.foreign = foreign;
        }

        @Override
        public boolean mayBlock() {
            return foreign;
        }

        @Override
        public CompletionStage<TlsConfig> select(Hello hello) {
            hello.versions().stream().filter(Vocabulary.versions(wishes.protocols)::contains)
                .max(ProtocolVersion::compareTo).ifPresent(it -> session.version = it);
            matchName();
            var credentials = foreign ? keyChoice().forClient(hello) : credentials();
            return CompletableFuture.completedStage(settings.credentials(credentials).build());
        }
    }

    private void matchName() {
        var matchers = wishes.matchers;
        var names = session.serverNames;
        if (matchers == null || matchers.isEmpty() || names.isEmpty()) return;
        for (var name : names)
            for (var matcher : matchers) if (matcher.getType() == name.getType() && matcher.matches(name)) return;
        throw UNKNOWN_SERVER_NAME.because("no matcher of the application takes %s", names);
    }
}
