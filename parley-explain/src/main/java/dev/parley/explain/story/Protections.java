package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.id.BulkCipher;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.RecordHeader;
import dev.parley.message.ServerHello;
import dev.parley.wire.Bytes;
import dev.parley.wire.Out;
import java.util.List;
import java.util.Optional;

/** Says how the records of one story were protected. For one thread. */
public final class Protections {
    private final Story story;
    private final Optional<ServerHello> hello;
    private List<Derivation> steps;

    public Protections(Story story) {
        this.story = story;
        this.hello = story.said(Entry.Message.class).map(Entry.Message::message).filter(ServerHello.class::isInstance)
            .map(ServerHello.class::cast).reduce((_, last) -> last);
    }

    /** Empty for a record in the clear. */
    public Optional<Protected> of(Entry.Packed record) {
        if (hello.isEmpty() || record.epoch() == dev.parley.observe.Epoch.CLEAR) return Optional.empty();
        if (hello.get().cipherSuite().parts().isEmpty()) return Optional.empty();
        var cipher = hello.get().cipherSuite().cipher();
        if (cipher.kind() != BulkCipher.Kind.AEAD
            || record.raw().length() < RecordHeader.LENGTH + cipher.tagLength() + 8)
            return Optional.of(new Protected(cipher, Optional.empty(), Optional.empty(), Optional.empty()));
        boolean version13 = hello.get().version().equals(ProtocolVersion.TLS_1_3);
        var raw = record.raw();
        return Optional.of(new Protected(cipher, nonce(record, cipher, version13),
            Optional.of(version13 ? raw.slice(0, RecordHeader.LENGTH) : additional12(record)),
            Optional.of(raw.from(raw.length() - cipher.tagLength()))));
    }

    private static Bytes additional12(Entry.Packed record) {
        var out = new Out();
        out.uint64(record.number());
        out.bytes(record.raw().slice(0, 3));
        out.uint16(record.content().length());
        return out.toBytes();
    }

    private Optional<Bytes> nonce(Entry.Packed record, BulkCipher cipher, boolean version13) {
        boolean carried = !version13 && cipher.explicitNonceLength12() > 0;
        return iv(record, version13).map(iv -> carried
            ? Bytes.join(iv, record.raw().slice(RecordHeader.LENGTH, RecordHeader.LENGTH + 8))
            : mixed(iv, record.number()));
    }

    /** The number of the record, upon the last eight bytes. RFC 9846 section 5.3. */
    private static Bytes mixed(Bytes iv, long number) {
        var nonce = iv.toArray();
        for (int i = 0; i < 8; i++) nonce[nonce.length - 1 - i] ^= (byte) (number >>> 8 * i);
        return Bytes.own(nonce);
    }

    private Optional<Bytes> iv(Entry.Packed record, boolean version13) {
        var who = record.sender() == Side.CLIENT ? "client" : "server";
        var name = !version13 ? who + "_write_IV" : switch (record.epoch()) {
            case HANDSHAKE -> who + "_handshake_traffic_secret iv";
            default -> who + "_application_traffic_secret_0 iv";
        };
        return steps().stream().filter(it -> it.name().equals(name)).map(Derivation::value).findFirst();
    }

    /** Computed when it is first wanted, and once. */
    private List<Derivation> steps() {
        if (steps == null) steps = Derivation.of(story);
        return steps;
    }
}
