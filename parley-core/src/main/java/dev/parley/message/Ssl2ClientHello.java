package dev.parley.message;

import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;
import java.util.ArrayList;
import java.util.List;

/**
 * A hello in the form of SSL 2.0, which clients sent for years to reach old and new servers alike. Read, never answered.
 * RFC 5246 appendix E.2, RFC 6176.
 *
 * @param version the highest that the client speaks
 * @param cipherSpecs three bytes each; with a first byte of zero they are suites of TLS
 */
public record Ssl2ClientHello(ProtocolVersion version, List<Integer> cipherSpecs, Bytes sessionId, Bytes challenge) {
    /** Without its header of two bytes. */
    public static final Codec<Ssl2ClientHello> WIRE = new Codec<>() {
        @Override
        public Ssl2ClientHello read(In in) {
            int type = in.field("msg_type", Codec.UINT8);
            if (type != 1) throw in.malformed("message type " + type + ", wanted client_hello (1)");
            var version = in.field("version", ProtocolVersion.WIRE);
            int specs = in.field("cipher_spec_length", Codec.UINT16);
            int id = in.field("session_id_length", Codec.UINT16);
            int challenge = in.field("challenge_length", Codec.UINT16);
            if (specs % 3 != 0) throw in.malformed("cipher_spec_length is no multiple of three");
            var all = new ArrayList<Integer>();
            for (int i = 0; i < specs / 3; i++) all.add(in.field("cipher_spec", Codec.UINT24));
            return new Ssl2ClientHello(version, List.copyOf(all), in.field("session_id", Codec.fixed(id)),
                in.field("challenge", Codec.fixed(challenge)));
        }

        @Override
        public void write(Ssl2ClientHello hello, Out out) {
            out.uint8(1).uint16(hello.version.id()).uint16(3 * hello.cipherSpecs.size())
                .uint16(hello.sessionId.length())
                .uint16(hello.challenge.length());
            for (int spec : hello.cipherSpecs) out.uint24(spec);
            out.bytes(hello.sessionId).bytes(hello.challenge);
        }

        @Override
        public String type() {
            return "CLIENT-HELLO";
        }
    };
}
