package dev.parley;

import dev.parley.carrier.Sent;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What a peer can do wrong in the place of one message, or of one change_cipher_spec. */
enum Sin {
    LEFT_OUT((_, _) -> List.of()),
    SENT_TWICE((it, _) -> List.of(it, it)),
    CUT_SHORT(bytes((it, _) -> framed(it.at(0), it.slice(4, Math.max(4, it.length() - 1))))),
    CUT_SHORT_BUT_NOT_ITS_LENGTH(bytes((it, _) -> it.slice(0, it.length() - 1))),
    ONE_BYTE_LEFT_OVER(bytes((it, _) -> framed(it.at(0), Bytes.join(it.from(4), Bytes.of((byte) 0))))),
    FOLLOWED_BY_A_STRAY_BYTE(bytes((it, _) -> Bytes.join(it, Bytes.of((byte) 0)))),
    WITHOUT_A_BODY(bytes((it, _) -> framed(it.at(0), Bytes.EMPTY))),
    AS_LONG_AS_CAN_BE(bytes((it, _) -> Bytes.join(it.slice(0, 1), Bytes.ofHex("ffffff"), it.from(4)))),
    SIXTY_FOUR_KILOBYTES_OF_ZEROS(bytes((it, _) -> framed(it.at(0), Bytes.own(new byte[1 << 16])))),
    GARBAGE(bytes((it, random) -> framed(it.at(0), random(random, it.length() - 4)))),
    SHORT_GARBAGE(bytes((it, random) -> framed(it.at(0), random(random, 40)))),
    OF_AN_UNKNOWN_TYPE(bytes((it, _) -> framed(99, it.from(4)))),
    OF_ANOTHER_TYPE((it, random) -> it instanceof Sent.Message message
        ? List.of(message.with(framed(other(message.bytes().at(0), random), message.bytes().from(4)))) : List.of()),
    ONE_BIT_FLIPPED(bytes(Sin::flipped)),
    EARLY_BIT_FLIPPED(bytes((it, random) -> Bytes.join(flipped(it.slice(0, Math.min(it.length(), 8)), random),
        it.from(Math.min(it.length(), 8))))),
    WITH_ANOTHER_BEFORE_ITS_END((it, _) -> it instanceof Sent.Message message && message.bytes().length() > 4
        ? List.of(record(22, message.bytes().slice(0, 4)), it) : List.of()),
    AFTER_AN_EMPTY_RECORD((it, _) -> List.of(record(22, Bytes.EMPTY), it)),
    AFTER_AN_UNKNOWN_RECORD((it, _) -> List.of(record(24, Bytes.ofText("beat")), it)),
    AFTER_A_RECORD_OF_TYPE_ZERO((it, _) -> List.of(record(0, Bytes.ofText("zero")), it)),
    AFTER_APPLICATION_DATA((it, _) -> List.of(record(23, Bytes.ofText("data")), it)),
    AFTER_AN_ALERT_OF_THREE_BYTES((it, _) -> List.of(record(21, Bytes.ofHex("020000")), it)),
    AFTER_AN_ALERT_OF_AN_UNKNOWN_LEVEL((it, _) -> List.of(record(21, Bytes.ofHex("0328")), it)),
    AFTER_AN_EMPTY_ALERT((it, _) -> List.of(record(21, Bytes.EMPTY), it)),
    AFTER_A_FATAL_ALERT((it, _) -> List.of(record(21, Bytes.ofHex("0228")), it)),
    AFTER_CLOSE_NOTIFY((it, _) -> List.of(record(21, Bytes.ofHex("0100")), it)),
    AFTER_AN_EMPTY_CHANGE_CIPHER_SPEC((it, _) -> List.of(wire("1403030000"), it)),
    AFTER_A_CHANGE_CIPHER_SPEC_OF_TWO_BYTES((it, _) -> List.of(wire("14030300020101"), it)),
    AFTER_ENDLESS_CHANGE_CIPHER_SPECS((it, _) -> IntStream.range(0, 40)
        .mapToObj(_ -> (Sent) wire("140303000101")).toList()),
    AFTER_A_RECORD_TOO_LONG((it, _) -> List.of(record(22, Bytes.own(new byte[(1 << 14) + 1])), it)),
    AFTER_A_RECORD_THAT_SAYS_64_KILOBYTES((it, _) -> List.of(wire("170303ffff"), it)),
    AFTER_A_RECORD_NOBODY_SEALED((it, random) -> List.of(new Sent.Wire(
        Bytes.join(Bytes.ofHex("1703030040"), random(random, 64))), it)),
    AFTER_A_RECORD_SHORTER_THAN_ITS_TAG((it, _) -> List.of(wire("17030300020000"), it)),
    AFTER_GARBAGE((it, random) -> List.of(new Sent.Wire(Bytes.join(Bytes.ofHex("ff"), random(random, 64))), it)),
    WITH_A_BIT_OF_ITS_RECORD_FLIPPED(altered((it, random) -> Bytes.join(it.slice(0, 5),
        flipped(it.from(5), random)))),
    WITH_ITS_RECORD_CUT_SHORT(altered((it, _) -> Bytes.join(it.slice(0, 3),
        Bytes.of((byte) (it.length() - 6 >> 8), (byte) (it.length() - 6)), it.slice(5, it.length() - 1)))),
    IN_A_RECORD_OF_ANOTHER_TYPE(altered((it, _) -> Bytes.join(Bytes.of((byte) (it.at(0) == 23 ? 22 : 23)),
        it.from(1)))),
    IN_A_RECORD_OF_ANOTHER_PROTOCOL(altered((it, _) -> Bytes.join(it.slice(0, 1), Bytes.ofHex("0502"), it.from(3))));

