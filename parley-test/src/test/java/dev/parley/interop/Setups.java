package dev.parley.interop;

import dev.parley.Cryptography;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.lab.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the matrix, by sections: each value of each axis, and the pairs of values that could get into each other's way. */
final class Setups {
    private Setups() {}

    /** @param what the rows have in common */
    record Section(String title, String what, List<Setup> rows) {}

    private static final List<CipherSuite> SUITES_13 = List.of(CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    private static final List<KeyKind> KINDS = List.of(KeyKind.RSA_2048, KeyKind.RSA_PSS_2048, KeyKind.P256,
        KeyKind.P384, KeyKind.P521, KeyKind.ED25519, KeyKind.ED448, KeyKind.ML_DSA_44, KeyKind.ML_DSA_65,
        KeyKind.ML_DSA_87);
    private static final List<KeyKind> KINDS_12 = KINDS.stream().filter(it -> !it.name().startsWith("ML_DSA")).toList();

    static List<Section> all() {
        return List.of(defaults(), groups13(), retries13(), servers13(), clients13(), suites12(), cbc12(), ccm(),
            groups12(),
            servers12(), clients12(), sessions12(), twists());
    }

    private static Section defaults() {
        return new Section("Out of the box",
            "Both sides have a certificate and who to trust, and are otherwise left alone.",
            List.of(Setup.tls13("TLS 1.3").defaults()));
    }

    private static Section groups13() {
        return new Section("TLS 1.3: key exchange", "AES-128-GCM, the server has a P-256 key.",
            NamedGroup.ALL.stream().map(group -> Setup.tls13(group.name()).group(group)).toList());
    }

    private static Section retries13() {
        return new Section("TLS 1.3: HelloRetryRequest",
            "AES-256-GCM, the server has an RSA key, the client guesses the wrong group.",
            NamedGroup.ALL.stream().map(group -> Setup.tls13("to " + group.name()).group(group)
                .suite(CipherSuite.TLS_AES_256_GCM_SHA384).server(KeyKind.RSA_2048).retried()).toList());
    }

    private static Section servers13() {
        var rows = new ArrayList<Setup>();
        for (var kind : KINDS) for (var suite : SUITES_13)
            rows.add(Setup.tls13(kind.name() + ", " + suite.cipher()).server(kind).suite(suite));
        return new Section("TLS 1.3: the server's key, and the suite", "x25519.", rows);
    }

    private static Section clients13() {
        var rows = new ArrayList<Setup>();
        for (var kind : KINDS) rows.add(Setup.tls13(kind.name()).client(kind));
        rows.add(Setup.tls13("RSA_2048 to P521, secp384r1").client(KeyKind.RSA_2048).server(KeyKind.P521)
            .group(NamedGroup.SECP384R1).suite(CipherSuite.TLS_AES_256_GCM_SHA384));
        rows.add(Setup.tls13("P384 to RSA_2048, X25519MLKEM768").client(KeyKind.P384).server(KeyKind.RSA_2048)
            .group(NamedGroup.X25519MLKEM768).suite(CipherSuite.TLS_CHACHA20_POLY1305_SHA256));
        rows.add(Setup.tls13("P256 to P256, after a retry to secp521r1").client(KeyKind.P256)
            .group(NamedGroup.SECP521R1).suite(CipherSuite.TLS_AES_256_GCM_SHA384).retried());
        rows.add(Setup.tls13("ML_DSA_65 to ML_DSA_65, X25519MLKEM768").client(KeyKind.ML_DSA_65)
            .server(KeyKind.ML_DSA_65).group(NamedGroup.X25519MLKEM768));
        return new Section("TLS 1.3: mutual authentication",
            "The client's key, and if not said otherwise a P-256 key on the server's side, x25519, AES-128-GCM.", rows);
    }

    private static Stream<CipherSuite> suites() {
        return CipherSuite.ALL_12.stream().filter(it -> Cryptography.jdk().ciphers().contains(it.cipher()))
            .filter(it -> switch (it.keyExchange()) {
                case ECDHE, DHE, RSA -> true;
                default -> false;
            });
    }

    private static String title(CipherSuite suite) {
        return suite.name().replaceFirst("^TLS_", "").replace("_WITH_", " ");
    }

    private static Section suites12() {
        return new Section("TLS 1.2: suites", "CBC with encrypt-then-MAC; everything with the extended main secret.",
            suites().map(it -> Setup.tls12(title(it), it)).toList());
    }

    private static Section cbc12() {
        return new Section("TLS 1.2: CBC without encrypt-then-MAC", "", suites()
            .filter(it -> it.cipher().kind() == BulkCipher.Kind.CBC)
            .map(it -> Setup.tls12(title(it), it).withoutEncryptThenMac()).toList());
    }

    /** Of both versions. */
    private static Section ccm() {
        var rows = Stream.concat(CipherSuite.ALL_13.stream(), CipherSuite.ALL_12.stream())
            .filter(it -> it.name().contains("_CCM") && !it.name().contains("_PSK"))
            .map(it -> it.isFor13() ? Setup.tls13(title(it)).suite(it) : Setup.tls12(title(it), it)).toList();
        return new Section("AES-CCM", "With the module parley-crypto-ccm, where both sides ask for it.", rows);
    }

    private static Section groups12() {
        var rows = NamedGroup.ALL.stream().filter(NamedGroup::isFor12).map(group -> {
            boolean finite = group.kind() == NamedGroup.Kind.FINITE_FIELD;
            return Setup.tls12(group.name(), finite ? CipherSuite.DHE_RSA_AES_128_GCM_SHA256
                : CipherSuite.ECDHE_RSA_AES_128_GCM_SHA256).group(group);
        }).toList();
        return new Section("TLS 1.2: key exchange", "ECDHE_RSA or DHE_RSA, with AES-128-GCM.", rows);
    }

    private static CipherSuite suiteFor(KeyKind kind) {
        return kind.name().startsWith("RSA") ? CipherSuite.ECDHE_RSA_AES_256_GCM_SHA384
            : CipherSuite.ECDHE_ECDSA_AES_256_GCM_SHA384;
    }

    private static Section servers12() {
        return new Section("TLS 1.2: the server's key", "ECDHE with AES-256-GCM.",
            KINDS_12.stream().map(kind -> Setup.tls12(kind.name(), suiteFor(kind)).server(kind)).toList());
    }

    private static Section clients12() {
        var rows = new ArrayList<Setup>();
        for (var kind : KINDS_12)
            rows.add(Setup.tls12(kind.name(), CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256).client(kind));
        for (var suite : List.of(CipherSuite.RSA_AES_128_GCM_SHA256, CipherSuite.DHE_RSA_AES_128_GCM_SHA256,
            CipherSuite.RSA_AES_128_CBC_SHA, CipherSuite.ECDHE_RSA_CHACHA20_POLY1305_SHA256))
            rows.add(Setup.tls12("P256 by " + title(suite), suite).client(KeyKind.P256));
        return new Section("TLS 1.2: mutual authentication",
            "The client's key; ECDHE_ECDSA with AES-128-GCM if not said otherwise.", rows);
    }

    private static Section sessions12() {
        var rows = new ArrayList<Setup>();
        for (var suite : List.of(CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256, CipherSuite.ECDHE_RSA_AES_256_GCM_SHA384,
            CipherSuite.DHE_RSA_AES_128_GCM_SHA256, CipherSuite.RSA_AES_128_GCM_SHA256,
            CipherSuite.RSA_AES_128_CBC_SHA)) {
            var row = Setup.tls12(title(suite), suite).withoutExtendedMainSecret();
            rows.add(row);
            rows.add(
                Setup.tls12(title(suite) + ", mutual", suite).withoutExtendedMainSecret().client(KeyKind.RSA_2048));
        }
        return new Section("TLS 1.2: without the extended main secret", "", rows);
    }

    private static Section twists() {
        var aes = CipherSuite.ECDHE_ECDSA_AES_128_GCM_SHA256;
        var rows = new ArrayList<Setup>();
        rows.add(Setup.tls13("TLS 1.3: Parley updates keys").twist(Twist.PARLEY_UPDATES_KEYS));
        rows.add(Setup.tls13("TLS 1.3: the peer updates keys").twist(Twist.PEER_UPDATES_KEYS));
        rows.add(Setup.tls13("TLS 1.3: a HelloRetryRequest for a cookie").twist(Twist.COOKIE));
        rows.add(Setup.tls13("TLS 1.3: a HelloRetryRequest for a cookie and another group")
            .group(NamedGroup.SECP384R1).retried().twist(Twist.COOKIE));
        for (var plain : List.of(Setup.tls13("TLS 1.3: "), Setup.tls12("TLS 1.2: ", aes))) {
            rows.add(named(plain, "record_size_limit").twist(Twist.RECORD_SIZE_LIMIT));
            rows.add(named(plain, "max_fragment_length").twist(Twist.MAX_FRAGMENT_LENGTH));
            rows.add(named(plain, "client certificate wished for, none there").twist(Twist.CERTIFICATE_OPTIONAL));
            rows.add(named(plain, "client certificate needed, none there").twist(Twist.CERTIFICATE_MISSING));
            rows.add(named(plain, "no application protocol in common").twist(Twist.OTHER_PROTOCOL));
        }
        return new Section("More", "", rows);
    }

    private static Setup named(Setup plain, String more) {
        return new Setup(plain.title() + more, plain.version(), plain.suite(), plain.group(), plain.server(),
            plain.client(), false, true, false, Twist.NONE);
    }
}
