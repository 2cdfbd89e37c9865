package dev.parley.ech;

import static dev.parley.wire.Codec.vector;

import dev.parley.crypto.Crypto;
import dev.parley.hpke.HpkeSuite;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What a server publishes: its configurations, the preferred first. RFC 9849 section 4. */
public record EchConfigList(List<EchConfig> configs) {
    public static final Codec<EchConfigList> WIRE = Codec.alias("ECHConfigList",
        Codec.map(vector(EchConfig.WIRE, 4, 0xFFFF), EchConfigList::new, EchConfigList::configs));

    public EchConfigList {
        configs = List.copyOf(configs);
    }

    /** @throws dev.parley.wire.WireFailure if it is none */
    public static EchConfigList of(Bytes bytes) {
        return WIRE.parse(bytes);
    }

    /** @throws IllegalArgumentException if it is no base64; @throws dev.parley.wire.WireFailure if there is no list in it */
    public static EchConfigList ofBase64(String text) {
        return of(Bytes.own(Base64.getDecoder().decode(text.strip())));
    }

    /** As it stands in a DNS record. */
    public String base64() {
        return Base64.getEncoder().encodeToString(WIRE.encode(this).toArray());
    }

    /** A configuration, and the suite to use of those that it names. */
    public record Choice(EchConfig config, HpkeSuite suite) {}

    /** The first that can be used here. RFC 9849 section 6.1. */
    public Optional<Choice> choose(Crypto crypto) {
        return configs.stream()
            .flatMap(config -> config.usable(crypto).map(suite -> new Choice(config, suite)).stream()).findFirst();
    }

    @Override
    public String toString() {
        return configs.toString();
    }
}
