package dev.parley.config;

import dev.parley.crypto.Crypto;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.session.ExternalPsk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is allowed where nothing else is said, as far as the cryptography at hand can do it. */
final class Standards {
    private Standards() {}

    /** Forward secrecy and AEAD; ChaCha20 first where AES is slow. */
    static List<CipherSuite> suites(Crypto crypto, List<ExternalPsk> psks) {
        boolean hasKeys = psks.stream().anyMatch(psk -> psk.importContext().isEmpty());
        var all = Stream.concat(CipherSuite.ALL_13.stream(), CipherSuite.ALL_12.stream())
            .filter(suite -> isStandard(suite, crypto))
            .filter(suite -> hasKeys || suite.keyExchange() != KeyExchange.ECDHE_PSK).toList();
        if (crypto.hasFastAes()) return all;
        return all.stream().sorted((a, b) -> Boolean.compare(isAes(a), isAes(b))).toList();
    }

    private static boolean isAes(CipherSuite suite) {
        return suite.cipher() != BulkCipher.CHACHA20_POLY1305;
    }

    private static boolean isStandard(CipherSuite suite, Crypto crypto) {
        boolean standardCipher = switch (suite.cipher()) {
            case AES_128_GCM, AES_256_GCM, CHACHA20_POLY1305 -> crypto.ciphers().contains(suite.cipher());
            default -> false;
        };
        return standardCipher && switch (suite.keyExchange()) {
            case TLS13, ECDHE, ECDHE_PSK -> true;
            case RSA, DHE, PSK, UNSUPPORTED -> false;
        };
    }

    static List<NamedGroup> groups(Crypto crypto) {
        return NamedGroup.ALL.stream().filter(crypto.groups()::contains)
            .filter(group -> switch (group.kind()) {
                case NIST, MONTGOMERY, HYBRID -> true;
                case FINITE_FIELD, KEM, UNKNOWN -> false;
            }).toList();
    }

    static List<SignatureScheme> schemes(Crypto crypto) {
        return SignatureScheme.ALL.stream().filter(crypto.schemes()::contains).toList();
    }

    /** The first hybrid and the first classical one. */
    static List<NamedGroup> shares(List<NamedGroup> groups) {
        var hybrid = groups.stream().filter(NamedGroup::isPostQuantum).findFirst();
        var classical = groups.stream().filter(group -> !group.isPostQuantum()).findFirst();
        return groups.stream()
            .filter(group -> Optional.of(group).equals(hybrid) || Optional.of(group).equals(classical)).toList();
    }

    /** A hello's key shares stand in the order of its groups. RFC 9846 section 4.3.8. */
    static List<NamedGroup> inOrderOf(List<NamedGroup> groups, List<NamedGroup> shares) {
        return groups.stream().filter(shares::contains).toList();
    }
}
