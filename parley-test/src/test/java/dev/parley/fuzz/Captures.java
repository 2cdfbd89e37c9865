package dev.parley.fuzz;

import dev.parley.explain.capture.CaptureEvent;
import dev.parley.explain.capture.CaptureReader;
import dev.parley.explain.capture.Direction;
import dev.parley.test.Shared;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** What strangers said, from the captures beside the checkout; nothing where they are missing. */
final class Captures {
    private static final int MOST = 1 << 16;

    private Captures() {}

    /** The small files, as they are. */
    static Stream<byte[]> small() {
        return files().stream().map(Captures::bytes).filter(bytes -> bytes.length <= MOST);
    }

    /** What one side said in each TCP connection, its first 64 KB. */
    static Stream<byte[]> streams(boolean byClients) {
        var wanted = byClients ? Direction.CLIENT_TO_SERVER : Direction.SERVER_TO_CLIENT;
        return files().stream().flatMap(file -> {
            var streams = new HashMap<Object, ByteArrayOutputStream>();
            try {
                CaptureReader.read(file, event -> {
                    if (event instanceof CaptureEvent.Data data && data.direction() == wanted)
                        add(streams.computeIfAbsent(data.connection(), _ -> new ByteArrayOutputStream()), data);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return streams.values().stream().limit(20).map(ByteArrayOutputStream::toByteArray);
        });
    }

    private static void add(ByteArrayOutputStream stream, CaptureEvent.Data data) {
        if (stream.size() + data.bytes().length() <= MOST) stream.writeBytes(data.bytes().toArray());
    }

    private static List<Path> files() {
        var folder = Shared.path("captures");
        if (!Files.isDirectory(folder)) return List.of();
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().matches(".*\\.pcap(ng)?")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
