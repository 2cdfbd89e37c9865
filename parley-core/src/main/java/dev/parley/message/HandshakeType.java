package dev.parley.message;

import dev.parley.wire.Codec;

/** Which handshake message it is. RFC 9846 section 4. */
public record HandshakeType(int id) {
    public static final Codec<HandshakeType> WIRE =
        Codec.code("HandshakeType", 1, HandshakeType::new, HandshakeType::id);

    /** As the RFC writes it. */
    public String name() {
        return switch (id) {
            case 0 -> "hello_request";
            case 1 -> "client_hello";
            case 2 -> "server_hello";
            case 3 -> "hello_verify_request";
            case 4 -> "new_session_ticket";
            case 5 -> "end_of_early_data";
            case 6 -> "hello_retry_request (draft)";
            case 8 -> "encrypted_extensions";
            case 9 -> "request_connection_id";
            case 10 -> "new_connection_id";
            case 11 -> "certificate";
            case 12 -> "server_key_exchange";
            case 13 -> "certificate_request";
            case 14 -> "server_hello_done";
            case 15 -> "certificate_verify";
            case 16 -> "client_key_exchange";
            case 17 -> "client_certificate_request";
            case 20 -> "finished";
            case 21 -> "certificate_url";
            case 22 -> "certificate_status";
            case 23 -> "supplemental_data";
            case 24 -> "key_update";
            case 25 -> "compressed_certificate";
            case 67 -> "next_protocol";
            case 203 -> "encrypted_extensions (channel id)";
            case 254 -> "message_hash";
            default -> "unknown message";
        };
    }

    @Override
    public String toString() {
        return name() + " (" + id + ")";
    }
}
