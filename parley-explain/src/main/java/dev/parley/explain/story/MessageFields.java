package dev.parley.explain.story;

import dev.parley.config.Limits;
import dev.parley.credential.CertificateCompression;
import dev.parley.explain.story.Telling.Field;
import dev.parley.explain.story.Telling.Value;
import dev.parley.extension.Alpn;
import dev.parley.extension.CertificateAuthorities;
import dev.parley.extension.Cookie;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SignedCertificateTimestamp;
import dev.parley.extension.StatusRequest;
import dev.parley.extension.SupportedGroups;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.CipherSuite;
import dev.parley.id.Grease;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.id.SignatureScheme;
import dev.parley.message.Certificate12;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateStatus;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.CompressedCertificate;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Finished;
import dev.parley.message.Handshake;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.KeyUpdate;
import dev.parley.message.NewSessionTicket12;
import dev.parley.message.NewSessionTicket13;
import dev.parley.message.Random;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerKeyExchange;
import dev.parley.wire.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Picks the telling fields of each message. */
final class MessageFields {
    private final List<Field> fields = new ArrayList<>();

    private MessageFields() {}

    static Telling of(Handshake message) {
        var picked = new MessageFields();
        picked.pick(message);
        return new Telling(picked.fields);
    }

    private void pick(Handshake message) {
        switch (message) {
            case ClientHello hello -> clientHello(hello);
            case ServerHello hello -> serverHello(hello);
            case HelloRetryRequest retry -> retry(retry);
            case EncryptedExtensions answers -> {
                protocols(answers.extensions());
                extensions(answers.extensions());
            }
            case Certificate12 certificate -> chain(certificate.certificateList());
            case Certificate13 certificate -> chain(certificate);
            case CompressedCertificate compressed -> compressed(compressed);
            case CertificateRequest12 request -> {
                schemes(request.supportedSignatureAlgorithms());
                authorities(request.certificateAuthorities());
            }
            case CertificateRequest13 request -> {
                schemes(SignatureAlgorithms.in(request.extensions()));
                authorities(CertificateAuthorities.in(request.extensions()));
            }
            case CertificateStatus status -> length("status", status.status().response());
            case CertificateVerify verify -> signature(verify.algorithm(), verify.signature());
            case ServerKeyExchange exchange -> keyExchange(exchange);
            case ClientKeyExchange exchange -> {
                if (!exchange.pskIdentity().isEmpty()) add("psk_identity", Value.of(exchange.pskIdentity().text()));
                if (!exchange.exchangeKeys().isEmpty()) length("exchange_keys", exchange.exchangeKeys());
            }
            case NewSessionTicket12 ticket -> ticket(ticket.lifetime(), ticket.ticket());
            case NewSessionTicket13 ticket -> ticket(ticket.lifetime(), ticket.ticket());
            case Finished finished -> add("verify_data", Value.hex(finished.verifyData()));
            case KeyUpdate update -> add("update_requested", Value.of(update.updateRequested() ? "1" : "0"));
            default -> {}
        }
    }

    private void add(String key, Value... values) {
        fields.add(new Field(key, List.of(values)));
    }

    private void add(String key, List<Value> values) {
        fields.add(new Field(key, values));
    }

    private void length(String key, Bytes value) {
        add(key, Value.ofLength(value.length()));
    }

    private void clientHello(ClientHello hello) {
        add("versions", hello.versions().stream().filter(it -> !Grease.is(it.id())).map(ProtocolVersion::name)
            .map(Value::of).toList());
        if (hello.extensions().has(SupportedVersions.IT))
            add("legacy_version", Value.of(hello.legacyVersion().name()));
        add("client_random", Value.hex(hello.random()));
        if (!hello.legacySessionId().isEmpty()) length("session_id", hello.legacySessionId());
        add("cipher_suites", hello.cipherSuites().stream().filter(it -> !Grease.is(it.id())).map(CipherSuite::name)
            .map(Value::of).toList());
        hello.extensions().offered(ServerName.IT)
            .ifPresent(
                names -> add("server_name", names.names().stream().map(it -> Value.of(it.name().latin1())).toList()));
        var groups = SupportedGroups.in(hello.extensions());
        if (!groups.isEmpty())
            add("groups",
                groups.stream().filter(it -> !Grease.is(it.id())).map(NamedGroup::name).map(Value::of).toList());
        hello.extensions().offered(KeyShare.IT).ifPresent(shares -> shares(shares.shares()));
        var inDraft = KeyShare.inDraft(hello.extensions(), true);
        if (!inDraft.isEmpty()) shares(inDraft);
        schemes(SignatureAlgorithms.in(hello.extensions()));
        protocols(hello.extensions());
        hello.extensions().offered(Cookie.IT).ifPresent(cookie -> length("cookie", cookie));
        extensions(hello.extensions());
    }

    private void shares(List<KeyShare.Entry> shares) {
        add("key_shares", shares.stream().filter(it -> !Grease.is(it.group().id())).map(MessageFields::share).toList());
    }

    private static Value share(KeyShare.Entry entry) {
        return Value.of(entry.group().name(), entry.keyExchange().length());
    }

