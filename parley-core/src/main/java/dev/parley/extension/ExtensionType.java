package dev.parley.extension;

import dev.parley.id.Grease;
import dev.parley.wire.Codec;

/** The number of an extension. RFC 9846 section 4.3 and the registry of RFC 8447. */
public record ExtensionType(int id) {
    public static final Codec<ExtensionType> WIRE =
        Codec.code("ExtensionType", 2, ExtensionType::new, ExtensionType::id);

    /** The name in the registry. */
    public static String name(int type) {
        return Extensions.of(type).map(extension -> extension.spec().name()).orElseGet(() -> otherName(type));
    }

    private static String otherName(int type) {
        return switch (type) {
            case 2 -> "client_certificate_url";
            case 3 -> "trusted_ca_keys";
            case 4 -> "truncated_hmac";
            case 6 -> "user_mapping";
            case 7 -> "client_authz";
            case 8 -> "server_authz";
            case 9 -> "cert_type";
            case 12 -> "srp";
            case 14 -> "use_srtp";
            case 15 -> "heartbeat";
            case 24 -> "token_binding";
            case 25 -> "cached_info";
            case 39 -> "supported_ekt_ciphers";
            case 40 -> "key_share (draft)";
            case 46 -> "ticket_early_data_info (draft)";
            case 52 -> "transparency_info";
            case 53 -> "connection_id (draft)";
            case 54 -> "connection_id";
            case 55 -> "external_id_hash";
            case 56 -> "external_session_id";
            case 57 -> "quic_transport_parameters";
            case 58 -> "ticket_request";
            case 59 -> "dnssec_chain";
            case 13172 -> "next_protocol_negotiation";
            case 17513 -> "application_settings (old)";
            case 17613 -> "application_settings";
            case 30031, 30032 -> "channel_id";
            case 0xCA34 -> "trust_anchors";
            case 0xFFCE -> "encrypted_server_name (draft)";
            default -> Grease.is(type) ? "GREASE" : "unknown extension " + type;
        };
    }

    @Override
    public String toString() {
        return "%s (%d)".formatted(name(id), id);
    }
}
