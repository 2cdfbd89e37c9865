package dev.parley.observe;

import java.util.List;

/**
 * A choice that this side made, with the reason, and the reasons against the others.
 *
 * @param rejected in the order in which they were looked at
 */
public record Decision(Kind kind, String chosen, Why why, List<Rejected> rejected) {
    public Decision {
        rejected = List.copyOf(rejected);
    }

    /** What was to be chosen. */
    public enum Kind {
        VERSION,
        CIPHER_SUITE,
        GROUP,
        CERTIFICATE,
        SIGNATURE_SCHEME,
        APPLICATION_PROTOCOL,
        RETRY,
        CLIENT_CERTIFICATE
    }

    /** Something that was not chosen. @param detail what the reason alone does not say; may be empty */
    public record Rejected(String option, Why why, String detail) {}

    /** Why something was or was not chosen. */
    public enum Why {
        HIGHEST_IN_COMMON("the highest that both sides speak"),
        FIRST_IN_OUR_ORDER("the first in this side's order that the peer offers too"),
        FIRST_IN_THEIR_ORDER("the first in the peer's order that this side allows too"),
        HAS_KEY_SHARE("the first in common for which a key share is already here: no extra round trip"),
        FITS_NAME_AND_SCHEMES("it is for the wanted name, and the peer can verify its signature"),
        FITS_SCHEMES("the peer can verify its signature"),
        ONLY_ONE("there is no other"),
        NOT_OFFERED("the peer does not offer it"),
        NOT_ALLOWED_HERE("this side does not allow it"),
        OTHER_VERSION("it belongs to another version of the protocol"),
        NO_CERTIFICATE_FOR_IT("this side has no certificate of the kind it needs"),
        NO_KEY_FOR_IT("this side was given no key that it could use"),
        NO_GROUP_FOR_IT("both sides have no group in common that it could use"),
        LESS_PREFERRED("another one comes first"),
        OTHER_NAME("it is for another name"),
        SCHEME_NOT_OFFERED("the peer cannot verify signatures of its key"),
        OTHER_AUTHORITY("the peer does not trust its issuer"),
        NO_KEY_SHARE("no key share of the peer fits: it must try again with this group"),
        COOKIE_WANTED("every client must come back with a cookie first"),
        NOTHING_FITS("nothing that this side has fits what the peer asks for"),
        NOT_ASKED("the peer did not ask"),
        OTHER("for another reason");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
