package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.BAD_MAX_FRAGMENT_LENGTH;

import dev.parley.wire.Codec;
import java.util.Optional;

/** A client with little memory asks for shorter records. RFC 6066 section 4; RFC 8449 is the better way. */
public final class MaxFragmentLength implements Extension<MaxFragmentLength.Length, MaxFragmentLength.Length> {
    public static final MaxFragmentLength IT = new MaxFragmentLength();

    private MaxFragmentLength() {}

    /** @param code 1 to 4, for 512 to 4096 bytes */
    public record Length(int code) {
        public int bytes() {
            return 256 << code;
        }
    }

    private static final Codec<Length> WIRE = Codec.code("MaxFragmentLength", 1, Length::new, Length::code);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(1, "max_fragment_length", "RFC 6066 section 4")
        .in(WIRE, CLIENT_HELLO, SERVER_HELLO_12, ENCRYPTED_EXTENSIONS);

    @Override
    public Optional<Length> offer(Offering offering) {
        int wanted = offering.config().maxFragmentLength();
        return wanted == 0 ? Optional.empty() : Optional.of(new Length(Integer.numberOfTrailingZeros(wanted) - 8));
    }

    /** RFC 8449 section 5: record_size_limit goes before. */
    @Override
    public Optional<Length> answer(Length offered, Answering answering) {
        if (answering.offered().has(RecordSizeLimit.IT)) return Optional.empty();
        if (offered.code < 1 || offered.code > 4) throw BAD_MAX_FRAGMENT_LENGTH.because("code %d", offered.code);
        return Optional.of(offered);
    }

    @Override
    public void accept(Length offered, Length answer) {
        if (!answer.equals(offered))
            throw BAD_MAX_FRAGMENT_LENGTH.because("asked for code %d, answered %d", offered.code, answer.code);
    }
}
