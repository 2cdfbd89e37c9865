package dev.parley.explain.story;

import dev.parley.config.Side;
import dev.parley.extension.EarlyData;
import dev.parley.id.BulkCipher;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.RecordHeader;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
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

    /** Empty for a record in the clear, and where the story does not tell under which cipher it is. */
    public Optional<Protected> of(Entry.Packed record) {
        if (hello.isEmpty() || record.epoch() == Epoch.CLEAR) return Optional.empty();
        if (hello.get().cipherSuite().parts().isEmpty()) return Optional.empty();
        if (record.epoch() == Epoch.EARLY && !isEarlyDataTaken(story)) return Optional.empty();
        var cipher = hello.get().cipherSuite().cipher();
        boolean version13 = hello.get().version().equals(ProtocolVersion.TLS_1_3);
        int least = RecordHeader.LENGTH + cipher.tagLength() + (version13 ? 0 : cipher.explicitNonceLength12());
        if (cipher.kind() != BulkCipher.Kind.AEAD || record.raw().length() < least)
            return Optional.of(new Protected(cipher, Optional.empty(), Optional.empty(), Optional.empty()));
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
        if (!version13) return value(who + "_write_IV");
        return switch (record.epoch()) {
            case EARLY -> value("client_early_traffic_secret iv");
            case HANDSHAKE -> value(who + "_handshake_traffic_secret iv");
            default ->
                generation(record).flatMap(it -> value(who + "_application_traffic_secret_" + it + " iv"));
        };
    }

    private Optional<Bytes> value(String name) {
        return steps().stream().filter(it -> it.name().equals(name)).map(Derivation::value).findFirst();
    }

    /**
     * Early data is under the suite of the session that it continues, and only a server of that same suite takes it. RFC
     * 9846 section 4.3.10.
     */
    static boolean isEarlyDataTaken(Story story) {
        return story.said(Entry.Message.class).map(Entry.Message::message)
            .anyMatch(it -> it instanceof EncryptedExtensions answer && answer.extensions().has(EarlyData.IT));
    }

    /**
     * How often the sender had updated its keys before this record: each time, its records are numbered from 0 again. RFC
     * 9846 section 5.3. Empty if records of a generation may have been left out.
     */
    private Optional<Integer> generation(Entry.Packed record) {
        int generation = 0;
        long last = -1;
        for (var entry : story.entries()) {
            if (!(entry instanceof Entry.Packed it) || !isOfSameKeys(it, record)) continue;
            if (it.number() <= last) generation++;
            last = it.number();
            if (it.equals(record)) break;
        }
        return generation > 0 && story.leftOut() > 0 ? Optional.empty() : Optional.of(generation);
    }

    private static boolean isOfSameKeys(Entry.Packed one, Entry.Packed other) {
        return one.seen().by() == other.seen().by() && one.sender() == other.sender() && one.epoch() == other.epoch();
    }

    /** Computed when it is first wanted, and once. */
    private List<Derivation> steps() {
        if (steps == null) steps = Derivation.of(story);
        return steps;
    }
}
