package dev.parley.bogo;

import static dev.parley.bogo.Flag.*;
import static dev.parley.failure.Reason.NO_COMMON_PROTOCOL;
import static dev.parley.failure.Reason.NO_COMMON_SUITE;
import static dev.parley.failure.Reason.OWN_KEY_FAILED;

import dev.parley.Cryptography;
import dev.parley.config.ClientAuth;
import dev.parley.config.Limits;
import dev.parley.config.ServerSelector;
import dev.parley.config.Side;
import dev.parley.config.TlsConfig;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credentials;
import dev.parley.failure.Reason;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.transparency.LogList;
import dev.parley.transparency.Transparency;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Makes of a connection's flags what Parley calls a configuration. */
final class Setup {
    /** BoringSSL's own groups, which the suite counts on where a test names none. */
    private static final List<NamedGroup> GROUPS = List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519,
        NamedGroup.SECP256R1, NamedGroup.SECP384R1);
    /** What BoringSSL accepts unless told otherwise, but for SHA-1. */
    private static final List<SignatureScheme> SCHEMES = List.of(SignatureScheme.ECDSA_SECP256R1_SHA256,
        SignatureScheme.RSA_PSS_RSAE_SHA256, SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.ECDSA_SECP384R1_SHA384,
        SignatureScheme.RSA_PSS_RSAE_SHA384, SignatureScheme.RSA_PKCS1_SHA384, SignatureScheme.RSA_PSS_RSAE_SHA512,
        SignatureScheme.RSA_PKCS1_SHA512);
    /** How much early data BoringSSL's servers take; the suite tries to send more. */
    private static final int EARLY_DATA = 14336;

    private final Flags flags;
    private final Memory memory;
    private final Judge judge;
    private final Credentials credentials;

    Setup(Flags flags, Memory memory, Judge judge, Credentials credentials) {
        this.flags = flags;
        this.memory = memory;
        this.judge = judge;
        this.credentials = flags.has(FAIL_CERT_CALLBACK) ? failing(flags.has(SERVER)) : credentials;
    }

    /** BoringSSL's callback is asked when a certificate is needed; a client's credentials also for what its hello names. */
    private static Credentials failing(boolean server) {
        var asked = new AtomicInteger();
        return () -> {
            if (!server && asked.getAndIncrement() == 0) return List.of();
            throw OWN_KEY_FAILED.because("the test wants it so");
        };
    }

    TlsConfig config() {
        if (flags.has(SERVER) && hasSelector()) return settings(Credentials.NONE).selector(selector()).build();
        return settings(credentials).build();
    }

    private boolean hasSelector() {
        return Stream.of(USE_EARLY_CALLBACK, FAIL_EARLY_CALLBACK, INSTALL_DDOS_CALLBACK).anyMatch(flags::has);
    }

    /** What BoringSSL's callbacks for a hello do, a configuration for each client does here. */
    private ServerSelector selector() {
        if (flags.has(FAIL_DDOS_CALLBACK)) return refusing(OWN_KEY_FAILED);
        if (flags.has(FAIL_EARLY_CALLBACK)) return refusing(NO_COMMON_SUITE);
        var chosen = settings(credentials).build();
        return _ -> CompletableFuture.supplyAsync(() -> chosen);
    }

    /** The alert is the application's choice. */
    private static ServerSelector refusing(Reason reason) {
        return _ -> CompletableFuture.failedFuture(reason.because("the test wants it so"));
    }

    private TlsSettings settings(Credentials own) {
        boolean server = flags.has(SERVER);
        var settings = new TlsSettings(server ? Side.SERVER : Side.CLIENT, Cryptography.standard())
            .versions(versions()).suites(SuiteList.of(flags.text(CIPHER).orElse("ALL"), flags.has(PSK)))
            .groups(groups())
            .schemes(schemes(VERIFY_PREFS).orElse(SCHEMES)).signingSchemes(SignatureScheme.ALL).credentials(own)
            .trust(EchFlags.judge(flags, judge))
            .externalPsks(OwnPsks.of(flags).all()).serverPreference(flags.has(SERVER_PREFERENCE) || flags.has(CIPHER))
            .grease(server || flags.has(ENABLE_GREASE)) // BoringSSL's servers always do
            .fallback(flags.has(FALLBACK_SCSV)).falseStart(flags.has(FALSE_START)).clock(memory)
            .shuffle(flags.has(PERMUTE_EXTENSIONS)).statusRequest(flags.has(ENABLE_OCSP_STAPLING) && !server)
            .transparency(flags.has(ENABLE_SIGNED_CERT_TIMESTAMPS) ? Transparency.report(LogList.EMPTY)
                : Transparency.OFF)
            .certificateCompressions(Compressions.of(flags)).sessions(memory.client)
            .sessions(memory.server().earlyData(flags.has(ENABLE_EARLY_DATA) ? EARLY_DATA : 0));
        if (flags.has(NO_KEY_SHARES)) settings.keyShares();
        if (flags.has(KEY_SHARES)) settings.keyShares(groups(KEY_SHARES).toArray(NamedGroup[]::new));
        flags.bytes(ADVERTISE_ALPN).ifPresent(list -> settings.protocols(protocols(list)));
        settings.limits(limits(flags.number(MAX_CERT_LIST).orElse(Limits.STANDARD.certificateMessage())));
        if (flags.has(NO_TICKET)) withoutTickets(settings);
        if (flags.has(CNSA_202407)) settings.suites(Policy.longKeysFirst()).serverPreference(true);
        Policy.of(flags).ifPresent(policy -> policy.apply(settings));
        EchFlags.apply(flags, settings);
        RawKeyFlags.apply(flags, settings, judge);
        return server ? serverOnly(settings) : settings;
    }

    /** None is given out, asked for or taken; in TLS 1.2 sessions go on by their ids. */
    private void withoutTickets(TlsSettings settings) {
        settings.sessions(memory.client.byId());
        settings.sessions(memory.withoutTickets().earlyData(flags.has(ENABLE_EARLY_DATA) ? EARLY_DATA : 0));
    }

    private TlsSettings serverOnly(TlsSettings settings) {
        flags.text(PSK_IDENTITY).ifPresent(settings::pskHint);
        if (flags.has(REQUIRE_ANY_CLIENT_CERTIFICATE)) settings.clientAuth(ClientAuth.NEED);
        else if (flags.has(VERIFY_PEER)) settings.clientAuth(ClientAuth.WANT);
        flags.text(USE_CLIENT_CA_LIST).ifPresent(list -> settings.authorities(names(list)));
        return settings.protocolChoice(this::choose);
    }

    private Optional<Bytes> choose(List<Bytes> offered) {
        if (flags.has(REJECT_ALPN)) throw NO_COMMON_PROTOCOL.because("the test wants it so");
        flags.bytes(EXPECT_ADVERTISED_ALPN).ifPresent(expected -> Disappointed
            .unless(protocols(expected).equals(offered), "the client offers %s, not %s", offered, expected));
        if (flags.has(SELECT_EMPTY_ALPN)) return Optional.of(Bytes.EMPTY);
        return flags.has(DECLINE_ALPN) ? Optional.empty() : flags.bytes(SELECT_ALPN);
    }

    private ProtocolVersion[] versions() {
        int least = flags.number(MIN_VERSION).orElse(0x0301);
        int most = flags.number(MAX_VERSION).orElse(0x0304);
        var versions = new ArrayList<ProtocolVersion>();
        if (!flags.has(NO_TLS13)) versions.add(ProtocolVersion.TLS_1_3);
        if (!flags.has(NO_TLS12)) versions.add(ProtocolVersion.TLS_1_2);
        versions.removeIf(version -> version.id() < least || version.id() > most);
        if (versions.isEmpty()) throw new Unimplemented("versions below TLS 1.2");
        return versions.toArray(ProtocolVersion[]::new);
    }

    private List<NamedGroup> groups() {
        return flags.has(CURVES) ? groups(CURVES) : GROUPS;
    }

    private List<NamedGroup> groups(Flag flag) {
        var groups = flags.numbers(flag).stream().map(NamedGroup::new).toList();
        for (var group : groups)
            if (!Cryptography.standard().groups().contains(group)) throw new Unimplemented("group " + group);
        return groups;
    }

    private Optional<List<SignatureScheme>> schemes(Flag flag) {
        if (!flags.has(flag)) return Optional.empty();
        return Optional.of(schemes(flags, flag));
    }

    static List<SignatureScheme> schemes(Flags flags, Flag flag) {
        var schemes = flags.numbers(flag).stream().map(SignatureScheme::new).toList();
        for (var scheme : schemes)
            if (!Cryptography.standard().schemes().contains(scheme)) throw new Unimplemented("scheme " + scheme);
        return schemes;
    }

    private static Limits limits(int most) {
        var usual = Limits.STANDARD;
        return new Limits(usual.handshakeMessage(), most, usual.handshake(), usual.fragments(), Integer.MAX_VALUE,
            usual.warnings(), usual.emptyRecords(), usual.keyUpdates(), usual.tickets());
    }

    /** Names, each with a byte for its length before it. */
    static List<Bytes> protocols(Bytes list) {
        var names = new ArrayList<Bytes>();
        for (int at = 0; at < list.length(); at += 1 + list.at(at))
            names.add(list.slice(at + 1, at + 1 + list.at(at)));
        return names;
    }

    /** Encoded names in hexadecimal, with commas between them. */
    static List<Bytes> names(String list) {
        if (list.isEmpty() || list.startsWith("<")) return List.of();
        return Stream.of(list.split(",")).map(hex -> Bytes.own(HexFormat.of().parseHex(hex))).toList();
    }
}
