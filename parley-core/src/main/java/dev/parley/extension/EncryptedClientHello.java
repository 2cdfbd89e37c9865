package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.ENCRYPTED_EXTENSIONS;
import static dev.parley.extension.Place.HELLO_RETRY_REQUEST;
import static dev.parley.failure.Reason.UNSOLICITED_EXTENSION;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.fixed;
import static dev.parley.wire.Codec.struct;

import dev.parley.config.Side;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchFate;
import dev.parley.hpke.HpkeSuite;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;
import java.util.List;
import java.util.Optional;

/** Hides a hello within another. What is inside is made and opened by the states. RFC 9849 section 5. */
public final class EncryptedClientHello
    implements
    Extension<EncryptedClientHello.Offer, EncryptedClientHello.RetryConfigs> {
    public static final EncryptedClientHello IT = new EncryptedClientHello();

    private EncryptedClientHello() {}

    /** In ClientHello. */
    public sealed interface Offer {}

    /**
     * In the hello that everybody sees.
     *
     * @param encapsulation for the holder of the key; empty in a second hello
     * @param payload the other hello, encrypted
     */
    public record Outer(HpkeSuite suite, int configId, Bytes encapsulation, Bytes payload) implements Offer {
        public Outer payload(Bytes other) {
            return new Outer(suite, configId, encapsulation, other);
        }
    }

    /** In the hello that was hidden. */
    public record Inner() implements Offer {}

    /** In EncryptedExtensions: what the client should have used. */
    public record RetryConfigs(EchConfigList list) {}

    /** In HelloRetryRequest: eight bytes that only a server that has opened the hello can know. */
    public record Confirmation(Bytes confirmation) {
        public static final Confirmation BLANK = new Confirmation(Bytes.own(new byte[8]));
    }

    private static final Codec<Offer> OFFER = new Codec<>() {
        private static final Codec<Integer> TYPE =
            Codec.code("ECHClientHelloType", 1, Integer::valueOf, Integer::intValue);
        private static final Codec<Bytes> ENCAPSULATION = Codec.opaque(0, 0xFFFF);
        private static final Codec<Bytes> PAYLOAD = Codec.opaque(1, 0xFFFF);

        @Override
        public Offer read(In in) {
            int type = in.field("type", TYPE);
            return switch (type) {
                case 0 -> new Outer(in.field("cipher_suite", HpkeSuite.WIRE), in.field("config_id", Codec.UINT8),
                    in.field("enc", ENCAPSULATION), in.field("payload", PAYLOAD));
                case 1 -> new Inner();
                default -> throw in.forbidden("an encrypted_client_hello of type " + type);
            };
        }

        @Override
        public void write(Offer offer, Out out) {
            switch (offer) {
                case Outer outer -> {
                    out.uint8(0);
                    out.field(HpkeSuite.WIRE, outer.suite);
                    out.uint8(outer.configId);
                    out.field(ENCAPSULATION, outer.encapsulation);
                    out.field(PAYLOAD, outer.payload);
                }
                case Inner _ -> out.uint8(1);
            }
        }

        @Override
        public String type() {
            return "ECHClientHello";
        }

        @Override
        public String definition() {
            return "struct {\n    ECHClientHelloType type;\n    select (ECHClientHello.type) {\n        case outer:\n"
                + "            HpkeSymmetricCipherSuite cipher_suite;\n            uint8 config_id;\n"
                + "            opaque enc<0..2^16-1>;\n            opaque payload<1..2^16-1>;\n"
                + "        case inner:\n            Empty;\n    };\n} ECHClientHello;";
        }

        @Override
        public List<Codec<?>> parts() {
            return List.of(HpkeSuite.WIRE);
        }
    };
    private static final Codec<RetryConfigs> RETRY_CONFIGS = struct("ECHEncryptedExtensions",
        field("retry_configs", EchConfigList.WIRE, RetryConfigs::list), RetryConfigs::new);
    private static final Codec<Confirmation> CONFIRMATION = struct("ECHHelloRetryRequest",
        field("confirmation", fixed(8), Confirmation::confirmation), Confirmation::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(0xFE0D, "encrypted_client_hello", "RFC 9849 section 5")
        .in(OFFER, CLIENT_HELLO).in(RETRY_CONFIGS, ENCRYPTED_EXTENSIONS).in(CONFIRMATION, HELLO_RETRY_REQUEST);

    @Override
    public Optional<Offer> offer(Offering offering) {
        return offering.ech();
    }

    /** Whoever could not be understood is told how to be next time. RFC 9849 section 7.1. */
    @Override
    public Optional<RetryConfigs> answer(Offer offered, Answering answering) {
        return offered instanceof Outer ? answering.config().ech().keys().retryConfigs().map(RetryConfigs::new)
            : Optional.empty();
    }

    /** Retry configurations from a server that has opened the hello make no sense. RFC 9849 section 5. */
    @Override
    public void accept(Offer offered, RetryConfigs answer) {
        if (offered instanceof Inner)
            throw UNSOLICITED_EXTENSION.because("retry configurations, though the server has opened the hello");
    }

    /** What became of it, by the hello that counts. */
    public static EchFate fate(Side side, ExtensionBlock hello) {
        return hello.offered(IT).map(offer -> switch (offer) {
            case Inner _ -> EchFate.ACCEPTED;
            case Outer _ -> side == Side.CLIENT ? EchFate.GREASE : EchFate.REJECTED;
        }).orElse(EchFate.NOT_OFFERED);
    }
}
