package dev.parley.lab;

import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate shall say. Without a word more it is good for 90 days, for servers and clients, with a P-256 key.
 * Immutable: each method answers a changed copy.
 */
public final class Spec {
    private String subject;
    private KeyKind kind = KeyKind.P256;
    private Optional<KeyPair> keys = Optional.empty();
    private List<String> dns = List.of();
    private List<String> addresses = List.of();
    private Duration from = Duration.ofDays(-1);
    private Duration until = Duration.ofDays(90);
    private Optional<List<Purpose>> purposes = Optional.of(List.of(Purpose.SERVER, Purpose.CLIENT));
    private Optional<List<Use>> uses = Optional.empty();
    private boolean authority;
    private Optional<Integer> authoritiesBelow = Optional.empty();
    private Optional<Boolean> namesCritical = Optional.empty();
    private Optional<String> ocsp = Optional.empty();
    private Optional<String> issuerAt = Optional.empty();
    private boolean mustStaple;
    private Optional<String> signedWith = Optional.empty();
    private List<Extra> extras = List.of();

    /** What the extended key usage can allow. RFC 5280 section 4.2.1.12. */
    public enum Purpose {
        SERVER,
        CLIENT,
        CODE_SIGNING,
        EMAIL,
        OCSP_SIGNING,
        ANY
    }

    /** What the key usage can allow. RFC 5280 section 4.2.1.3. */
    public enum Use {
        DIGITAL_SIGNATURE,
        KEY_ENCIPHERMENT,
        KEY_AGREEMENT,
        SIGN_CERTIFICATES,
        SIGN_REVOCATIONS
    }

    /** Any other extension. @param value its content, encoded */
    record Extra(String oid, boolean critical, byte[] value) {}

    private Spec(String subject) {
        this.subject = subject;
    }

    /** A server's, for these host names; the first is the subject's common name too. */
    public static Spec server(String... hosts) {
        return new Spec(hosts.length == 0 ? "" : "CN=" + hosts[0]).dns(hosts);
    }

    /** A client's, who is called so. */
    public static Spec client(String name) {
        return new Spec("CN=" + name);
    }

    /** An authority's, for ten years. */
    public static Spec authority(String name) {
        var spec = new Spec("CN=" + name).valid(Duration.ofDays(-2), Duration.ofDays(3650));
        spec.authority = true;
        spec.purposes = Optional.empty();
        return spec;
    }

    /** @param name such as {@code CN=example.org,O=Example}; empty for none */
    public Spec subject(String name) {
        var copy = copy();
        copy.subject = name;
        return copy;
    }

    public Spec emptySubject() {
        return subject("");
    }

    public Spec key(KeyKind kind) {
        var copy = copy();
        copy.kind = kind;
        copy.keys = Optional.empty();
        return copy;
    }

    /** For a key that there is already. @param kind which it is of */
    public Spec key(KeyKind kind, KeyPair keys) {
        var copy = key(kind);
        copy.keys = Optional.of(keys);
        return copy;
    }

    public Spec dns(String... names) {
        var copy = copy();
        copy.dns = List.of(names);
        return copy;
    }

    /** IPv4 or IPv6, as text. */
    public Spec addresses(String... addresses) {
        var copy = copy();
        copy.addresses = List.of(addresses);
        return copy;
    }

    /** From and until, counted from the moment of issue; negative is before. */
    public Spec valid(Duration from, Duration until) {
        var copy = copy();
        copy.from = from;
        copy.until = until;
        return copy;
    }

    /** Was good once: it ended a day ago. */
    public Spec expired() {
        return valid(Duration.ofDays(-91), Duration.ofDays(-1));
    }

    /** Will be good some day: it begins tomorrow. */
    public Spec notYetValid() {
        return valid(Duration.ofDays(1), Duration.ofDays(91));
    }

    /** For another host than it should be. */
    public Spec wrongHost() {
        return dns("wrong.host.example");
    }

    /** The extended key usage; none at all without arguments. */
    public Spec purposes(Purpose... purposes) {
        var copy = copy();
        copy.purposes = purposes.length == 0 ? Optional.empty() : Optional.of(List.of(purposes));
        return copy;
    }

