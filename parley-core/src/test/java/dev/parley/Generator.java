package dev.parley;

import dev.parley.extension.BlockPlaces;
import dev.parley.extension.Extensions;
import dev.parley.extension.Place;
import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import dev.parley.wire.Out;
import dev.parley.wire.WireFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes well-formed bytes for a format from what the format prints of itself, and so shows that it says what it reads:
 * {@code opaque name<1..2^8-1>} has a length of one byte, and so on. RFC 9846 section 3.
 */
final class Generator {
    private static final Pattern FIELD =
        Pattern.compile("\\s*([\\w.-]+) ([\\w.]+)(?:\\[([\\w.]+)]|<([\\d^-]+)\\.\\.([\\d^-]+)>)?");
    private final Random random;

    Generator(long seed) {
        this.random = new Random(seed);
    }

    Bytes of(Codec<?> codec) {
        var out = new Out();
        write(codec, out);
        return out.toBytes();
    }

    private void write(Codec<?> codec, Out out) {
        var definition = codec.definition();
        if (codec.type().equals("Extension") && definition.startsWith("struct")) extension(codec, out);
        else if (codec.type().equals("ECHConfig")) echConfig(codec, out);
        else if (codec.type().equals("ECHClientHello")) echHello(codec, out);
        else if (definition.startsWith("struct"))
            fields(definition.substring(definition.indexOf('{') + 1, definition.lastIndexOf('}')), codec, out);
        else if (definition.endsWith(";")) fields(definition, codec, out);
        else if (codec.type().equals("KeyUpdateRequest")) out.uint8(random.nextInt(2)); // the one closed enumeration
        else if (codec.type().equals("SessionTicket") || codec.type().equals("Padding")) out.bytes(bytes(20));
        else out.bytes(bytes(width(codec)));
    }

    private void fields(String declarations, Codec<?> codec, Out out) {
        Map<String, Codec<?>> parts = codec.parts().stream()
            .collect(Collectors.toMap(Codec::type, Function.identity(), (one, _) -> one));
        for (var declaration : declarations.split(";")) {
            var field = FIELD.matcher(declaration);
            if (!field.matches()) {
                assert declaration.isBlank() : declaration;
                continue;
            }
            var part = parts.get(field.group(1));
            if (field.group(4) != null)
                vector(field.group(1), part, bound(field.group(4)), bound(field.group(5)), out);
            else if (field.group(3) != null) out.bytes(bytes(length(field.group(3))));
            else one(field.group(1), part, out);
        }
    }

    /** A select, by a version. */
    private void echConfig(Codec<?> codec, Out out) {
        boolean known = random.nextInt(4) > 0;
        var contents = known ? of(codec.parts().getFirst()) : bytes(random.nextInt(40));
        out.uint16(known ? 0xFE0D : 0xFE0C).uint16(contents.length()).bytes(contents);
    }

    /** A select, by a type. */
    private void echHello(Codec<?> codec, Out out) {
        boolean inner = random.nextInt(4) == 0;
        out.uint8(inner ? 1 : 0);
        if (inner) return;
        write(codec.parts().getFirst(), out);
        out.uint8(random.nextInt(256));
        vector("opaque", null, 0, 0xFFFF, out);
        vector("opaque", null, 1, 0xFFFF, out);
    }

    private void one(String type, Codec<?> part, Out out) {
        if (part == null) out.bytes(bytes(Integer.parseInt(type.replace("uint", "")) / 8));
        else write(part, out);
    }

    private void vector(String type, Codec<?> part, int min, int max, Out out) {
        int width = max <= 0xFF ? 1 : max <= 0xFFFF ? 2 : 3;
        var content = new Out();
        if (type.equals("opaque")) content.bytes(bytes(min + random.nextInt(Math.min(max - min, 30) + 1)));
        else {
            var element = part.parts().getFirst();
            int usedOutside = used;
            int shiftOutside = shift;
            used = 0;
            shift = random.nextInt(100);
            for (int most = 1 + random.nextInt(3); most > 0 || content.length() < min; most--) write(element, content);
            used = usedOutside;
            shift = shiftOutside;
        }
        out.number(width, content.length());
        out.bytes(content.toArray());
    }

    private int used;
    private int shift;

    /** A known one that may stand here, or an unknown one; none twice. */
    private void extension(Codec<?> codec, Out out) {
        var known = new ArrayList<Map.Entry<Integer, Codec<?>>>();
        for (var place : BlockPlaces.of(codec))
            for (var extension : Extensions.ALL) {
                var format = extension.spec().formats().get(place);
                if (format != null && !hasEarlier(codec, place, extension.spec().formats()))
                    known.add(Map.entry(extension.spec().type(), format));
            }
        int number = used++;
        boolean isKnown = number < known.size() && random.nextInt(4) > 0;
        var one = isKnown ? known.get((number + shift) % known.size()) : null;
        var content = isKnown ? of(one.getValue()) : bytes(random.nextInt(10));
        out.uint16(isKnown ? one.getKey() : 0x5500 + number);
        out.uint16(content.length()).bytes(content);
    }

    /** In a block that can stand in two messages, the first of them that knows the extension says its format. */
    private static boolean hasEarlier(Codec<?> codec, Place place, Map<Place, Codec<?>> formats) {
        return BlockPlaces.of(codec).stream().takeWhile(it -> it != place).anyMatch(formats::containsKey);
    }

    private Bytes bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.own(bytes);
    }

    private static int length(String text) {
        return text.equals("Hash.length") ? 32 : Integer.parseInt(text);
    }

    private static int bound(String text) {
        var power = Pattern.compile("2\\^(\\d+)-(\\d+)").matcher(text);
        return power.matches() ? (1 << Integer.parseInt(power.group(1))) - Integer.parseInt(power.group(2))
            : Integer.parseInt(text);
    }

    /** How many bytes a number takes. */
    private static int width(Codec<?> codec) {
        for (int width : List.of(0, 1, 2, 3, 4, 8)) {
            try {
                codec.parse(Bytes.own(new byte[width]));
                return width;
            } catch (WireFailure _) {
                // another width
            }
        }
        throw new AssertionError("no width of " + codec.type());
    }
}
