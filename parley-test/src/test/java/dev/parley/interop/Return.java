package dev.parley.interop;

import dev.parley.id.ProtocolVersion;

/** How a session is known when a client comes back. */
enum Return {
    TICKET_12("TLS 1.2: by a ticket", ProtocolVersion.TLS_1_2),
    ID_12("TLS 1.2: by its id", ProtocolVersion.TLS_1_2),
    TICKET_13("TLS 1.3: by a ticket", ProtocolVersion.TLS_1_3),
    STATEFUL_13("TLS 1.3: by a ticket that is only a name", ProtocolVersion.TLS_1_3),
    EARLY_13("TLS 1.3: with early data, which is accepted", ProtocolVersion.TLS_1_3);

    private final String title;
    private final ProtocolVersion version;

    Return(String title, ProtocolVersion version) {
        this.title = title;
        this.version = version;
    }

    String title() {
        return title;
    }

    ProtocolVersion version() {
        return version;
    }

    boolean is13() {
        return version.equals(ProtocolVersion.TLS_1_3);
    }
}
