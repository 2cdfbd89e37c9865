package dev.parley.bogo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where the launchers of the tests hand in their arguments and wait for the outcome; see {@code launcher.c}. */
final class Desk implements AutoCloseable {
    private static final byte OUT = 1;
    private static final byte ERR = 2;
    private static final byte CODE = 3;

    private final ServerSocketChannel channel;
    private final Map<String, Integer> lacking = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Desk(ServerSocketChannel channel) {
        this.channel = channel;
    }

    static Desk open(Path socket) throws IOException {
        var desk = new Desk(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        desk.channel.bind(UnixDomainSocketAddress.of(socket), 1024);
        desk.threads.submit(desk::accept);
        return desk;
    }

    private void accept() {
        try {
            while (true) {
                var launcher = channel.accept();
                threads.submit(() -> serve(launcher));
            }
        } catch (IOException _) {
            threads.shutdown(); // closed
        }
    }

    /** If the launcher was killed meanwhile, the test has failed by its time limit already, and nobody listens. */
    private void serve(SocketChannel launcher) {
        try (launcher;
            var in = new DataInputStream(Channels.newInputStream(launcher));
            var out = new DataOutputStream(Channels.newOutputStream(launcher))) {
            var arguments = new ArrayList<String>();
            for (int left = in.readInt(); left > 0; left--) arguments.add(Shim.text(in.readNBytes(in.readInt())));
            var outcome = outcome(arguments);
            if (outcome.code() == Shim.UNIMPLEMENTED) lacking.merge(outcome.out().strip(), 1, Integer::sum);
            write(out, OUT, Shim.bytes(outcome.out()));
            write(out, ERR, Shim.bytes(outcome.err()));
            write(out, CODE, new byte[]{(byte) outcome.code()});
        } catch (IOException _) {
            return;
        }
    }

    /** How many tests asked for something that is not there, by what it is. */
    Map<String, Integer> lacking() {
        return Map.copyOf(lacking);
    }

    private static Shim.Outcome outcome(ArrayList<String> arguments) {
        try {
            return Shim.run(arguments);
        } catch (Error e) {
            return new Shim.Outcome(Shim.BROKEN, "", "the shim broke: " + e + "\n");
        }
    }

    private static void write(DataOutputStream out, byte kind, byte[] bytes) throws IOException {
        if (bytes.length == 0) return;
        var frame = java.nio.ByteBuffer.allocate(5 + bytes.length).put(kind).putInt(bytes.length).put(bytes);
        out.write(frame.array());
    }

    @Override
    public void close() throws IOException {
        channel.close();
        threads.close();
    }
}
