package dev.parley.crypto;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of vectors: blocks of {@code name = value}, an empty line between blocks, remarks after {@code #}. */
public record TestVectors(Map<String, String> values) {
    public static List<TestVectors> read(String file) {
        var blocks = new ArrayList<TestVectors>();
        for (var block : text(file).split("\n\n")) {
            var values = new LinkedHashMap<String, String>();
            block.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" =", 2))
                .forEach(pair -> values.put(pair[0], pair[1].strip()));
            if (!values.isEmpty())
                blocks.add(new TestVectors(values));
        }
        return blocks;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String value(String name) {
        return values.get(name);
    }

    public Bytes bytes(String name) {
        return Bytes.ofHex(values.get(name));
    }

    public byte[] array(String name) {
        return bytes(name).toArray();
    }

    public Secret secret(String name) {
        return Secret.of(array(name));
    }

    /** The first two values, which is enough to find the block. */
    @Override
    public String toString() {
        return values.values().stream().limit(2).map(value -> value.length() > 20 ? value.substring(0, 20) : value)
            .toList()
            .toString();
    }

    private static String text(String file) {
        try (var in = TestVectors.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
