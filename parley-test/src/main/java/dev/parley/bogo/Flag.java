package dev.parley.bogo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The flags that the shim understands; their meaning is that of BoringSSL's own shim. A flag that is not here makes a
 * test unimplemented.
 */
enum Flag {
    // The connection to the runner
    PORT(true), SHIM_ID(true), IPV6, IS_HANDSHAKER_SUPPORTED, RESUME_COUNT(true), RESUMPTION_DELAY(true), ASYNC,
    ALLOW_HINT_MISMATCH, // about a handshake that two processes share, which is not asked for
    // What is configured
    ENABLE_OCSP_STAPLING, OCSP_RESPONSE(true), EXPECT_OCSP_RESPONSE(true), PERMUTE_EXTENSIONS,
    INSTALL_CERT_COMPRESSION_ALGS, INSTALL_ONE_CERT_COMPRESSION_ALG(true),
    SERVER, MIN_VERSION(true), MAX_VERSION(true), NO_TLS13, NO_TLS12, NO_TLS11, NO_TLS1, CIPHER(true),
    SERVER_PREFERENCE, CURVES(true), KEY_SHARES(true), NO_KEY_SHARES, VERIFY_PREFS(true), ENABLE_GREASE,
    FALLBACK_SCSV, HOST_NAME(true), ADVERTISE_ALPN(true), SELECT_ALPN(true), DECLINE_ALPN, REJECT_ALPN,
    MAX_CERT_LIST(true), USE_CLIENT_CA_LIST(true), REQUIRE_ANY_CLIENT_CERTIFICATE, VERIFY_PEER, VERIFY_FAIL,
    USE_CUSTOM_VERIFY_CALLBACK, USE_OLD_CLIENT_CERT_CALLBACK, USE_EARLY_CALLBACK, FAIL_EARLY_CALLBACK,
    INSTALL_DDOS_CALLBACK, FAIL_DDOS_CALLBACK, FAIL_CERT_CALLBACK, TRUST_CERT(true), REVERIFY_ON_RESUME,
    ENABLE_EARLY_DATA, FALSE_START,
    ALLOW_FALSE_START_WITHOUT_ALPN,
    // Credentials
    CERT_FILE(true), KEY_FILE(true), SIGNING_PREFS(true), NEW_X509_CREDENTIAL, MUST_MATCH_ISSUER, NEW_PSK_CREDENTIAL,
    PSK_IMPORTER_KEY(true), PSK_IMPORTER_IDENTITY(true), PSK_IMPORTER_CONTEXT(true), PSK_IMPORTER_SHA256,
    PSK_IMPORTER_SHA384,
    ECH_CONFIG_LIST(true), ECH_SERVER_CONFIG(true), ECH_SERVER_KEY(true), ECH_IS_RETRY_CONFIG(true),
    ENABLE_ECH_GREASE, EXPECT_ECH_ACCEPT, EXPECT_ECH_NAME_OVERRIDE(true), EXPECT_NO_ECH_NAME_OVERRIDE,
    EXPECT_ECH_RETRY_CONFIGS(true), EXPECT_NO_ECH_RETRY_CONFIGS,
    // What is done
    IMPLICIT_HANDSHAKE, HANDSHAKE_TWICE, NO_OP_EXTRA_HANDSHAKE, SHIM_WRITES_FIRST, SHIM_INITIAL_WRITE(true),
    REPEAT_SHIM_INITIAL_WRITE(true), SHIM_SHUTS_DOWN, CHECK_CLOSE_NOTIFY, READ_SIZE(true), PARTIAL_WRITE,
    WRITE_DIFFERENT_RECORD_SIZES, READ_WITH_UNFINISHED_WRITE, KEY_UPDATE, KEY_UPDATE_BEFORE_READ,
    EXPORT_KEYING_MATERIAL(true), EXPORT_LABEL(true), EXPORT_CONTEXT(true), USE_EXPORT_CONTEXT,
    USE_EXPORTER_BETWEEN_READS, EXPORT_TRAFFIC_SECRETS, TLS_UNIQUE,
    // What is expected
    EXPECT_VERSION(true), EXPECT_CIPHER(true), EXPECT_CIPHER_AES(true), EXPECT_CIPHER_NO_AES(true),
    EXPECT_CURVE_ID(true), EXPECT_ALPN(true), EXPECT_ADVERTISED_ALPN(true), EXPECT_SERVER_NAME(true),
    EXPECT_NO_SERVER_NAME, EXPECT_EXTENDED_MASTER_SECRET, EXPECT_SECURE_RENEGOTIATION,
    EXPECT_NO_SECURE_RENEGOTIATION, EXPECT_TOTAL_RENEGOTIATIONS(true), EXPECT_PEER_SIGNATURE_ALGORITHM(true),
    EXPECT_PEER_VERIFY_PREF(true), EXPECT_PEER_CERT_FILE(true), EXPECT_NO_PEER_CERT, EXPECT_VERIFY_RESULT,
    EXPECT_CERTIFICATE_TYPES(true), EXPECT_CLIENT_CA_LIST(true), EXPECT_HRR, EXPECT_NO_HRR, EXPECT_SESSION_MISS,
    EXPECT_NO_SESSION, EXPECT_SESSION_ID, EXPECT_NO_SESSION_ID, EXPECT_TICKET_RENEWAL,
    EXPECT_TICKET_SUPPORTS_EARLY_DATA, EXPECT_ACCEPT_EARLY_DATA, EXPECT_REJECT_EARLY_DATA,
    EXPECT_NO_OFFER_EARLY_DATA, EXPECT_EARLY_DATA_REASON(true), EXPECT_SELECTED_CREDENTIAL(true),
    EXPECT_MSG_CALLBACK(true), HANDSHAKE_NEVER_DONE;

    private final boolean hasValue;

    Flag() {
        this(false);
    }

    Flag(boolean hasValue) {
        this.hasValue = hasValue;
    }

    boolean hasValue() {
        return hasValue;
    }

    /** As it is written on the command line. */
    String text() {
        return "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final Map<String, Flag> BY_TEXT =
        Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Flag::text, Function.identity()));

    static Optional<Flag> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
