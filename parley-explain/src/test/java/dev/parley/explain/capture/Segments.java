package dev.parley.explain.capture;

import static dev.parley.explain.capture.net.TcpHeader.ACK;
import static dev.parley.explain.capture.net.TcpHeader.FIN;
import static dev.parley.explain.capture.net.TcpHeader.RST;
import static dev.parley.explain.capture.net.TcpHeader.SYN;

import dev.parley.explain.capture.net.Endpoint;
import dev.parley.explain.capture.net.TcpHeader;
import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** TCP segments one by one, as a test wants them. Sequence numbers count from each side's SYN. */
final class Segments {
    static final Endpoint CLIENT = new Endpoint(Bytes.ofHex("c0000201"), 50_000);
    static final Endpoint SERVER = new Endpoint(Bytes.ofHex("c0000202"), 443);
    private static final Packets PACKETS = new Packets(true);

    private final List<Bytes> packets = new ArrayList<>();
    private long clientStart = 1_000;
    private long serverStart = 2_000;

    /** The sequence numbers of the SYNs. */
    Segments from(long client, long server) {
        clientStart = client;
        serverStart = server;
        return this;
    }

    Segments handshake() {
        return client(0, 0, SYN, "").server(0, 1, SYN | ACK, "").client(1, 1, ACK, "");
    }

    Segments client(int sequence, String text) {
        return client(sequence, 1, ACK, text);
    }

    Segments server(int sequence, String text) {
        return server(sequence, 1, ACK, text);
    }

    Segments client(int sequence, int acknowledged, int flags, String text) {
        return add(CLIENT, SERVER, clientStart + sequence, serverStart + acknowledged, flags, text);
    }

    Segments server(int sequence, int acknowledged, int flags, String text) {
        return add(SERVER, CLIENT, serverStart + sequence, clientStart + acknowledged, flags, text);
    }

    /** All is said up to here, by both. */
    Segments fins(int client, int server) {
        return client(client, server, FIN | ACK, "").server(server, client + 1, FIN | ACK, "");
    }

    Segments reset(int sequence) {
        return client(sequence, 0, RST, "");
    }

    private Segments add(Endpoint from, Endpoint to, long sequence, long acknowledged, int flags, String text) {
        var header = new TcpHeader(from.port(), to.port(), sequence & 0xFFFF_FFFFL, acknowledged & 0xFFFF_FFFFL,
            TcpHeader.LENGTH, flags, 0xFFFF, 0, 0, Bytes.EMPTY);
        packets.add(PACKETS.tcp(from, to, header, Bytes.ofLatin1(text)));
        return this;
    }

    List<Bytes> packets() {
        return packets;
    }

    Story story() {
        return Story.of(FileBytes.pcap(FileBytes.RAW_IP, packets));
    }

    /** What the reader says of it, without the first line, which names the connection. */
    List<String> said() {
        return story().said().stream().skip(1).toList();
    }
}
