package dev.parley;

import static dev.parley.Sides.Kind.TLS12_ECDHE;
import static dev.parley.Sides.Kind.TLS13;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.extension.ExtensionBlock;
import dev.parley.failure.HandshakeFailure;
import dev.parley.handshake.Request;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.Certificate13;
import dev.parley.message.ClientHello;
import dev.parley.message.ContentType;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Finished;
import dev.parley.message.ServerHello;
import dev.parley.message.ServerHelloDone;
import dev.parley.wire.Bytes;
import java.util.Collections;
import java.util.List;

/** Provocations by bytes, records and the order of messages. */
final class BadRecords {
    private BadRecords() {}

    private static final int CCS = ContentType.CHANGE_CIPHER_SPEC.id();
    private static final int ALERT = ContentType.ALERT.id();
    private static final int HANDSHAKE = ContentType.HANDSHAKE.id();
    private static final int DATA = ContentType.APPLICATION_DATA.id();

    /** A server that tampers, and what the client says of it. */
    static HandshakeFailure client(Sides.Kind kind, Tamper tamper) {
        return Duel.of(kind.client(), kind.server(), tamper).lost();
    }

    /** A client that tampers, and what the server says of it. */
    static HandshakeFailure server(Sides.Kind kind, Tamper tamper) {
        return Duel.of(kind.server(), kind.client(), tamper).lost();
    }

    private static Sent raw(String text) {
        return new Sent.Wire(Bytes.ofLatin1(text));
    }

    private static Sent hex(String hex) {
        return new Sent.Wire(Bytes.ofHex(hex));
    }

    private static Sent record(int type, String hex) {
        return new Sent.Record(type, Bytes.ofHex(hex));
    }

    private static HandshakeFailure connected(Sides.Kind kind, Sent... sent) {
        return Duel.connected(kind.server(), kind.client()).put(sent).lost();
    }

    static HandshakeFailure messageCutShort() {
        return client(TLS13, Tamper.bytes(EncryptedExtensions.class, _ -> Bytes.ofHex("080000020001")));
    }

    static HandshakeFailure serverCertificateWithContext() {
        return client(TLS13, Tamper.message(Certificate13.class,
            it -> new Certificate13(Bytes.ofText("context"), it.certificateList())));
    }

    static HandshakeFailure messageOfNoType() {
        return client(TLS13, Tamper.bytes(EncryptedExtensions.class, _ -> Bytes.ofHex("63000000")));
    }

    static HandshakeFailure messageOfSixteenMegabytes() {
        return client(TLS13, Tamper.bytes(EncryptedExtensions.class, _ -> Bytes.ofHex("08ffffff")));
    }

    static HandshakeFailure plainHttp() {
        return server(TLS13, Tamper.before(ClientHello.class, raw("GET / HTTP/1.1\r\n\r\n")));
    }

    static HandshakeFailure recordLongerThanAllowed() {
        return server(TLS13, Tamper.before(ClientHello.class, hex("1603014001")));
    }

    static HandshakeFailure emptyHandshakeRecord() {
        return client(TLS13, Tamper.before(Certificate13.class, record(HANDSHAKE, "")));
    }

    static HandshakeFailure emptyRecordsWithoutEnd() {
        var empty = record(DATA, "");
        return connected(TLS13, Collections.nCopies(33, empty).toArray(Sent[]::new));
    }

    static HandshakeFailure applicationDataInTheHandshake() {
        return client(TLS13, Tamper.before(Certificate13.class, record(DATA, "2a")));
    }

    static HandshakeFailure recordAlteredOnItsWay() {
        return connected(TLS13, hex("1703030020" + "00".repeat(32)));
    }

    static HandshakeFailure recordOnBothSidesOfAKeyChange() {
        return client(TLS13, Tamper.bytes(ServerHello.class, it -> Bytes.join(it, Bytes.ofHex("08"))));
    }

    static HandshakeFailure answerBeforeTheQuestion() {
        return client(TLS12_ECDHE,
            Tamper.bytes(ServerHelloDone.class, it -> Bytes.join(it, Bytes.ofHex("04"))));
    }

    static HandshakeFailure alertWithinAMessage() {
        return client(TLS13, Tamper.each(Certificate13.class, it -> List.of(
            new Sent.Record(HANDSHAKE, it.bytes().slice(0, 10)), record(ALERT, "0100"))));
    }

    static HandshakeFailure warningsWithoutEnd() {
        var noRenegotiation = record(ALERT, "0164");
        return connected(TLS12_ECDHE, noRenegotiation, noRenegotiation, noRenegotiation, noRenegotiation,
            noRenegotiation);
    }

    static HandshakeFailure alertOfOneByte() {
        return connected(TLS13, record(ALERT, "02"));
    }

    static HandshakeFailure messageLeftOut() {
        return client(TLS13, Tamper.leaveOut(EncryptedExtensions.class));
    }

    static HandshakeFailure changeCipherSpecWithAnotherContent() {
        return client(TLS13, Tamper.before(ServerHello.class, record(CCS, "02")));
    }

    static HandshakeFailure renegotiation() {
        var hello = new ClientHello(ProtocolVersion.TLS_1_2, Bytes.own(new byte[32]), Bytes.EMPTY,
            Sides.client(_ -> {}).config().suites(), Bytes.of((byte) 0), ExtensionBlock.EMPTY);
        return connected(TLS12_ECDHE, new Sent.Message(Dialect.HELLO, hello, Dialect.HELLO.encode(hello)));
    }

    static HandshakeFailure keyUpdatesWithoutEnd() {
        var duel = Duel.connected(TLS13.server(), TLS13.client());
        for (int i = 0; i < 33; i++) duel.rogue.request(new Request.UpdateKeys(false));
        return duel.settle().lost();
    }

    static HandshakeFailure finishedWithAnotherDigest() {
        return client(TLS13, Tamper.message(Finished.class, it -> new Finished(Bytes.own(new byte[32]))));
    }

    static HandshakeFailure peerSaysHandshakeFailure() {
        return server(TLS13, Tamper.each(ClientHello.class, _ -> List.of(record(ALERT, "0228"))));
    }

    static HandshakeFailure goneWithinTheHandshake() {
        return Duel.of(TLS13.client(), TLS13.server(), Tamper.leaveOut(Finished.class)).end().lost();
    }

    static HandshakeFailure goneWithoutCloseNotify() {
        return Duel.connected(TLS13.server(), TLS13.client()).end().lost();
    }
}
