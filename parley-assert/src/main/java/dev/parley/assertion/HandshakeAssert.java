package dev.parley.assertion;

import dev.parley.fingerprint.Ja4;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Story;
import dev.parley.explain.story.Telling;
import dev.parley.explain.words.Endings;
import dev.parley.explain.words.Words;
import dev.parley.failure.Reason;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.ClientHello;
import dev.parley.message.Handshake;
import dev.parley.message.ServerHello;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** What must be true of a handshake. Where something is not, the message says what is there instead. */
public final class HandshakeAssert extends AbstractAssert<HandshakeAssert, Story> {
    HandshakeAssert(Story actual) {
        super(actual, HandshakeAssert.class);
    }

    // ---- what the client offers

    public HandshakeAssert offers(ProtocolVersion... versions) {
        return offers("versions", names(versions, ProtocolVersion::name));
    }

    public HandshakeAssert offers(CipherSuite... suites) {
        return offers("cipher_suites", names(suites, CipherSuite::name));
    }

    public HandshakeAssert offers(NamedGroup... groups) {
        return offers("groups", names(groups, NamedGroup::name));
    }

    public HandshakeAssert offers(SignatureScheme... schemes) {
        return offers("signature_schemes", names(schemes, SignatureScheme::name));
    }

    /** Application protocols, such as {@code h2}. RFC 7301. */
    public HandshakeAssert offersProtocols(String... protocols) {
        return offers("alpn", List.of(protocols));
    }

    /** So that no HelloRetryRequest is needed for these. RFC 9846 section 4.3.8. */
    public HandshakeAssert offersKeySharesFor(NamedGroup... groups) {
        return offers("key_shares", names(groups, NamedGroup::name));
    }

    public HandshakeAssert doesNotOffer(ProtocolVersion... versions) {
        return lacks("versions", names(versions, ProtocolVersion::name));
    }

    public HandshakeAssert doesNotOffer(CipherSuite... suites) {
        return lacks("cipher_suites", names(suites, CipherSuite::name));
    }

    public HandshakeAssert doesNotOffer(NamedGroup... groups) {
        return lacks("groups", names(groups, NamedGroup::name));
    }

    public HandshakeAssert doesNotOffer(SignatureScheme... schemes) {
        return lacks("signature_schemes", names(schemes, SignatureScheme::name));
    }

    /** The server's name that the client asks for. RFC 6066 section 3. */
    public HandshakeAssert asksFor(String serverName) {
        return offers("server_name", List.of(serverName));
    }

    /** The client's JA4, as {@code t13d1516h2_8daaf6152771_02713d6af862}. */
    public HandshakeAssert hasJa4(String fingerprint) {
        var is = Ja4.of((ClientHello) hello().message(), 't').toString();
        if (!is.equals(fingerprint)) throw failure("JA4 should be%n  %s%nand is%n  %s", fingerprint, is);
        return this;
    }

    /**
     * Is the ClientHello as it was? The first run writes it down, into {@code src/test/resources/hellos}, where it belongs
     * under version control; later runs compare with it, field by field. What is fresh each time and GREASE are left out,
     * and so is the order of extensions, which some clients shuffle. In a build server, which {@code CI=true} in the
     * environment tells, a missing snapshot is a failure. To write it again, delete it.
     */
    public HandshakeAssert matchesSnapshot(String name) {
        return matchesSnapshot(Path.of("src/test/resources/hellos"), name);
    }

    /** The same, in another folder. */
    public HandshakeAssert matchesSnapshot(Path folder, String name) {
        var differences = new HelloSnapshot(folder.resolve(name + ".txt"), System.getenv("CI") != null)
            .compare(hello());
        if (!differences.isEmpty()) throw failure("%s", differences);
        return this;
    }

    // ---- what was agreed on

    public HandshakeAssert hasVersion(ProtocolVersion version) {
        return is("version", version.name(), actual.version().map(ProtocolVersion::name));
    }

    public HandshakeAssert hasCipherSuite(CipherSuite suite) {
        return is("cipher suite", suite.name(), last(ServerHello.class).map(it -> it.cipherSuite().name()));
    }

