package dev.parley.cli;

import dev.parley.config.Side;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.SupportedVersions;
import dev.parley.id.Authentication;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A way for a demonstration to fail: what is spoiled, and nothing else. The names are those of {@code --fail}. */
enum FailCase {
    EXPIRED(plot -> plot.certificate = Spec::expired),
    NOT_YET_VALID(plot -> plot.certificate = Spec::notYetValid),
    WRONG_HOST(plot -> plot.certificate = Spec::wrongHost),
    WRONG_USAGE(plot -> plot.certificate = it -> it.purposes(Spec.Purpose.CLIENT)),
    UNTRUSTED_CA(plot -> plot.serverIsTrusted = false),
    SELF_SIGNED(plot -> plot.serverIsSelfSigned = true),
    WEAK_KEY(plot -> plot.kind = KeyKind.RSA_1024),
    WRONG_KEY(plot -> plot.signsWithOtherKey = true),
    NO_COMMON_VERSION(
        plot -> plot.server(it -> it.versions(other(plot.version)).suites(suitesOf(other(plot.version), plot)))),
    NO_COMMON_SUITE(plot -> {
        var suites = suitesOf(plot.version, plot).stream().filter(it -> it.keyExchange() == plot.keyExchange).toList();
        plot.client(it -> it.suites(suites.getFirst())).server(it -> it.suites(suites.get(1)));
    }),
    NO_COMMON_GROUP(plot -> plot.client(it -> it.groups(NamedGroup.X25519))
        .server(it -> it.groups(NamedGroup.SECP384R1, NamedGroup.SECP521R1))),
    NO_COMMON_SCHEME(plot -> {
        plot.kind = KeyKind.P256;
        plot.client(it -> it.schemes(SignatureScheme.ED25519, SignatureScheme.RSA_PSS_RSAE_SHA256));
    }),
    NO_COMMON_PROTOCOL(plot -> plot.client(it -> it.protocols("h2", "http/1.1")).server(it -> it.protocols("smtp"))),
    BAD_CLIENT_CERT(plot -> {
        plot.mutual = true;
        plot.clientIsKnown = false;
    }),
    MISSING_CLIENT_CERT(plot -> {
        plot.mutual = true;
        plot.clientHasCertificate = false;
    }),
    TAMPERED_FINISHED(plot -> plot.meddling = Optional.of(Meddler.flipFinished(Side.CLIENT))),
    TAMPERED_HELLO(plot -> plot.meddling = Optional.of(Meddler.strip(ExtendedMainSecret.IT))),
    TAMPERED_DATA(plot -> plot.meddling = Optional.of(Meddler.flipData(Side.CLIENT))),
    DOWNGRADE(plot -> {
        plot.both(it -> it.versions(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2).suites(bothVersions(plot)));
        plot.meddling = Optional.of(Meddler.strip(SupportedVersions.IT));
    }),
    VERSION_TOO_OLD(plot -> plot.rawServer = Optional.of(RawPeer.answering(RawPeer.OLD_SERVER_HELLO))),
    CLIENT_TOO_OLD(plot -> plot.rawClient = Optional.of(RawPeer.saying(RawPeer.OLD_CLIENT_HELLO))),
    NOT_TLS(plot -> plot.rawServer = Optional.of(RawPeer.answering(RawPeer.HTTP_ANSWER))),
    HTTP_CLIENT(plot -> plot.rawClient = Optional.of(RawPeer.saying(RawPeer.HTTP_REQUEST))),
    VANISHED(plot -> plot.rawServer = Optional.of(RawPeer.vanishing())),
    SILENT(plot -> plot.rawServer = Optional.of(RawPeer.silent())),
    TRUNCATED(plot -> plot.ending = Plot.Ending.CUT);

    private final Consumer<Plot> spoils;

    FailCase(Consumer<Plot> spoils) {
        this.spoils = spoils;
    }

    void spoil(Plot plot) {
        spoils.accept(plot);
    }

    /** The version that shows it best, where it makes a difference. */
    Optional<ProtocolVersion> version() {
        return switch (this) {
            case TAMPERED_HELLO -> Optional.of(ProtocolVersion.TLS_1_2);
            case DOWNGRADE -> Optional.of(ProtocolVersion.TLS_1_3);
            default -> Optional.empty();
        };
    }

    /** Is the client one that speaks no TLS of ours? */
    boolean isWithoutClient() {
        return this == CLIENT_TOO_OLD || this == HTTP_CLIENT;
    }

    private static ProtocolVersion other(ProtocolVersion version) {
        return version.equals(ProtocolVersion.TLS_1_3) ? ProtocolVersion.TLS_1_2 : ProtocolVersion.TLS_1_3;
    }

    /** Those that prove the server with a certificate. */
    private static List<CipherSuite> suitesOf(ProtocolVersion version, Plot plot) {
        return (version.equals(ProtocolVersion.TLS_1_3) ? CipherSuite.ALL_13 : CipherSuite.ALL_12).stream()
            .filter(it -> plot.crypto().ciphers().contains(it.cipher()))
            .filter(it -> it.authentication() != Authentication.PSK).toList();
    }

    private static List<CipherSuite> bothVersions(Plot plot) {
        return java.util.stream.Stream.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2)
            .flatMap(it -> suitesOf(it, plot).stream()).filter(it -> it.keyExchange().isForwardSecret()).toList();
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
