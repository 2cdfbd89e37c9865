package dev.parley.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code parley serve} on a thread of this process, at any port. */
final class Serving implements AutoCloseable {
    private final Told err = new Told();
    private final Told piped = new Told();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread thread;
    private final int port;

    private Serving(InputStream in, String... args) throws Exception {
        var all = new java.util.ArrayList<>(java.util.List.of("serve", "--port", "0", "--lang", "en"));
        all.addAll(java.util.List.of(args));
        var command = Parley.commandLine(new Streams(in, piped.stream())).setErr(new PrintWriter(err, true));
        this.thread = Thread.ofVirtual().start(() -> code.complete(command.execute(all.toArray(String[]::new))));
        this.port = Integer.parseInt(err.await("Listening on \\S+:(\\d+)\\."));
    }

    static Serving of(String... args) throws Exception {
        return new Serving(InputStream.nullInputStream(), args);
    }

    static Serving piping(InputStream in, String... args) throws Exception {
        return new Serving(in, args);
    }

    int port() {
        return port;
    }

    String address() {
        return "localhost:" + port;
    }

    /** What it has told so far. */
    String told() {
        return err.toString();
    }

    /** Waits until it tells something like this. @return the group in it */
    String await(String pattern) throws Exception {
        return err.await(pattern);
    }

    /** Waits until standard output holds something like this. */
    void awaitPiped(String pattern) throws Exception {
        piped.await(pattern);
    }

    /** Ends it as an interrupt would. @return its exit code */
    int end() {
        thread.interrupt();
        return code.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        end();
    }

    /** Text that somebody waits for. */
    private static final class Told extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] chars, int offset, int length) {
            synchronized (text) {
                text.append(chars, offset, length);
                text.notifyAll();
            }
        }

        /** For text in ASCII. */
        OutputStream stream() {
            return new OutputStream() {
                @Override
                public void write(int one) {
                    Told.this.write(new char[]{(char) one}, 0, 1);
                }
            };
        }

        String await(String pattern) throws InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            synchronized (text) {
                while (true) {
                    var found = Pattern.compile(pattern).matcher(text);
                    if (found.find()) return found.groupCount() > 0 ? found.group(1) : found.group();
                    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                    if (left <= 0) throw new AssertionError("never told " + pattern + ", but: " + text);
                    text.wait(left);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            synchronized (text) {
                return text.toString();
            }
        }
    }
}