    private void serverHello(ServerHello hello) {
        add("version", Value.of(hello.version().name()));
        if (hello.extensions().has(SupportedVersions.IT))
            add("legacy_version", Value.of(hello.legacyVersion().name()));
        add("server_random", Value.hex(hello.random()));
        if (hello.random().endsWith(Random.DOWNGRADED_TO_12)) add("downgrade", Value.of("DOWNGRD 01"));
        add("cipher_suite", Value.of(hello.cipherSuite().name()));
        hello.extensions().answered(KeyShare.IT).ifPresent(share -> add("key_share", share(share.share())));
        KeyShare.inDraft(hello.extensions(), false).forEach(share -> add("key_share", share(share)));
        protocols(hello.extensions());
        extensions(hello.extensions());
    }

    private void retry(HelloRetryRequest retry) {
        add("version", Value.of(retry.version().name()));
        add("cipher_suite", Value.of(retry.cipherSuite().name()));
        KeyShare.wanted(retry.extensions()).ifPresent(group -> add("selected_group", Value.of(group.name())));
        retry.extensions().answered(Cookie.IT).ifPresent(cookie -> length("cookie", cookie));
    }

    private void keyExchange(ServerKeyExchange exchange) {
        switch (exchange) {
            case ServerKeyExchange.Ecdhe(var params, _, _) ->
                add("key_share", Value.of(params.group().name(), params.point().length()));
            case ServerKeyExchange.Psk(var hint) -> hint(hint);
            case ServerKeyExchange.EcdhePsk(var hint, var params) -> {
                hint(hint);
                add("key_share", Value.of(params.group().name(), params.point().length()));
            }
            case ServerKeyExchange.Dhe(var params, _, _) -> {
                add("dh_prime", Value.of(new BigInteger(1, params.p().toArray()).bitLength() + " bit"));
                add("dh_generator", Value.of(new BigInteger(1, params.g().toArray())));
                length("dh_public", params.publicValue());
            }
        }
        if (exchange instanceof ServerKeyExchange.Signed signed) signature(signed.algorithm(), signed.signature());
    }

    private void hint(Bytes hint) {
        if (!hint.isEmpty()) add("psk_hint", Value.of(hint.text()));
    }

    private void signature(SignatureScheme scheme, Bytes signature) {
        add("signature", Value.of(scheme.name(), signature.length()));
    }

    private void ticket(long lifetime, Bytes ticket) {
        add("lifetime", Value.of(lifetime + " s"));
        length("ticket", ticket);
    }

    private void schemes(List<SignatureScheme> schemes) {
        if (!schemes.isEmpty())
            add("signature_schemes", schemes.stream().map(SignatureScheme::name).map(Value::of).toList());
    }

    private void protocols(ExtensionBlock extensions) {
        extensions.offered(Alpn.IT)
            .ifPresent(names -> add("alpn", names.names().stream().map(it -> Value.of(it.text())).toList()));
    }

    private void authorities(List<Bytes> names) {
        add("authorities", names.stream().map(CertificateFields::distinguishedName).map(Value::of).toList());
    }

    private void chain(List<Bytes> certificates) {
        add("certificates", Value.of(certificates.size()));
        for (int i = 0; i < certificates.size(); i++) fields.addAll(CertificateFields.of(certificates.get(i), i == 0));
    }

    private void chain(Certificate13 certificate) {
        chain(certificate.chain());
        certificate.delegation().ifPresent(
            it -> fields.addAll(CertificateFields.of(it, certificate.chain().getFirst())));
        for (var entry : certificate.certificateList()) {
            entry.extensions().find(StatusRequest.IT, StatusRequest.Status.class)
                .ifPresent(it -> length("status", it.response()));
            var timestamps = SignedCertificateTimestamp.in(entry.extensions());
            if (!timestamps.isEmpty()) add("timestamps", Value.of(timestamps.size()));
        }
    }

    /** What was compressed is told, too, if it can be read here. */
    private void compressed(CompressedCertificate compressed) {
        add("compression", Value.of(compressed.algorithm().name()));
        add("compressed", Value.ofLength(compressed.compressed().length()));
        add("uncompressed", Value.ofLength(compressed.uncompressedLength()));
        try {
            chain(compressed
                .decompressed(CertificateCompression.installed(), Limits.STANDARD.certificateMessage()));
        } catch (HandshakeFailure _) {
            return; // damaged, or compressed in a way that is not known here
        }
    }

    /** Those that have no field of their own above. */
    private void extensions(ExtensionBlock extensions) {
        var others = extensions.entries().stream().filter(it -> !TOLD.contains(it.type()) && !Grease.is(it.type()))
            .map(it -> Value.of(it.name(), it.data().length())).toList();
        if (!others.isEmpty()) add("extensions", others);
    }

    private static final Set<Integer> TOLD = Set.of(ServerName.IT.spec().type(), SupportedGroups.IT.spec().type(),
        KeyShare.IT.spec().type(), SignatureAlgorithms.IT.spec().type(), Alpn.IT.spec().type(),
        SupportedVersions.IT.spec().type(), Cookie.IT.spec().type());
}