    /** By facts, if a side tells them, or else by what the server showed in the clear. */
    public HandshakeAssert hasGroup(NamedGroup group) {
        var shown = told("key_share").stream().findFirst();
        return is("group", group.name(),
            actual.facts().flatMap(it -> it.group()).map(NamedGroup::name).or(() -> shown));
    }

    public HandshakeAssert isPostQuantum() {
        var group = actual.facts().flatMap(it -> it.group()).map(NamedGroup::name)
            .or(() -> told("key_share").stream().findFirst());
        if (group.filter(it -> it.contains("MLKEM")).isEmpty())
            throw failure("the group should be post-quantum and is %s", group.orElse("none"));
        return this;
    }

    public HandshakeAssert isResumed() {
        var facts = actual.facts();
        if (facts.isEmpty() || !facts.get().resumed())
            throw failure("it should go on from an earlier session and does not%s", facts
                .flatMap(it -> it.notResumed()).map(why -> ": " + Words.ENGLISH.why(why)).orElse(""));
        return this;
    }

    // ---- how it ended

    /** It is complete, for all who tell of it. */
    public HandshakeAssert succeeds() {
        actual.failure().ifPresent(it -> {
            throw failure("it should have succeeded%n%s", ending());
        });
        if (actual.facts().isEmpty()) throw failure("it should have succeeded and is not complete");
        return this;
    }

    public HandshakeAssert failsBecause(Reason reason) {
        var is = actual.failure().map(it -> it.account().reason());
        if (is.isEmpty()) throw failure("it should have failed because of %s and did not", reason);
        if (is.get() != reason) throw failure("it should have failed because of %s%n%s", reason, ending());
        return this;
    }

    private String ending() {
        return new Endings(Words.ENGLISH, actual).failure().stream().flatMap(section -> section.lines().stream())
            .map(line -> "  " + line.name() + ": " + line.text()).collect(Collectors.joining("\n"));
    }

    // ----

    private Entry.Message hello() {
        isNotNull();
        return Handshakes.hello(actual).orElseThrow(() -> failure("there should be a ClientHello and is none"));
    }

    private <M extends Handshake> Optional<M> last(Class<M> kind) {
        isNotNull();
        return actual.said(Entry.Message.class).map(Entry.Message::message).filter(kind::isInstance).map(kind::cast)
            .reduce((_, it) -> it);
    }

    private static <T> List<String> names(T[] all, java.util.function.Function<T, String> name) {
        return Arrays.stream(all).map(name).toList();
    }

    /** The values of a field in the client's hello. */
    private List<String> offered(String field) {
        return texts(Telling.of(hello()), field);
    }

    /** The values of a field in what the server said last of it. */
    private List<String> told(String field) {
        return actual.said(Entry.Message.class).map(it -> texts(Telling.of(it), field)).filter(it -> !it.isEmpty())
            .reduce((_, it) -> it).orElse(List.of());
    }

    private static List<String> texts(Telling telling, String field) {
        return telling.fields().stream().filter(it -> it.key().equals(field)).flatMap(it -> it.values().stream())
            .map(Telling.Value::text).toList();
    }

    private HandshakeAssert offers(String field, List<String> wanted) {
        var offered = offered(field);
        var missing = new ArrayList<>(wanted);
        missing.removeAll(offered);
        if (!missing.isEmpty()) throw failure("among the %s of the ClientHello should be %s; there are%n  %s",
            Words.ENGLISH.field(field), String.join(", ", missing), listed(offered));
        return this;
    }

    private HandshakeAssert lacks(String field, List<String> unwanted) {
        var found = new ArrayList<>(unwanted);
        found.retainAll(offered(field));
        if (!found.isEmpty()) throw failure("among the %s of the ClientHello should not be %s; there are%n  %s",
            Words.ENGLISH.field(field), String.join(", ", found), listed(offered(field)));
        return this;
    }

    private static String listed(List<String> values) {
        return values.isEmpty() ? "none" : String.join(", ", values);
    }

    private HandshakeAssert is(String what, String wanted, Optional<String> is) {
        if (!is.equals(Optional.of(wanted)))
            throw failure("the %s should be %s and is %s", what, wanted, is.orElse("not chosen"));
        return this;
    }
}
