package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.SERVER_HELLO_12;
import static dev.parley.failure.Reason.BAD_RECORD_SIZE_LIMIT;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Codec;
import java.util.Optional;

/** How long a record this side wants to receive, so that small machines need no large buffers. RFC 8449. */
public final class RecordSizeLimit implements Extension<RecordSizeLimit.Limit, RecordSizeLimit.Limit> {
    public static final RecordSizeLimit IT = new RecordSizeLimit();

    private RecordSizeLimit() {}

    /** The smallest limit that leaves room for the protocol. RFC 8449 section 4. */
    public static final int LEAST = 64;
    /** @param bytes of plaintext; in TLS 1.3 with the byte of the content type */
    public record Limit(int bytes) {}

    private static final Codec<Limit> WIRE =
        Codec.map(Codec.alias("RecordSizeLimit", Codec.UINT16), Limit::new, Limit::bytes);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(28, "record_size_limit", "RFC 8449 section 4")
        .in(WIRE, CLIENT_HELLO, SERVER_HELLO_12, ENCRYPTED_EXTENSIONS);

    @Override
    public Optional<Limit> offer(Offering offering) {
        int limit = offering.config().recordSizeLimit();
        return limit == 0 ? Optional.empty()
            : Optional.of(new Limit(limit + (offering.offers(ProtocolVersion.TLS_1_3) ? 1 : 0)));
    }

    @Override
    public Optional<Limit> answer(Limit offered, Answering answering) {
        check(offered);
        int limit = answering.config().recordSizeLimit() == 0 ? MOST : answering.config().recordSizeLimit();
        return Optional.of(new Limit(limit + (answering.is12() ? 0 : 1)));
    }

    private static final int MOST = 1 << 14;

    @Override
    public void accept(Limit offered, Limit answer) {
        check(answer);
    }

    private static void check(Limit limit) {
        if (limit.bytes < LEAST) throw BAD_RECORD_SIZE_LIMIT.because("%d bytes", limit.bytes);
    }
}
