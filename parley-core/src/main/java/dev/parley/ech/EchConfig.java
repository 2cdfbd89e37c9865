package dev.parley.ech;

import dev.parley.crypto.Crypto;
import dev.parley.hpke.HpkeSuite;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.In;
import dev.parley.wire.Out;
import java.util.List;
import java.util.Optional;

/**
 * How hellos for a server are to be encrypted, as the server publishes it. RFC 9849 section 4.
 *
 * @param content the bytes behind the length
 * @param known what they say, if the version is known
 */
public record EchConfig(int version, Bytes content, Optional<EchContents> known) {
    /** The version of RFC 9849, which is also the number of the extension. */
    public static final int VERSION = 0xFE0D;

    static final Codec<EchConfig> WIRE = new Codec<>() {
        private static final Codec<Bytes> OPAQUE = Codec.opaque(0, 0xFFFF);

        @Override
        public EchConfig read(In in) {
            int version = in.field("version", Codec.UINT16);
            if (version != VERSION) return new EchConfig(version, in.field("contents", OPAQUE), Optional.empty());
            return in.within(2,
                content -> new EchConfig(version, content, Optional.of(in.field("contents", EchContents.WIRE))));
        }

        @Override
        public void write(EchConfig config, Out out) {
            out.uint16(config.version);
            out.field(OPAQUE, config.content);
        }

        @Override
        public String type() {
            return "ECHConfig";
        }

        @Override
        public String definition() {
            return "struct {\n    uint16 version;\n    uint16 length;\n    select (ECHConfig.version) {\n"
                + "        case 0xfe0d: ECHConfigContents contents;\n    }\n} ECHConfig;";
        }

        @Override
        public List<Codec<?>> parts() {
            return List.of(EchContents.WIRE);
        }
    };

    /** @throws dev.parley.wire.WireFailure if these bytes are no configuration */
    public static EchConfig of(Bytes bytes) {
        return WIRE.parse(bytes);
    }

    public static EchConfig of(EchContents contents) {
        return new EchConfig(VERSION, EchContents.WIRE.encode(contents), Optional.of(contents));
    }

    public EchContents contents() {
        return known.orElseThrow(() -> new IllegalStateException("a configuration of version " + version));
    }

    public String publicName() {
        return contents().publicName().latin1();
    }

    /** The whole as it is on the wire, which both sides derive their keys from. RFC 9849 section 6.1. */
    public Bytes bytes() {
        return WIRE.encode(this);
    }

    /** "tls ech", a zero and the configuration: what HPKE's keys are bound to. RFC 9849 section 6.1. */
    public Bytes info() {
        return Bytes.join(Bytes.ofText("tls ech"), Bytes.of((byte) 0), bytes());
    }

    /** The suite to encrypt with, the server's first that is known here, if this configuration can be used at all. RFC 9849 sections 4 and 6.1. */
    public Optional<HpkeSuite> usable(Crypto crypto) {
        return known.filter(it -> crypto.kems().contains(it.keyConfig().kem()))
            .filter(it -> it.hasUsableExtensions() && PublicName.isValid(it.publicName()))
            .flatMap(it -> it.keyConfig().suites().stream().filter(suite -> suite.isKnownTo(crypto)).findFirst());
    }

    @Override
    public String toString() {
        return known.map(it -> "%s (id %d, %s)".formatted(publicName(), it.keyConfig().configId(),
            it.keyConfig().kem().name())).orElse("a configuration of unknown version %04x".formatted(version));
    }
}
