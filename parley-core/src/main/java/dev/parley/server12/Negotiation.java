package dev.parley.server12;

import static dev.parley.failure.Reason.COMPRESSION_OFFERED_WRONGLY;
import static dev.parley.failure.Reason.EXTENDED_MAIN_SECRET_REQUIRED;
import static dev.parley.failure.Reason.NO_COMMON_DH_GROUP;
import static dev.parley.failure.Reason.NO_COMMON_SUITE;

import dev.parley.credential.CredentialRequest;
import dev.parley.credential.Selection;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.ClientCertificateType;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.Place;
import dev.parley.extension.ServerCertificateType;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.extension.SupportedGroups;
import dev.parley.handshake.Choice;
import dev.parley.handshake.Output;
import dev.parley.handshake.OwnCredential;
import dev.parley.handshake.Party;
import dev.parley.id.Authentication;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.message.ClientHello;
import dev.parley.observe.Decision;
import dev.parley.observe.Decision.Why;
import java.util.List;
import java.util.Optional;

/** What the server makes of a ClientHello: a suite, and the group and certificate that go with it. RFC 5246 section 7.4.1.3. */
record Negotiation(Party party, ClientHello hello, CipherSuite suite, Optional<NamedGroup> group, OwnCredential own) {
    static Negotiation of(Party party, ClientHello hello, Output out) {
        ClientCertificateType.check(hello.extensions(), party.config());
        var ours = party.config().suites();
        var theirs = hello.cipherSuites();
        boolean own = party.config().serverPreference();
        var made = Choice.firstOf(own ? ours : theirs, suite -> obstacle(suite, party, hello), CipherSuite::name);
        out.decided(
            () -> made.decision(Decision.Kind.CIPHER_SUITE, own ? Why.FIRST_IN_OUR_ORDER : Why.FIRST_IN_THEIR_ORDER,
                CipherSuite::name));
        var suite = made.found().orElseThrow(() -> nothingFits(party, hello, made));
        var groups = groups(suite.keyExchange(), party, hello);
        if (groups.found().isPresent())
            out.decided(() -> groups.decision(Decision.Kind.GROUP, Why.FIRST_IN_OUR_ORDER, NamedGroup::name));
        var credential = OwnCredential.choose(party, criteria(suite, party, hello), Decision.Kind.CERTIFICATE, out)
            .orElseThrow(() -> NO_COMMON_SUITE.because("the certificate for %s is gone", suite));
        return new Negotiation(party, hello, suite, groups.found(), credential);
    }

    /** Where it only lacks a finite field, the client hears that. RFC 7919 section 4. */
    private static HandshakeFailure nothingFits(Party party, ClientHello hello, Choice.Made<CipherSuite> made) {
        boolean lacksField = hello.cipherSuites().stream()
            .anyMatch(suite -> party.config().suites().contains(suite) && suite.keyExchange() == KeyExchange.DHE
                && obstacle(suite, party, hello).equals(Optional.of(Why.NO_GROUP_FOR_IT)));
        return (lacksField ? NO_COMMON_DH_GROUP : NO_COMMON_SUITE)
            .because("no suite of TLS 1.2 in common that fits: %s", made.rejected())
            .offers("cipher suites", party.config().suites(), hello.cipherSuites());
    }

    /** What must be right whether or not an earlier session goes on. */
    static void check(Party party, ClientHello hello) {
        for (int i = 0, zeros = 0; i < hello.legacyCompressionMethods().length(); i++) {
            if (hello.legacyCompressionMethods().at(i) == 0) zeros++;
            if (i == hello.legacyCompressionMethods().length() - 1 && zeros == 0)
                throw COMPRESSION_OFFERED_WRONGLY.because("compression methods %s, without null",
                    hello.legacyCompressionMethods().hex());
        }
        hello.extensions().checkPlaces(Place.CLIENT_HELLO);
        if (party.config().requireExtendedMainSecret() && !hello.extensions().has(ExtendedMainSecret.IT))
            throw EXTENDED_MAIN_SECRET_REQUIRED.because("the client does not offer extended_master_secret");
    }

