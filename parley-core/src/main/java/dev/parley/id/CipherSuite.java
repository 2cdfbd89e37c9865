package dev.parley.id;

import dev.parley.wire.Codec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which algorithms protect the records and derive the keys. In TLS 1.2 the name also says how the key is agreed on and
 * how the server proves itself. RFC 9846 section 9.1 and appendix B.4, RFC 5246 appendix C.
 */
public record CipherSuite(int id) {
    public static final CipherSuite TLS_AES_128_GCM_SHA256 = new CipherSuite(0x1301);
    public static final CipherSuite TLS_AES_256_GCM_SHA384 = new CipherSuite(0x1302);
    public static final CipherSuite TLS_CHACHA20_POLY1305_SHA256 = new CipherSuite(0x1303);
    public static final CipherSuite TLS_AES_128_CCM_SHA256 = new CipherSuite(0x1304);
    public static final CipherSuite TLS_AES_128_CCM_8_SHA256 = new CipherSuite(0x1305);

    public static final CipherSuite ECDHE_ECDSA_AES_128_GCM_SHA256 = new CipherSuite(0xC02B);
    public static final CipherSuite ECDHE_ECDSA_AES_256_GCM_SHA384 = new CipherSuite(0xC02C);
    public static final CipherSuite ECDHE_ECDSA_CHACHA20_POLY1305_SHA256 = new CipherSuite(0xCCA9);
    public static final CipherSuite ECDHE_RSA_AES_128_GCM_SHA256 = new CipherSuite(0xC02F);
    public static final CipherSuite ECDHE_RSA_AES_256_GCM_SHA384 = new CipherSuite(0xC030);
    public static final CipherSuite ECDHE_RSA_CHACHA20_POLY1305_SHA256 = new CipherSuite(0xCCA8);
    public static final CipherSuite DHE_RSA_AES_128_GCM_SHA256 = new CipherSuite(0x009E);
    public static final CipherSuite RSA_AES_128_GCM_SHA256 = new CipherSuite(0x009C);
    public static final CipherSuite RSA_AES_128_CBC_SHA = new CipherSuite(0x002F);

    /** "The renegotiation_info extension, as a suite". RFC 5746 section 3.3. */
    public static final CipherSuite EMPTY_RENEGOTIATION_INFO_SCSV = new CipherSuite(0x00FF);
    /** "This hello is a second try, with a lower version". RFC 7507. */
    public static final CipherSuite FALLBACK_SCSV = new CipherSuite(0x5600);

    public static final Codec<CipherSuite> WIRE = Codec.code("CipherSuite", 2, CipherSuite::new, CipherSuite::id);

    /** What the name of a suite says, taken apart. */
    public record Parts(String name, KeyExchange keyExchange, Authentication authentication, BulkCipher cipher,
        HashAlgorithm hash,
        HashAlgorithm mac) {}

    /** The suites of TLS 1.3 in the order Parley prefers them. */
    public static final List<CipherSuite> ALL_13 = List.of(TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384,
        TLS_CHACHA20_POLY1305_SHA256, TLS_AES_128_CCM_SHA256, TLS_AES_128_CCM_8_SHA256);

    /** The suites of TLS 1.2 that Parley can speak, the preferred first: forward secrecy, then AEAD, come before the rest. */
    public static final List<CipherSuite> ALL_12 = Suites.ALL_12;

    /** The suite of this name: {@code TLS_…} as registered, or without {@code TLS_}. */
    public static Optional<CipherSuite> named(String name) {
        return Optional.ofNullable(Suites.BY_NAME.get(name))
            .or(() -> Optional.ofNullable(Suites.BY_NAME.get("TLS_" + name)));
    }

    /** Every suite with a name, Parley's or not. */
    public static Map<Integer, String> names() {
        return SuiteNames.ALL;
    }

    /** What the suite is made of, if Parley can speak it. */
    public Optional<Parts> parts() {
        return Optional.ofNullable(Suites.parts(id));
    }

    private Parts known() {
        var parts = Suites.parts(id);
        if (parts == null) throw new IllegalStateException("a suite that Parley does not speak: " + this);
        return parts;
    }

    public KeyExchange keyExchange() {
        return known().keyExchange;
    }

    public Authentication authentication() {
        return known().authentication;
    }

    public BulkCipher cipher() {
        return known().cipher;
    }

    /** The hash of the key schedule and the transcript. */
    public HashAlgorithm hash() {
        return known().hash;
    }

    /** The hash of the HMAC that protects the records of a CBC suite. */
    public HashAlgorithm mac() {
        return known().mac;
    }

    public boolean isFor13() {
        return id >> 8 == 0x13;
    }

    public boolean isFor12() {
        return !isFor13() && Suites.parts(id) != null;
    }

    /** As registered: {@code TLS_AES_128_GCM_SHA256}. */
    public String name() {
        if (Grease.is(id)) return "GREASE";
        return SuiteNames.ALL.getOrDefault(id, "unknown suite");
    }

    @Override
    public String toString() {
        return Names.withCode(name(), id);
    }
}
