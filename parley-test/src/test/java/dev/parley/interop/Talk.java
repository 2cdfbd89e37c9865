package dev.parley.interop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * What is said once hands are shaken: the client says something short and something long, and hears it back.
 *
 * <p>It consists of digits only, since some tools take letters for commands, and each line reads the same backwards, since
 * {@code openssl s_server} can only echo so.
 */
final class Talk {
    private Talk() {}

    static final String HOST = "server.example";
    static final String PROTOCOL = "parley/1";
    static final String OTHER_PROTOCOL = "other/1";

    static final byte[] SHORT = "123454321\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] LONG = lines(300, 351);

    private static byte[] lines(int count, int length) {
        var text = new StringBuilder();
        for (int line = 0; line < count; line++) {
            var half = Integer.toString(1000 + line).repeat(length / 8);
            text.append(half).append(new StringBuilder(half).reverse()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Says this and hears it back, both at the same time, as whoever is at the other end may have little room. */
    static void echo(byte[] words, InputStream from, OutputStream to) throws IOException, InterruptedException {
        var saying = CompletableFuture.runAsync(() -> {
            try {
                to.write(words);
                to.flush();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }, Thread::startVirtualThread);
        hear(words, from);
        try {
            saying.get();
        } catch (ExecutionException e) {
            throw new IOException("could not say all", e.getCause());
        }
    }

    static List<byte[]> lines(byte[] words) {
        return new String(words, StandardCharsets.US_ASCII).lines()
            .map(line -> (line + "\n").getBytes(StandardCharsets.US_ASCII)).toList();
    }

    static void hear(byte[] words, InputStream from) throws IOException {
        var heard = from.readNBytes(words.length);
        if (heard.length < words.length)
            throw new EOFException("heard only " + heard.length + " of " + words.length + " bytes back");
        int differs = Arrays.mismatch(words, heard);
        if (differs >= 0) throw new IOException("heard something else back, from byte " + differs);
    }

    /** Sends back whatever comes, until the other side has closed. @return how many bytes that was */
    static long sendBack(InputStream from, OutputStream to) throws IOException {
        long all = 0;
        var buffer = new byte[20_000];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
            all += read;
        }
        return all;
    }
}