    private static Optional<Why> obstacle(CipherSuite suite, Party party, ClientHello hello) {
        if (!hello.cipherSuites().contains(suite)) return Optional.of(Why.NOT_OFFERED);
        if (!party.config().suites().contains(suite)) return Optional.of(Why.NOT_ALLOWED_HERE);
        if (!suite.isFor12()) return Optional.of(Why.OTHER_VERSION);
        boolean ephemeral = suite.keyExchange() == KeyExchange.ECDHE || suite.keyExchange() == KeyExchange.DHE;
        if (ephemeral && groups(suite.keyExchange(), party, hello).found().isEmpty())
            return Optional.of(Why.NO_GROUP_FOR_IT);
        if (party.config().credentials().choose(criteria(suite, party, hello)) instanceof Selection.None)
            return Optional.of(Why.NO_CERTIFICATE_FOR_IT);
        return Optional.empty();
    }

    /** A certificate whose key is of the suite's kind, and a signature the client can verify, unless the key only decrypts. */
    private static CredentialRequest criteria(CipherSuite suite, Party party, ClientHello hello) {
        var config = party.config();
        boolean signs = suite.keyExchange() != KeyExchange.RSA;
        return CredentialRequest
            .of(false,
                SignatureAlgorithms.in(hello.extensions()).stream().filter(it -> fits(it, suite.authentication()))
                    .toList(),
                config.clock().instant())
            .signs(signs).serverName(ServerName.host(hello.extensions())).ownSchemes(config.signsWith())
            .peerCertificateSchemes(SignatureAlgorithmsCert.in(hello.extensions()))
            .peerGroups(SupportedGroups.in(hello.extensions()))
            .authorities(CertificateAuthorities.in(hello.extensions()))
            .type(ServerCertificateType.chosen(hello.extensions(), config));
    }

    private static boolean fits(SignatureScheme scheme, Authentication authentication) {
        return switch (scheme.key()) {
            case RSA, RSA_PSS -> authentication == Authentication.RSA;
            case EC, EDWARDS -> authentication == Authentication.ECDSA;
            case MLDSA, UNKNOWN -> false;
        };
    }

    /** RFC 8422 section 4 and RFC 7919 section 4: a client that lists no group of the kind leaves it to the server. */
    private static Choice.Made<NamedGroup> groups(KeyExchange keyExchange, Party party, ClientHello hello) {
        var theirs = SupportedGroups.in(hello.extensions());
        var usable = party.config().groups().stream().filter(NamedGroup::isFor12).toList();
        return switch (keyExchange) {
            case ECDHE -> {
                var curves = usable.stream().filter(group -> group.kind() != NamedGroup.Kind.FINITE_FIELD).toList();
                yield first(curves, theirs.isEmpty() ? List.of(NamedGroup.SECP256R1) : theirs);
            }
            case DHE -> {
                boolean names = theirs.stream().anyMatch(group -> group.kind() == NamedGroup.Kind.FINITE_FIELD);
                var fields = NamedGroup.ALL.stream().filter(group -> group.kind() == NamedGroup.Kind.FINITE_FIELD)
                    .filter(group -> usable.contains(group)
                        || usable.stream().noneMatch(it -> it.kind() == NamedGroup.Kind.FINITE_FIELD))
                    .toList();
                yield first(fields, names ? theirs : fields);
            }
            default -> new Choice.Made<>(Optional.empty(), List::of);
        };
    }

    private static Choice.Made<NamedGroup> first(List<NamedGroup> ours, List<NamedGroup> theirs) {
        return Choice.firstOf(ours,
            group -> theirs.contains(group) ? Optional.empty() : Optional.of(Why.NOT_OFFERED), NamedGroup::name);
    }
}
