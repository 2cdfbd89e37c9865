package dev.parley.config;

import dev.parley.credential.CertificateCompression;
import dev.parley.credential.Trust;
import dev.parley.crypto.Crypto;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKeys;
import dev.parley.ech.EchPolicy;
import dev.parley.ech.EchSource;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.session.ClientSessions;
import dev.parley.session.ExternalPsk;
import dev.parley.session.ServerSessions;
import dev.parley.wire.Bytes;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Makes a {@link TlsConfig}. Whatever is not set has a safe default: TLS 1.3 and 1.2, forward secrecy, AEAD, the JDK's
 * trusted authorities. For one thread; nothing here is checked before {@link #build}.
 */
public final class TlsSettings extends IdentitySettings<TlsSettings> {
    private final Side side;
    private Supplier<Crypto> crypto;
    private List<ProtocolVersion> versions = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);
    private List<CipherSuite> suites;
    private List<NamedGroup> groups;
    private List<NamedGroup> keyShares;
    private List<SignatureScheme> schemes;
    private List<SignatureScheme> signingSchemes = List.of();
    private List<Bytes> protocols = List.of();
    private ProtocolChoice protocolChoice;
    private boolean serverPreference = true;
    private boolean grease;
    private boolean compatibility = true;
    private boolean cookies;
    private boolean requireExtendedMainSecret;
    private int recordSizeLimit;
    private int maxFragmentLength;
    private RecordPadding padding = RecordPadding.NONE;
    private boolean adaptiveRecords = true;
    private Limits limits = Limits.STANDARD;
    private Optional<ServerSelector> selector = Optional.empty();
    private boolean fallback;
    private ClientSessions clientSessions;
    private Optional<ServerSessions> serverSessions;
    private List<ExternalPsk> externalPsks = List.of();
    private Bytes pskHint = Bytes.EMPTY;
    private boolean falseStart;
    private boolean pskOnly;
    private boolean shuffle;
    private EchPolicy ech = EchPolicy.STANDARD;
    private InstantSource clock = InstantSource.system();

    /** @param crypto where the cryptography comes from; its lists are the defaults */
    public TlsSettings(Side side, Crypto crypto) {
        this(side, () -> crypto);
    }

    /** @param crypto where the cryptography comes from; not asked if another is named */
    public TlsSettings(Side side, Supplier<Crypto> crypto) {
        this.side = side;
        this.crypto = crypto;
        this.grease = side == Side.CLIENT;
        this.statusRequest = side == Side.CLIENT;
        this.shuffle = side == Side.CLIENT;
    }

    public TlsSettings crypto(Crypto other) {
        crypto = () -> other;
        return this;
    }

    /** The versions allowed: {@link ProtocolVersion#TLS_1_3}, {@link ProtocolVersion#TLS_1_2} or both. */
    public TlsSettings versions(ProtocolVersion... allowed) {
        versions = Arrays.stream(allowed).distinct().sorted((a, b) -> b.compareTo(a)).toList();
        return this;
    }

    /** The suites allowed, the preferred first. Without this: all with forward secrecy and AEAD. */
    public TlsSettings suites(CipherSuite... allowed) {
        return suites(List.of(allowed));
    }

    public TlsSettings suites(List<CipherSuite> allowed) {
        suites = List.copyOf(allowed);
        return this;
    }

    /** The groups allowed, the preferred first. */
    public TlsSettings groups(NamedGroup... allowed) {
        return groups(List.of(allowed));
    }

    public TlsSettings groups(List<NamedGroup> allowed) {
        groups = List.copyOf(allowed);
        return this;
    }

    /** Client: the groups to send key shares for at once. Without this: the first hybrid and the first classical one. */
    public TlsSettings keyShares(NamedGroup... wanted) {
        keyShares = List.of(wanted);
        return this;
    }

    /** The signatures accepted from the peer and made by this side, the preferred first. */
    public TlsSettings schemes(SignatureScheme... allowed) {
        return schemes(List.of(allowed));
    }

    public TlsSettings schemes(List<SignatureScheme> allowed) {
        schemes = List.copyOf(allowed);
        return this;
    }

    /** The signatures that this side makes, where they differ from those it accepts. */
    public TlsSettings signingSchemes(List<SignatureScheme> allowed) {
        signingSchemes = List.copyOf(allowed);
        return this;
    }

    /** The application protocols, the preferred first: {@code "h2", "http/1.1"}. RFC 7301. */
    public TlsSettings protocols(String... names) {
        protocols = Arrays.stream(names).map(Bytes::ofText).toList();
        return this;
    }

    public TlsSettings protocols(List<Bytes> names) {
        protocols = List.copyOf(names);
        return this;
    }

    /** Server: picks the protocol itself. Without this: the first of {@link #protocols} that the client has. */
    public TlsSettings protocolChoice(ProtocolChoice choice) {
        protocolChoice = choice;
        return this;
    }

    /** Server: {@code true} if its own order of suites and groups counts, {@code false} for the client's. */
    public TlsSettings serverPreference(boolean own) {
        serverPreference = own;
        return this;
    }

    /**
     * Sends values without meaning, so that peers learn to ignore what they do not know; clients do unless told otherwise.
     * RFC 8701, RFC 9849 section 6.2, and for servers RFC 8701 section 4.
     */
    public TlsSettings grease(boolean on) {
        grease = on;
        return this;
    }

    /** Whether TLS 1.3 looks like TLS 1.2 to middleboxes; on unless turned off. RFC 9846 appendix E.4. */
    public TlsSettings compatibility(boolean on) {
        compatibility = on;
        return this;
    }

    /**
     * Server: every TLS 1.3 client must come back with a cookie. RFC 9846 section 4.3.2. Some cannot if nothing else is asked
     * of them: the JDK's client then sends another key share, which is not allowed, and GnuTLS 3.7 and Bouncy Castle give up.
     */
    public TlsSettings cookies(boolean on) {
        cookies = on;
        return this;
    }

    public TlsSettings requireExtendedMainSecret(boolean on) {
        requireExtendedMainSecret = on;
        return this;
    }

    /** How many bytes of plaintext this side wants in one record, 64 to 16384. RFC 8449. */
    public TlsSettings recordSizeLimit(int bytes) {
        recordSizeLimit = bytes;
        return this;
    }

    /** Client: asks for records of at most 512, 1024, 2048 or 4096 bytes. RFC 6066 section 4. */
    public TlsSettings maxFragmentLength(int bytes) {
        maxFragmentLength = bytes;
        return this;
    }

    public TlsSettings padding(RecordPadding how) {
        padding = how;
        return this;
    }

    /**
     * Whether application data begins in short records, which the peer can open as soon as their one packet is there, and
     * goes on in long ones, which take less to seal; after a second of silence it begins again. On unless turned off: then
     * every record is as long as it may be.
     */
    public TlsSettings adaptiveRecords(boolean on) {
        adaptiveRecords = on;
        return this;
    }

    public TlsSettings limits(Limits other) {
        limits = other;
        return this;
    }

    /** Server: chooses the configuration once a client's hello is there. */
    public TlsSettings selector(ServerSelector chooser) {
        selector = Optional.of(chooser);
        return this;
    }

    /** Client: says that this is a second try with a lower version. RFC 7507. */
    public TlsSettings fallback(boolean on) {
        fallback = on;
        return this;
    }

    /** Client: the sessions it may continue. Without this: 4 MB in memory, 4 tickets for each peer. */
    public TlsSettings sessions(ClientSessions store) {
        clientSessions = store;
        return this;
    }

    /** Server: how clients may come back. Without this: {@link ServerSessions#standard}. */
    public TlsSettings sessions(ServerSessions how) {
        serverSessions = Optional.of(how);
        return this;
    }

    /** Every handshake is a full one. */
    public TlsSettings withoutSessions() {
        clientSessions = ClientSessions.NONE;
        serverSessions = Optional.empty();
        return this;
    }

    /**
     * Keys that both sides were given beforehand. RFC 9257. In TLS 1.3 they go with any suite; in TLS 1.2 those that are not
     * imported bring the suites of RFC 8442 with them, ECDHE_PSK with AEAD, behind those with certificates; other suites
     * with such keys have to be named by {@link #suites}. TLS 1.2's client uses the first.
     */
    public TlsSettings externalPsks(ExternalPsk... keys) {
        externalPsks = List.of(keys);
        return this;
    }

    /** Server: says in TLS 1.2 which external key it means; clients that have agreed on nothing else ignore it. RFC 4279 section 5.2. */
    public TlsSettings pskHint(String hint) {
        pskHint = Bytes.ofText(hint);
        return this;
    }

    /** Client: sends data before the server's Finished is here, where RFC 7918 allows it. TLS 1.2 only. */
    public TlsSettings falseStart(boolean on) {
        falseStart = on;
        return this;
    }

    /** Lets sessions go on, and external PSKs be used, without a fresh key exchange: no forward secrecy. RFC 9846 section 4.3.9. */
    public TlsSettings pskOnly(boolean on) {
        pskOnly = on;
        return this;
    }

    /** Client: puts the extensions of its hello into another order each time, as browsers do; on unless turned off. */
    public TlsSettings shuffle(boolean on) {
        shuffle = on;
        return this;
    }

    /** Client: where it gets the configurations for Encrypted Client Hello from. RFC 9849. */
    public TlsSettings ech(EchSource source) {
        ech = ech.source(source);
        return this;
    }

    /** Client: hides its hellos with this configuration. */
    public TlsSettings ech(EchConfigList configs) {
        return ech(EchSource.of(configs));
    }

    /** Server: opens hidden hellos. Servers that a {@link #selector} chooses need the same keys, to tell clients of them. */
    public TlsSettings echKeys(EchKeys keys) {
        ech = ech.keys(keys);
        return this;
    }

    /** The rest that there is to say about Encrypted Client Hello. */
    public TlsSettings ech(UnaryOperator<EchPolicy> change) {
        ech = change.apply(ech);
        return this;
    }

    public TlsSettings clock(InstantSource source) {
        clock = source;
        return this;
    }

    @Override
    TlsSettings self() {
        return this;
    }

    /** @throws IllegalArgumentException if the settings contradict each other, saying which */
    public TlsConfig build() {
        var itsCrypto = crypto.get();
        var itsGroups = groups != null ? groups.stream().distinct().toList() : Standards.groups(itsCrypto);
        var itsSuites =
            (suites != null ? suites : Standards.suites(itsCrypto, externalPsks)).stream().filter(this::fitsVersions)
                .toList();
        Contradictions.want(keyShares == null || itsGroups.containsAll(keyShares),
            "key shares must be for allowed groups");
        return Contradictions.none(new TlsConfig(side, itsCrypto, versions, itsSuites, itsGroups,
            keyShares != null ? Standards.inOrderOf(itsGroups, keyShares) : Standards.shares(itsGroups),
            schemes != null ? schemes : Standards.schemes(itsCrypto), signingSchemes, certificateSchemes, protocols,
            protocolChoice != null ? protocolChoice : ProtocolChoice.firstOf(protocols), credentials,
            trust != null ? trust : Trust.jdk(), clientAuth, authorities, serverPreference, grease, compatibility,
            cookies, requireExtendedMainSecret, recordSizeLimit, maxFragmentLength, padding, adaptiveRecords, limits,
            selector, fallback,
            clientSessions != null ? clientSessions : ClientSessions.inMemory(4 << 20, 4, clock),
            serverSessions != null ? serverSessions : Optional.of(ServerSessions.standard(itsCrypto, clock)),
            externalPsks,
            pskHint,
            falseStart, pskOnly,
            (compressions != null ? compressions : CertificateCompression.installed()).stream()
                .map(CertificateCompression::remembering).toList(),
            rawKeys, postHandshakeAuth, statusRequest, statusOfAll, delegatedCredentials, shuffle, transparency, ech,
            clock));
    }

    private boolean fitsVersions(CipherSuite suite) {
        return versions.contains(suite.isFor13() ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2);
    }
}
