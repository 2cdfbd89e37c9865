package dev.parley.jsse;

import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.crypto.Crypto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** JSSE's names for versions, suites, groups and schemes. */
final class Vocabulary {
    private Vocabulary() {}

    static final List<ProtocolVersion> SPOKEN = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);

    /** Versions that programs still name. They may be enabled, and are never spoken. */
    private static final Set<String> HISTORY = Set.of("TLSv1.1", "TLSv1", "SSLv3", "SSLv2Hello");

    /** A suite that is none: programs list it, TLS has the extension for it. RFC 5746 section 3.3. */
    private static final String SCSV = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

    private static final Map<String, ProtocolVersion> VERSIONS =
        Map.of("TLSv1.3", ProtocolVersion.TLS_1_3, "TLSv1.2", ProtocolVersion.TLS_1_2);

    static String name(ProtocolVersion version) {
        return version.name().replace("TLS ", "TLSv");
    }

    static String[] names(List<ProtocolVersion> versions) {
        return versions.stream().map(Vocabulary::name).toArray(String[]::new);
    }

    /** The versions with these names that can be spoken. */
    static List<ProtocolVersion> versions(String[] names) {
        return Arrays.stream(names).map(VERSIONS::get).filter(it -> it != null).distinct().toList();
    }

    /** @throws IllegalArgumentException for a name that nobody knows */
    static String[] checkedVersions(String[] names) {
        if (names == null) throw new IllegalArgumentException("Protocols cannot be null");
        for (var name : names) {
            if (name == null || name.isEmpty())
                throw new IllegalArgumentException("The specified protocol name cannot be null or empty");
            if (!VERSIONS.containsKey(name) && !HISTORY.contains(name))
                throw new IllegalArgumentException("Unsupported protocol: " + name);
        }
        return names.clone();
    }

    /** Every suite that Parley can speak over JSSE, by this cryptography: those with certificates. */
    static List<CipherSuite> suites(Crypto crypto) {
        return Stream.concat(CipherSuite.ALL_13.stream(), CipherSuite.ALL_12.stream())
            .filter(suite -> crypto.ciphers().contains(suite.cipher()))
            .filter(suite -> switch (suite.keyExchange()) {
                case TLS13, ECDHE, DHE, RSA -> true;
                case PSK, ECDHE_PSK, UNSUPPORTED -> false;
            }).toList();
    }

    /** Is it on unless somebody asks for others, with forward secrecy and authenticated encryption? */
    static boolean isStandard(CipherSuite suite) {
        return switch (suite.cipher()) {
            case AES_128_GCM, AES_256_GCM, CHACHA20_POLY1305 -> suite.keyExchange() != KeyExchange.RSA;
            default -> false;
        };
    }

    static String[] suiteNames(List<CipherSuite> suites) {
        return suites.stream().map(CipherSuite::name).toArray(String[]::new);
    }

    static List<CipherSuite> suites(String[] names) {
        return Arrays.stream(names).flatMap(name -> suite(name).stream()).distinct().toList();
    }

    private static Optional<CipherSuite> suite(String name) {
        return CipherSuite.named(name.startsWith("SSL_") ? "TLS_" + name.substring(4) : name);
    }

    /** @throws IllegalArgumentException for a name that is not registered */
    static String[] checkedSuites(String[] names) {
        if (names == null) throw new IllegalArgumentException("CipherSuites cannot be null");
        for (var name : names) {
            if (name == null || name.isEmpty())
                throw new IllegalArgumentException(
                    "The specified CipherSuites array contains invalid null or empty string elements");
            if (suite(name).isEmpty() && !name.equals(SCSV) && !isRegistered(name))
                throw new IllegalArgumentException("Unsupported CipherSuite: " + name);
        }
        return names.clone();
    }

    private static boolean isRegistered(String name) {
        var known = CipherSuite.names();
        return known.containsValue(name) || name.startsWith("SSL_") && known.containsValue("TLS_" + name.substring(4));
    }

    static List<NamedGroup> groups(String[] names, Crypto crypto) {
        return Arrays.stream(names).flatMap(name -> NamedGroup.named(name).stream())
            .filter(crypto.groups()::contains).distinct().toList();
    }

    static List<SignatureScheme> schemes(String[] names, Crypto crypto) {
        return Arrays.stream(names).flatMap(name -> SignatureScheme.named(name).stream())
            .filter(crypto.schemes()::contains).distinct().toList();
    }

    /** The JCA name of the signature, as key managers know it. */
    static String algorithm(SignatureScheme scheme) {
        return switch (scheme.key()) {
            case RSA -> scheme.isPss() ? "RSASSA-PSS" : hash(scheme) + "withRSA";
            case RSA_PSS -> "RSASSA-PSS";
            case EC -> hash(scheme) + "withECDSA";
            case EDWARDS -> scheme.equals(SignatureScheme.ED25519) ? "Ed25519" : "Ed448";
            case MLDSA -> "ML-DSA-" + scheme.name().replaceAll("\\D", "");
            case UNKNOWN -> scheme.name();
        };
    }

    private static String hash(SignatureScheme scheme) {
        return scheme.hash().orElseThrow().jca().replace("-", "");
    }

    /** The kind of key that a scheme needs, as key managers know it. */
    static String keyType(SignatureScheme scheme) {
        return switch (scheme.key()) {
            case RSA -> "RSA";
            case RSA_PSS -> "RSASSA-PSS";
            case EC -> "EC";
            case EDWARDS -> "EdDSA";
            case MLDSA -> "ML-DSA";
            case UNKNOWN -> scheme.name();
        };
    }
}
