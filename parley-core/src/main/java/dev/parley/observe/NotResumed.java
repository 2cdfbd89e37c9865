package dev.parley.observe;

import java.util.Optional;

/** Why a handshake was a full one although it could have continued an earlier session. */
public enum NotResumed {
    NO_SESSION("the client has no session with this server"),
    NOT_OFFERED("the client did not offer one"),
    DECLINED("the server did not take the session that was offered"),
    TURNED_OFF("this side does not continue sessions"),
    EXPIRED("the session is too old"),
    UNKNOWN_KEY("the ticket is sealed under a key that this server does not have"),
    BROKEN_TICKET("the ticket was altered, or is none of this server's"),
    UNKNOWN_SESSION("this server does not know a session of that id, or no longer"),
    OTHER_NAME("the session is for another host name"),
    OTHER_VERSION("the session is for another version of the protocol"),
    SUITE_GONE("the session's cipher suite, or its hash, is not in use any more"),
    CLIENT_CERTIFICATE_NEEDED("what this server demands of its clients has changed since the session began"),
    NOT_BOUND("the session and the hello disagree about extended_master_secret"),
    NO_MODE("client and server have no way to use a pre-shared key in common"),
    USED_BEFORE("the ticket was used before, and is good for one use"),
    STORE_DOWN("the store of sessions or keys did not answer in time");

    private final String text;
    private final Optional<NotResumed> told = Optional.of(this);

    NotResumed(String text) {
        this.text = text;
    }

    /** The reason, always the same object: each connection that is not resumed keeps one. */
    public Optional<NotResumed> told() {
        return told;
    }

    public String text() {
        return text;
    }
}
