package dev.parley.message;

import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.struct;

import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;

/** "I write with new keys from here on", perhaps asking for the same. RFC 9846 section 4.7.3. */
public record KeyUpdate(boolean updateRequested) implements Handshake {
    private static final Codec<Boolean> REQUEST = new Codec<>() {
        @Override
        public Boolean read(In in) {
            int code = in.uint8();
            if (code > 1) throw in.forbidden("request_update is " + code); // RFC 9846 section 4.7.3: illegal_parameter
            return code == 1;
        }

        @Override
        public void write(Boolean requested, Out out) {
            out.uint8(requested ? 1 : 0);
        }

        @Override
        public String type() {
            return "KeyUpdateRequest";
        }
    };
    static final Codec<KeyUpdate> WIRE =
        struct("KeyUpdate", field("request_update", REQUEST, KeyUpdate::updateRequested), KeyUpdate::new);

    @Override
    public HandshakeType type() {
        return TYPE;
    }

    static final HandshakeType TYPE = new HandshakeType(24);
}
