package dev.parley.bogo;

import static dev.parley.bogo.Disappointed.unless;
import static dev.parley.bogo.Flag.*;

import dev.parley.Connection;
import dev.parley.Cryptography;
import dev.parley.credential.Pem;
import dev.parley.extension.Alpn;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.RenegotiationInfo;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.id.Authentication;
import dev.parley.id.CipherSuite;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.ClientHello;
import dev.parley.message.ServerHello;
import dev.parley.observe.EarlyFate;
import dev.parley.observe.Facts;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the flags expect of a connection, checked as BoringSSL's shim does: after the handshake, and after the
 * conversation.
 */
record Expectations(Flags flags, boolean resumes, Connection connection, Watch watch, Judge judge, Memory memory,
    OwnCredentials own) {
    Expectations with(Flags other) {
        return new Expectations(other, resumes, connection, watch, judge, memory, own);
    }

    /** After the handshake. @param early was early data sent? @return false if it is too early, as after a False Start */
    boolean check(boolean early) {
        if (!connection.isConnected()) return false;
        var facts = connection.facts().orElseThrow();
        agreed(facts);
        names(facts);
        peer(facts);
        asked();
        sessions(facts);
        earlyData(facts, early);
        EchFlags.check(flags, facts);
        RawKeyFlags.check(flags, facts);
        if (flags.has(EXPECT_SELECTED_CREDENTIAL)) {
            int wanted = Integer.parseInt(flags.text(EXPECT_SELECTED_CREDENTIAL).orElseThrow());
            unless(own.isNumber(wanted, facts) || OwnPsks.of(flags).isNumber(wanted, watch),
                "credential %d was not used", wanted);
        }
        return true;
    }

    private void agreed(Facts facts) {
        flags.number(EXPECT_VERSION).map(ProtocolVersion::new).ifPresent(
            it -> unless(it.equals(facts.version()), "version %s, not %s", facts.version(), it));
        boolean fast = Cryptography.standard().hasFastAes();
        suite(EXPECT_CIPHER, facts);
        suite(fast ? EXPECT_CIPHER_AES : EXPECT_CIPHER_NO_AES, facts);
        flags.number(EXPECT_CURVE_ID).map(NamedGroup::new).ifPresent(
            it -> unless(facts.group().map(it::equals).orElse(facts.resumed()), "group %s, not %s", facts.group(), it));
        if (flags.has(EXPECT_HRR)) unless(facts.retried(), "there was no HelloRetryRequest");
        if (flags.has(EXPECT_NO_HRR)) unless(!facts.retried(), "there was a HelloRetryRequest");
        if (flags.has(EXPECT_EXTENDED_MASTER_SECRET))
            unless(facts.extendedMainSecret(), "the main secret is not extended");
        boolean secure = facts.version().equals(ProtocolVersion.TLS_1_3) || saysRenegotiation();
        if (flags.has(EXPECT_SECURE_RENEGOTIATION)) unless(secure, "no renegotiation_info came");
        if (flags.has(EXPECT_NO_SECURE_RENEGOTIATION)) unless(!secure, "renegotiation_info came");
        flags.number(EXPECT_TOTAL_RENEGOTIATIONS).filter(it -> it > 0).ifPresent(_ -> {
            throw new Unimplemented("renegotiation");
        });
    }

    private void suite(Flag flag, Facts facts) {
        flags.number(flag).map(CipherSuite::new)
            .ifPresent(it -> unless(it.equals(facts.suite()), "suite %s, not %s", facts.suite(), it));
    }

    private boolean saysRenegotiation() {
        if (!flags.has(SERVER))
            return watch.heard(ServerHello.class).orElseThrow().extensions().has(RenegotiationInfo.IT);
        var hello = watch.heard(ClientHello.class).orElseThrow();
        return hello.extensions().has(RenegotiationInfo.IT)
            || hello.cipherSuites().contains(CipherSuite.EMPTY_RENEGOTIATION_INFO_SCSV);
    }

    private void names(Facts facts) {
        var protocol = flags.bytes(flags.has(SERVER) ? SELECT_ALPN : EXPECT_ALPN).orElse(Bytes.EMPTY);
        unless(protocol.equals(facts.protocol().orElse(Bytes.EMPTY)), "protocol %s, not %s", facts.protocol(),
            protocol);
        flags.bytes(EXPECT_ADVERTISED_ALPN).filter(_ -> flags.has(SERVER)).ifPresent(list -> unless(
            watch.heard(ClientHello.class).orElseThrow().extensions().offered(Alpn.IT).map(Alpn.Names::names)
                .filter(Setup.protocols(list)::equals).isPresent(),
            "other protocols than %s are offered", list));
        flags.text(EXPECT_SERVER_NAME).ifPresent(name -> unless(facts.serverName().filter(name::equals).isPresent(),
            "server name %s, not %s", facts.serverName(), name));
        if (flags.has(EXPECT_NO_SERVER_NAME)) unless(facts.serverName().isEmpty(), "there is a server name");
    }

    private void peer(Facts facts) {
        var chain = facts.peerChain();
        if (flags.has(EXPECT_NO_PEER_CERT)) unless(chain.isEmpty(), "the peer showed a certificate");
        else if ((!flags.has(SERVER) || flags.has(REQUIRE_ANY_CLIENT_CERTIFICATE)) && !isByPsk())
            unless(!chain.isEmpty(), "the peer showed no certificate");
        flags.text(EXPECT_PEER_CERT_FILE).ifPresent(
            file -> unless(certificates(file).equals(chain), "another chain, of %d certificates", chain.size()));
        if (flags.has(EXPECT_VERIFY_RESULT) && !resumes)
            unless(judge.asked() > 0 == !chain.isEmpty(), "the chain was not judged");
        if (!resumes) flags.base64(EXPECT_OCSP_RESPONSE).ifPresent(
            wanted -> unless(judge.status().equals(Optional.of(wanted)), "another OCSP response: %s", judge.status()));
        if (!resumes) flags.base64(EXPECT_SIGNED_CERT_TIMESTAMPS).map(OwnCredentials.TIMESTAMPS::parse)
            .ifPresent(wanted -> unless(judge.timestamps().equals(wanted), "other timestamps: %s", judge.timestamps()));
        var scheme = flags.has(SERVER) ? facts.clientScheme() : facts.serverScheme();
        flags.number(EXPECT_PEER_SIGNATURE_ALGORITHM).map(SignatureScheme::new)
            .ifPresent(it -> unless(scheme.map(it::equals).orElse(facts.resumed()), "signed with %s, not %s", scheme,
                it)); // nobody signs when a session goes on
    }

    private boolean isByPsk() {
        if (connection.facts().orElseThrow().suite().authentication() == Authentication.PSK) return true;
        for (int i = 0; i < flags.credentials().size(); i++)
            if (OwnPsks.of(flags).isNumber(i, watch)) return true;
        return false;
    }

    private static List<Bytes> certificates(String file) {
        try {
            return Pem.encodedCertificates(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the peer asked of this side's certificate. */
    private void asked() {
        if (flags.has(EXPECT_PEER_VERIFY_PREF)) {
            var wanted = flags.numbers(EXPECT_PEER_VERIFY_PREF).stream().map(SignatureScheme::new).toList();
            unless(wanted.equals(schemes()), "the peer verifies %s, not %s", schemes(), wanted);
        }
        flags.base64(EXPECT_CERTIFICATE_TYPES).ifPresent(types -> {
            var request = watch.heard(CertificateRequest12.class).orElseThrow();
            var said = request.certificateTypes();
            boolean same = said.size() == types.length();
            for (int i = 0; same && i < said.size(); i++) same = said.get(i) == types.at(i);
            unless(same, "certificate types %s", said);
        });
        flags.text(EXPECT_CLIENT_CA_LIST).map(Setup::names)
            .ifPresent(names -> unless(names.equals(authorities()), "authorities %s, not %s", authorities(), names));
    }

    private List<SignatureScheme> schemes() {
        if (flags.has(SERVER))
            return SignatureAlgorithms.in(watch.heard(ClientHello.class).orElseThrow().extensions());
        return watch.heard(CertificateRequest12.class).map(CertificateRequest12::supportedSignatureAlgorithms)
            .orElseGet(() -> SignatureAlgorithms.in(requested()));
    }

    private List<Bytes> authorities() {
        return watch.heard(CertificateRequest12.class).map(CertificateRequest12::certificateAuthorities)
            .orElseGet(() -> CertificateAuthorities.in(requested()));
    }

    private ExtensionBlock requested() {
        return watch.heard(CertificateRequest13.class).map(CertificateRequest13::extensions)
            .orElse(ExtensionBlock.EMPTY);
    }

    private void sessions(Facts facts) {
        boolean expected = resumes && !flags.has(EXPECT_SESSION_MISS);
        unless(facts.resumed() == expected, "the session was%s resumed: %s", facts.resumed() ? "" : " not",
            facts.notResumed());
        if (flags.has(SERVER) && !resumes) {
            int come = memory.store.come();
            if (flags.has(EXPECT_SESSION_ID)) unless(come > 0, "no session was cached");
            if (flags.has(EXPECT_NO_SESSION_ID)) unless(come == 0, "a session was cached");
        }
        if (flags.has(SERVER) || facts.version().equals(ProtocolVersion.TLS_1_3)) return;
        boolean wanted = !flags.has(EXPECT_NO_SESSION) && (!facts.resumed() || flags.has(EXPECT_TICKET_RENEWAL));
        unless(memory.client.come() > 0 == wanted, "there should be %s session", wanted ? "a" : "no");
    }

    private void earlyData(Facts facts, boolean sent) {
        var fate = connection.early();
        if (flags.has(EXPECT_ACCEPT_EARLY_DATA)) unless(fate == EarlyFate.ACCEPTED, "early data is %s", fate);
        if (flags.has(EXPECT_REJECT_EARLY_DATA)) unless(fate != EarlyFate.ACCEPTED, "early data is accepted");
        if (flags.has(EXPECT_NO_OFFER_EARLY_DATA)) unless(!sent, "early data was sent");
        flags.text(EXPECT_EARLY_DATA_REASON).ifPresent(wanted -> unless(earlyReasons(facts).contains(wanted),
            "early data fared as %s, not as %s", earlyReasons(facts), wanted));
    }

    /** Why early data fared as it did, in BoringSSL's words; several, where Parley says only that it was not taken. */
    private List<String> earlyReasons(Facts facts) {
        if (connection.early() == EarlyFate.ACCEPTED) return List.of("accept");
        if (!flags.has(ENABLE_EARLY_DATA)) return List.of("disabled");
        if (!facts.version().equals(ProtocolVersion.TLS_1_3)) return List.of("protocol_version");
        if (!facts.resumed() && !resumes) return List.of("no_session_offered");
        if (facts.retried()) return List.of("hello_retry_request", "session_not_resumed");
        if (!facts.resumed()) return List.of("session_not_resumed");
        return List.of("peer_declined", "alpn_mismatch", "unsupported_for_session", "ticket_age_skew");
    }

    /** Once everything was said: tickets of TLS 1.3 come after the handshake, and what came of them is known now. */
    void checkAtEnd() {
        flags.text(EXPECT_MSG_CALLBACK).ifPresent(
            wanted -> unless(wanted.equals(watch.text()), "messages wanted:\n%s\ngot:\n%s", wanted, watch.text()));
        var facts = connection.facts();
        if (flags.has(SERVER) || facts.isEmpty()) return;
        boolean wanted = facts.get().version().equals(ProtocolVersion.TLS_1_3) && !flags.has(EXPECT_NO_SESSION)
            && !flags.has(SHIM_SHUTS_DOWN);
        unless(memory.client.come() > 0 == wanted || flags.has(IMPLICIT_HANDSHAKE) || flags.has(FALSE_START),
            "there should be %s session after the handshake", wanted ? "a" : "no");
        if (wanted) unless(memory.client.earlyData() > 0 == flags.has(EXPECT_TICKET_SUPPORTS_EARLY_DATA),
            "the session allows %d bytes of early data", memory.client.earlyData());
    }
}
