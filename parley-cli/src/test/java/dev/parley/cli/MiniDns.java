package dev.parley.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on loopback that knows one HTTPS record, behind an alias, and answers nobody else but "no such name". RFC 1035. */
final class MiniDns implements AutoCloseable {
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;
    private static final String POOL = "pool.example";

    private final DatagramSocket socket;
    private final String name;
    private final byte[] config;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private MiniDns(String name, byte[] config) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.name = name;
        this.config = config;
        Thread.ofVirtual().start(this::serve);
    }

    /** @param config in base64 */
    static MiniDns with(String name, String config) throws IOException {
        return new MiniDns(name, Base64.getDecoder().decode(config));
    }

    /** Knows nothing, and says that something is wrong with it. */
    static MiniDns failing() throws IOException {
        return new MiniDns("", null);
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    /** The names that were looked up. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[1500], 1500);
        try {
            while (true) {
                socket.receive(packet);
                var answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException _) {
            socket.close(); // it is time to leave
        }
    }

    private byte[] answer(ByteBuffer question) throws IOException {
        int id = question.getShort();
        question.position(12);
        var wanted = new StringBuilder();
        for (int length = question.get(); length > 0; length = question.get()) {
            var label = new byte[length];
            question.get(label);
            wanted.append(wanted.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        int end = question.position() + 4;
        asked.add(wanted.toString());
        var data = data(wanted.toString());
        int code = config == null ? SERVER_FAILURE : data.length == 0 ? NO_SUCH_NAME : 0;
        var out = new ByteArrayOutputStream();
        out.writeBytes(shorts(id, 0x8580 | code, 1, data.length == 0 ? 0 : 1, 0, 0));
        out.write(question.array(), question.arrayOffset() + 12, end - 12);
        if (data.length > 0) {
            out.writeBytes(shorts(0xC00C, 65, 1, 0, 300, data.length)); // the name asked for, HTTPS, IN, 300 seconds
            out.writeBytes(data);
        }
        return out.toByteArray();
    }

    private byte[] data(String wanted) throws IOException {
        var out = new ByteArrayOutputStream();
        if (wanted.equals(name)) { // priority 0: an alias
            out.writeBytes(shorts(0));
            for (var label : List.of(POOL.split("\\."))) {
                out.write(label.length());
                out.write(label.getBytes(StandardCharsets.US_ASCII));
            }
            out.write(0);
        } else if (wanted.equals(POOL)) { // the name itself; alpn h2, ech
            out.writeBytes(shorts(1));
            out.write(0);
            out.writeBytes(shorts(1, 3));
            out.write(new byte[]{2, 'h', '2'});
            out.writeBytes(shorts(5, config.length));
            out.write(config);
        }
        return out.toByteArray();
    }

    private static byte[] shorts(int... values) {
        var bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) bytes.putShort((short) value);
        return bytes.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
