package dev.parley;

import dev.parley.extension.Extensions;
import dev.parley.id.KeyExchange;
import dev.parley.message.Alert;
import dev.parley.message.Dialect;
import dev.parley.message.RecordHeader;
import dev.parley.wire.Codec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All formats there are. */
final class Codecs {
    private Codecs() {}

    /** @param rfcs where it is specified */
    record Format(String name, Codec<?> codec, List<Integer> rfcs) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Integer> TLS13 = List.of(9846);
    private static final List<Integer> MESSAGES = List.of(9846, 5246, 8422, 6066, 5077, 8879, 7250, 4279, 5489);

    /** Messages, extensions by place, records. */
    static List<Format> whole() {
        var all = new ArrayList<Format>();
        all.add(new Format("alert", Alert.WIRE, TLS13));
        all.add(new Format("record header", RecordHeader.WIRE, TLS13));
        add(all, "TLS 1.3 ", Dialect.TLS13, MESSAGES);
        for (var exchange : List.of(KeyExchange.RSA, KeyExchange.DHE, KeyExchange.ECDHE, KeyExchange.PSK,
            KeyExchange.ECDHE_PSK))
            add(all, "TLS 1.2 " + exchange + " ", Dialect.tls12(exchange), MESSAGES);
        for (var extension : Extensions.ALL) {
            var rfcs = CitationsTest.citations(extension.spec().source()).stream().map(CitationsTest.Citation::rfc);
            var sources = Stream.concat(rfcs, TLS13.stream()).distinct().toList();
            extension.spec().formats().forEach((place, codec) -> all.add(
                new Format(extension.spec().name() + " in " + place, codec, sources)));
        }
        return all;
    }

    private static void add(List<Format> all, String prefix, Dialect dialect, List<Integer> rfcs) {
        dialect.bodies().forEach((type, codec) -> all.add(new Format(prefix + type.name(), codec, rfcs)));
    }

    /** These and all they are made of: each definition once. */
    static List<Format> all() {
        var found = new LinkedHashMap<String, Format>();
        for (var format : whole()) walk(format, found);
        return List.copyOf(found.values());
    }

    private static void walk(Format format, Map<String, Format> found) {
        boolean hasName = format.codec.parts().isEmpty() || format.codec.definition().endsWith(";"); // a list has none
        if (hasName && !format.codec.type().equals("opaque")
            && found.putIfAbsent(format.codec.definition(), format) != null) return;
        for (var part : format.codec.parts())
            walk(new Format(format.name + ": " + part.type(), part, format.rfcs), found);
    }
}
