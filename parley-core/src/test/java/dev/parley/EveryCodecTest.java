package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.Span;
import dev.parley.wire.WireFailure;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format, with values that its own printed definition makes up. */
class EveryCodecTest {
    private static final int TRIES = 40;

    static Stream<Codecs.Format> formats() {
        return Stream.concat(Codecs.whole().stream(), Codecs.all().stream());
    }

    /** Formats that end where the bytes end: their beginnings are valid too. */
    private static final List<String> OPEN = List.of("Finished", "opaque", "SessionTicket", "Padding");
    /** Formats whose extensions may be left out, all together. */
    private static final List<String> BEFORE_EXTENSIONS = List.of("ClientHello", "ServerHello");

    private interface Property {
        void holds(Codec<?> codec, Bytes bytes);
    }

    private static void check(Codecs.Format format, Property property) {
        var generator = new Generator(format.name().hashCode());
        for (int i = 0; i < TRIES; i++) property.holds(format.codec(), generator.of(format.codec()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatItHasRead(Codecs.Format format) {
        check(format, EveryCodecTest::writesWhatItHasRead);
    }

    private static <T> void writesWhatItHasRead(Codec<T> codec, Bytes bytes) {
        T value = codec.parse(bytes);
        assertThat(codec.encode(value)).isEqualTo(bytes);
        assertThat(codec.parse(bytes)).isEqualTo(value).hasSameHashCodeAs(value);
        assertThat(String.valueOf(value)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void isNotReadFromItsBeginning(Codecs.Format format) {
        if (OPEN.contains(format.codec().type())) return;
        check(format, (codec, bytes) -> {
            for (int length = 0; length < bytes.length(); length++) {
                var beginning = bytes.slice(0, length);
                if (!isHelloWithoutExtensions(codec, bytes, length))
                    assertThatThrownBy(() -> codec.parse(beginning)).as("%d of %d bytes", length, bytes.length())
                        .isInstanceOf(WireFailure.class);
            }
        });
    }

    private static boolean isHelloWithoutExtensions(Codec<?> codec, Bytes bytes, int length) {
        return BEFORE_EXTENSIONS.contains(codec.type())
            && Span.of(codec, bytes).find("extensions").orElseThrow().from() == length;
    }

    @ParameterizedTest
    @MethodSource("formats")
    void leavesNoByteOver(Codecs.Format format) {
        if (OPEN.contains(format.codec().type())) return;
        check(format, (codec, bytes) -> assertThatThrownBy(() -> codec.parse(Bytes.join(bytes, Bytes.of((byte) 0))))
            .isInstanceOf(WireFailure.class).hasMessageContaining("1 bytes left over"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void spansCoverEachByteOnce(Codecs.Format format) {
        check(format, (codec, bytes) -> {
            var span = Span.of(codec, bytes);
            assertThat(List.of(span.from(), span.to())).containsExactly(0, bytes.length());
            covers(span);
        });
    }

    /** Parts follow each other; only bytes before or between them that are read without a name of their own may be left. */
    private static void covers(Span span) {
        int at = span.from();
        for (var part : span.parts()) {
            assertThat(part.from()).as("%s in %s", part.field(), span.field()).isGreaterThanOrEqualTo(at);
            assertThat(part.to()).isBetween(part.from(), span.to());
            assertThat(part.from()).as("no gap before %s in %s", part.field(), span.field()).isEqualTo(at);
            covers(part);
            at = part.to();
        }
        if (!span.parts().isEmpty() && !span.parts().getLast().field().equals("length"))
            assertThat(at).as("the end of %s", span.field()).isEqualTo(span.to());
    }

    /** Whatever bytes there are, reading them answers or refuses, and never does anything else. */
    @ParameterizedTest
    @MethodSource("formats")
    void alteredBytesAreReadOrRefused(Codecs.Format format) {
        var random = new Random(7);
        check(format, (codec, bytes) -> {
            var altered = bytes.toArray();
            for (int i = 0; i < Math.min(3, altered.length); i++)
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            try {
                writesWhatItHasRead(codec, Bytes.own(altered));
            } catch (WireFailure | dev.parley.failure.HandshakeFailure refused) {
                assertThat(refused).hasMessageNotContaining("null");
                var broken = Span.ofBroken(codec, Bytes.own(altered));
                assertThat(broken.to()).isEqualTo(altered.length);
            }
        });
    }
}
