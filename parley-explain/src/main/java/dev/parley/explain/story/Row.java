package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.id.KeyExchange;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.message.NewSessionTicket12;
import dev.parley.message.NewSessionTicket13;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerHelloDone;
import dev.parley.message.ServerKeyExchange;
import dev.parley.observe.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of the classic account of the handshake, that of TLS 1.2 with RSA, as it stands in countless articles: where in
 * a story each has its place, and what became of it in TLS 1.3.
 */
public enum Row {
    CLIENT_HELLO("S1", Fate.CHANGED),
    CAPTURE("S2", Fate.CHANGED),
    SERVER_HELLO("S3", Fate.CHANGED),
    TWO_RANDOMS("S4", Fate.CHANGED),
    CERTIFICATE("S5", Fate.ENCRYPTED),
    SERVER_KEY_EXCHANGE("S6", Fate.MOVED),
    CERTIFICATE_REQUEST("S7", Fate.ENCRYPTED),
    SERVER_HELLO_DONE("S8", Fate.REMOVED),
    SO_CALLED_CERTIFICATE_VERIFY("S9", Fate.CHANGED),
    PATH_VALIDATION("S10", Fate.KEPT),
    PREMASTER("S11", Fate.CHANGED),
    CLIENT_KEY_EXCHANGE("S12", Fate.MOVED),
    SESSION_KEYS("S13", Fate.CHANGED),
    WHY_THREE("S14", Fate.CHANGED),
    SYMMETRIC("S15", Fate.KEPT),
    CLIENT_CHANGE_CIPHER("S16", Fate.REMOVED),
    CLIENT_FINISHED("S17", Fate.KEPT),
    SERVER_CHANGE_CIPHER("S18", Fate.REMOVED),
    SERVER_FINISHED("S19", Fate.MOVED),
    DIGEST("S20", Fate.CHANGED),
    OVER_TCP("S21", Fate.KEPT),
    MUTUAL("S22", Fate.ENCRYPTED),
    SESSION_ID("S23", Fate.REMOVED),
    FALSE_START("S24", Fate.CHANGED),
    SESSION_TICKET("S25", Fate.CHANGED),
    TRY_IT("S26", Fate.KEPT);

    /** What became of a row in TLS 1.3. */
    public enum Fate {
        KEPT,
        CHANGED,
        MOVED,
        ENCRYPTED,
        REMOVED
    }

    private final String number;
    private final Fate fate;

    Row(String number, Fate fate) {
        this.number = number;
        this.fate = fate;
    }

    /** {@code S1} to {@code S26}, in the order of the account. */
    public String number() {
        return number;
    }

    public Fate fate() {
        return fate;
    }

    /** The rows that have their place at this entry of the story. */
    public static List<Row> at(Entry entry) {
        return switch (entry) {
            case Entry.Message message -> at(message.sender(), message.message());
            case Entry.ChangeCipher change ->
                List.of(change.sender() == Side.CLIENT ? CLIENT_CHANGE_CIPHER : SERVER_CHANGE_CIPHER);
            case Entry.Verified verified -> verified.seen().by() == Witness.CLIENT
                ? List.of(SO_CALLED_CERTIFICATE_VERIFY, PATH_VALIDATION) : List.of();
            case Entry.Derived derived -> switch (derived.label()) {
                case "premaster secret" -> List.of(PREMASTER);
                case "CLIENT_RANDOM" -> List.of(SESSION_KEYS, WHY_THREE);
                default -> List.of();
            };
            case Entry.Decided decided ->
                decided.decision().kind() == Decision.Kind.CIPHER_SUITE ? List.of(DIGEST) : List.of();
            case Entry.Data _ -> List.of(SYMMETRIC, OVER_TCP);
            case Entry.Closed _ -> List.of(CAPTURE, TRY_IT);
            case Entry.Agreed agreed -> agreed.facts().resumed() ? List.of(SESSION_ID) : List.of();
            default -> List.of();
        };
    }

    private static List<Row> at(Side sender, Handshake message) {
        return switch (message) {
            case ClientHello _ -> List.of(CLIENT_HELLO);
            case ServerHello _ -> List.of(SERVER_HELLO, TWO_RANDOMS);
            case Certificate12 _,Certificate13 _,CompressedCertificate _ ->
                List.of(sender == Side.SERVER ? CERTIFICATE : MUTUAL);
            case ServerKeyExchange _ -> List.of(SERVER_KEY_EXCHANGE);
            case CertificateRequest12 _,CertificateRequest13 _ -> List.of(CERTIFICATE_REQUEST);
            case ServerHelloDone _ -> List.of(SERVER_HELLO_DONE);
            case NewSessionTicket12 _,NewSessionTicket13 _ -> List.of(SESSION_TICKET);
            case ClientKeyExchange _ -> List.of(CLIENT_KEY_EXCHANGE);
            case CertificateVerify _ -> sender == Side.CLIENT ? List.of(MUTUAL) : List.of();
            case Finished _ -> List.of(sender == Side.CLIENT ? CLIENT_FINISHED : SERVER_FINISHED);
            default -> List.of();
        };
    }

    /**
     * The rows of the account that are told at this entry by what is not said: no ServerKeyExchange with RSA, no
     * CertificateRequest where nobody asks the client who it is, no server's Finished before the client's data.
     */
    public static List<Row> missingAt(Entry entry, Story story) {
        if (entry instanceof Entry.Data) return Cost.of(story).isFalseStart() ? List.of(FALSE_START) : List.of();
        if (!(entry instanceof Entry.Message message) || !(message.message() instanceof ServerHelloDone))
            return List.of();
        var missing = new ArrayList<Row>();
        boolean rsa = story.said(Entry.Message.class).map(Entry.Message::message)
            .anyMatch(it -> it instanceof ServerHello hello && hello.cipherSuite().keyExchange() == KeyExchange.RSA);
        if (rsa) missing.add(SERVER_KEY_EXCHANGE);
        if (story.said(Entry.Message.class).noneMatch(it -> it.message() instanceof CertificateRequest12))
            missing.add(CERTIFICATE_REQUEST);
        return missing;
    }
}