    interface Committed {
        /** What is sent instead. */
        List<? extends Sent> instead(Sent sent, Random random);
    }

    interface Change {
        Bytes of(Bytes bytes, Random random);
    }

    private final Committed committed;

    Sin(Committed committed) {
        this.committed = committed;
    }

    List<Sent> instead(Sent sent, Random random) {
        return List.copyOf(committed.instead(sent, random));
    }

    /** May it go unnoticed, where what changed does not matter or is not protected? */
    boolean mayPass() {
        return this == ONE_BIT_FLIPPED || this == EARLY_BIT_FLIPPED;
    }

    private static Committed bytes(Change change) {
        return (sent, random) -> sent instanceof Sent.Message message
            ? List.of(message.with(change.of(message.bytes(), random)))
            : List.of(record(20, flipped(Bytes.of((byte) 1), random)));
    }

    private static Committed altered(Change change) {
        return (sent, random) -> {
            UnaryOperator<Bytes> once = it -> change.of(it, random);
            return List.of(sent instanceof Sent.Message message ? new Sent.Altered(22, message.bytes(), once)
                : new Sent.Altered(20, Bytes.of((byte) 1), once));
        };
    }

    private static Bytes framed(int type, Bytes body) {
        int length = body.length();
        return Bytes.join(Bytes.of((byte) type, (byte) (length >> 16), (byte) (length >> 8), (byte) length), body);
    }

    private static final int[] TYPES = {0, 1, 2, 4, 5, 8, 11, 12, 13, 14, 15, 16, 20, 22, 24};

    private static int other(int type, Random random) {
        int other = TYPES[random.nextInt(TYPES.length)];
        return other == type ? 254 : other;
    }

    private static Sent record(int type, Bytes content) {
        return new Sent.Record(type, content);
    }

    private static Sent.Wire wire(String hex) {
        return new Sent.Wire(Bytes.ofHex(hex));
    }

    private static Bytes random(Random random, int length) {
        var bytes = new byte[Math.max(0, length)];
        random.nextBytes(bytes);
        return Bytes.own(bytes);
    }

    private static Bytes flipped(Bytes bytes, Random random) {
        var flipped = bytes.toArray();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.own(flipped);
    }
}
