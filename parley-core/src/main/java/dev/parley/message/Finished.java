package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;

/** A digest of the whole handshake under the new keys: shows that both sides saw the same. RFC 9846 section 4.5.3, RFC 5246 section 7.4.9. */
public record Finished(Bytes verifyData) implements Handshake {
    static final Codec<Finished> WIRE =
        struct("Finished", field("verify_data", new VerifyData(), Finished::verifyData), Finished::new);

    private record VerifyData() implements Codec<Bytes> {
        @Override
        public Bytes read(In in) {
            return in.bytes(in.remaining());
        }

        @Override
        public void write(Bytes value, Out out) {
            out.bytes(value);
        }

        @Override
        public String type() {
            return "opaque";
        }

        @Override
        public String declare(String field) {
            return "opaque " + field + "[Hash.length]";
        }
    }

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(20);
}