    /** The key usage; else what suits the key. */
    public Spec uses(Use... uses) {
        var copy = copy();
        copy.uses = Optional.of(List.of(uses));
        return copy;
    }

    /** May it issue certificates? */
    public Spec authority(boolean authority) {
        var copy = copy();
        copy.authority = authority;
        return copy;
    }

    /** How many authorities may be beneath it. RFC 5280 section 4.2.1.9. */
    public Spec authoritiesBelow(int most) {
        var copy = copy();
        copy.authoritiesBelow = Optional.of(most);
        return copy;
    }

    /** Is subjectAltName critical? Else it is if there is no subject, as RFC 5280 section 4.2.1.6 wants it. */
    public Spec namesCritical(boolean critical) {
        var copy = copy();
        copy.namesCritical = Optional.of(critical);
        return copy;
    }

    /** Where to ask whether it was taken back. */
    public Spec ocsp(String url) {
        var copy = copy();
        copy.ocsp = Optional.of(url);
        return copy;
    }

    /** Where to fetch the issuer's certificate. */
    public Spec issuerAt(String url) {
        var copy = copy();
        copy.issuerAt = Optional.of(url);
        return copy;
    }

    /** Promises a stapled status. RFC 7633. */
    public Spec mustStaple() {
        var copy = copy();
        copy.mustStaple = true;
        return copy;
    }

    /** By the issuer, with this JCA algorithm: {@code SHA1withRSA}. */
    public Spec signedWith(String algorithm) {
        var copy = copy();
        copy.signedWith = Optional.of(algorithm);
        return copy;
    }

    /** One more extension. @param value its content in DER */
    public Spec extension(String oid, boolean critical, byte[] value) {
        var copy = copy();
        copy.extras = new ArrayList<>(extras);
        copy.extras.add(new Extra(oid, critical, value.clone()));
        return copy;
    }

    String subject() {
        return subject;
    }

    KeyKind kind() {
        return kind;
    }

    KeyPair keys(LabKeys source) {
        return keys.orElseGet(() -> source.take(kind));
    }

    List<String> dns() {
        return dns;
    }

    List<String> addresses() {
        return addresses;
    }

    Duration from() {
        return from;
    }

    Duration until() {
        return until;
    }

    Optional<List<Purpose>> purposes() {
        return purposes;
    }

    List<Use> uses() {
        if (uses.isPresent()) return uses.get();
        if (authority) return List.of(Use.SIGN_CERTIFICATES, Use.SIGN_REVOCATIONS, Use.DIGITAL_SIGNATURE);
        return kind.isRsa() ? List.of(Use.DIGITAL_SIGNATURE, Use.KEY_ENCIPHERMENT) : List.of(Use.DIGITAL_SIGNATURE);
    }

    boolean isAuthority() {
        return authority;
    }

    Optional<Integer> authoritiesBelow() {
        return authoritiesBelow;
    }

    boolean areNamesCritical() {
        return namesCritical.orElse(subject.isEmpty());
    }

    Optional<String> ocsp() {
        return ocsp;
    }

    Optional<String> issuerAt() {
        return issuerAt;
    }

    boolean mustBeStapled() {
        return mustStaple;
    }

    Optional<String> signedWith() {
        return signedWith;
    }

    List<Extra> extras() {
        return extras;
    }

    private Spec copy() {
        var copy = new Spec(subject);
        copy.kind = kind;
        copy.keys = keys;
        copy.dns = dns;
        copy.addresses = addresses;
        copy.from = from;
        copy.until = until;
        copy.purposes = purposes;
        copy.uses = uses;
        copy.authority = authority;
        copy.authoritiesBelow = authoritiesBelow;
        copy.namesCritical = namesCritical;
        copy.ocsp = ocsp;
        copy.issuerAt = issuerAt;
        copy.mustStaple = mustStaple;
        copy.signedWith = signedWith;
        copy.extras = extras;
        return copy;
    }
}
