package dev.parley;

import static dev.parley.BadHellos.unfit;
import static dev.parley.BadHellos.with;
import static dev.parley.BadRecords.client;
import static dev.parley.BadRecords.server;
import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;
import static dev.parley.id.ProtocolVersion.TLS_1_2;
import static dev.parley.id.ProtocolVersion.TLS_1_3;

import dev.parley.carrier.Tamper;
import dev.parley.extension.Alpn;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.extension.Extension;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.MaxFragmentLength;
import dev.parley.extension.Place;
import dev.parley.extension.PreSharedKey;
import dev.parley.extension.RecordSizeLimit;
import dev.parley.extension.RenegotiationInfo;
import dev.parley.extension.ServerName;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SupportedGroups;
import dev.parley.extension.SupportedVersions;
import dev.parley.failure.HandshakeFailure;
import dev.parley.id.SignatureScheme;
import dev.parley.message.ClientHello;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.UnaryOperator;

/** Provocations by extensions. */
final class BadExtensions {
    private BadExtensions() {}

    static Tamper offer(UnaryOperator<ExtensionBlock> change) {
        return Tamper.message(ClientHello.class, it -> with(it, change.apply(it.extensions())));
    }

    static <T> Tamper offer(Extension<?, ?> extension, T value) {
        return offer(it -> it.without(extension).with(extension, Place.CLIENT_HELLO, value));
    }

    private static Tamper answer(UnaryOperator<ExtensionBlock> change) {
        return Tamper.message(EncryptedExtensions.class, it -> new EncryptedExtensions(change.apply(it.extensions())));
    }

    private static Tamper answer12(UnaryOperator<ExtensionBlock> change) {
        return Tamper.message(ServerHello.class, it -> with(it, change.apply(it.extensions())));
    }

    static HandshakeFailure extensionTwice() {
        return server(TLS13, Tamper.message(ClientHello.class, it -> with(it,
            new ExtensionBlock(List.of(it.extensions().entries().getFirst(), it.extensions().entries().getFirst())))));
    }

    static HandshakeFailure extensionInTheWrongMessage() {
        return client(TLS13, answer(it -> it.with(SupportedVersions.IT, Place.SERVER_HELLO_13,
            TLS_1_3)));
    }

    static HandshakeFailure answerToNoOffer() {
        return client(TLS13, answer(it -> it.with(Alpn.IT, Place.ENCRYPTED_EXTENSIONS,
            new Alpn.Names(List.of(Bytes.ofText("h2"))))));
    }

    static HandshakeFailure helloWithoutGroups() {
        return server(TLS13, offer(it -> it.without(SupportedGroups.IT)));
    }

    static HandshakeFailure pskBeforeOthers() {
        var psk = new PreSharedKey.Offered(List.of(new PreSharedKey.Identity(Bytes.ofText("who"), 0)),
            List.of(Bytes.own(new byte[32])));
        return server(TLS13, offer(it -> {
            var first = ExtensionBlock.EMPTY.with(PreSharedKey.IT, Place.CLIENT_HELLO, psk).entries();
            return new ExtensionBlock(java.util.stream.Stream.concat(first.stream(), it.entries().stream()).toList());
        }));
    }

    static HandshakeFailure noProtocolInCommon() {
        return unfit(Sides.server(it -> it.protocols("smtp")), Sides.client(it -> it.protocols("h2")));
    }

    static HandshakeFailure protocolNotOffered() {
        return Duel.of(TLS13.client(it -> it.protocols("h2")), TLS13.server(it -> it.protocols("h2")),
            answer(it -> it.without(Alpn.IT).with(Alpn.IT, Place.ENCRYPTED_EXTENSIONS,
                new Alpn.Names(List.of(Bytes.ofText("smtp"))))))
            .lost();
    }

    static HandshakeFailure serverNameWithSpaces() {
        return server(TLS13, offer(ServerName.IT,
            new ServerName.Names(List.of(new ServerName.Name(0, Bytes.ofText("no host"))))));
    }

    static HandshakeFailure renegotiationInfoInTheFirstHandshake() {
        return server(TLS12_ECDHE, offer(RenegotiationInfo.IT, Bytes.ofText("finished")));
    }

    static HandshakeFailure noExtendedMainSecret() {
        return Duel.of(TLS12_ECDHE.server(it -> it.requireExtendedMainSecret(true)), TLS12_ECDHE.client(),
            offer(it -> it.without(ExtendedMainSecret.IT))).lost();
    }

    static HandshakeFailure recordSizeLimitOf63() {
        return server(TLS13, offer(RecordSizeLimit.IT, new RecordSizeLimit.Limit(63)));
    }

    static HandshakeFailure anotherFragmentLength() {
        return Duel.of(Sides.client(it -> it.versions(TLS_1_2).maxFragmentLength(512)),
            Sides.server(it -> it.versions(TLS_1_2)),
            answer12(it -> it.without(MaxFragmentLength.IT).with(MaxFragmentLength.IT, Place.SERVER_HELLO_12,
                new MaxFragmentLength.Length(2))))
            .lost();
    }

    static HandshakeFailure noSchemeInCommon() {
        return Duel.of(Sides.server(it -> it.versions(TLS_1_3).credentials(Sides.EC)),
            TLS13.client(), offer(SignatureAlgorithms.IT,
                new SignatureAlgorithms.Schemes(List.of(SignatureScheme.ED448))))
            .lost();
    }
}
