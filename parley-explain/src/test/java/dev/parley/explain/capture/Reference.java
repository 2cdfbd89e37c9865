package dev.parley.explain.capture;

import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What tshark makes of a capture.
 *
 * @param packets how many
 * @param datagrams of UDP: packet, stream, bytes
 * @param said per TCP stream, what each side said
 */
record Reference(int packets, int tcpStreams, int udpStreams, List<String> datagrams,
    Map<Integer, Map<String, Bytes>> said) {
    private static final String FOLLOWED = "Filter: tcp.stream eq ";

    /** @param streams how many TCP streams to follow */
    static Reference of(Path capture, int streams) throws IOException, InterruptedException {
        var arguments =
            new ArrayList<>(List.of("-T", "fields", "-E", "separator=|", "-e", "frame.number", "-e", "tcp.stream",
                "-e", "udp.stream", "-e", "udp.length", "-e", "icmp.type"));
        for (int i = 0; i < streams; i++) arguments.addAll(List.of("-z", "follow,tcp,raw," + i));
        var lines = Outside.tshark(capture, arguments);

        var packets = lines.stream().filter(line -> line.contains("|")).map(line -> line.split("\\|", -1)).toList();
        return new Reference(packets.size(), streams(packets, 1), streams(packets, 2), datagrams(packets),
            followed(lines));
    }

    private static int streams(List<String[]> packets, int column) {
        return packets.stream().flatMap(fields -> Arrays.stream(fields[column].split(",")))
            .filter(stream -> !stream.isEmpty()).mapToInt(stream -> Integer.parseInt(stream) + 1).max().orElse(0);
    }

    /** Without those that are only quoted, in a message of ICMP. */
    private static List<String> datagrams(List<String[]> packets) {
        return packets.stream().filter(fields -> !fields[3].isEmpty() && fields[4].isEmpty())
            .map(fields -> fields[0] + " " + fields[2] + " " + (Integer.parseInt(fields[3]) - 8)).toList();
    }

    private static Map<Integer, Map<String, Bytes>> followed(List<String> lines) {
        var followed = new HashMap<Integer, Map<String, Bytes>>();
        var said = new HashMap<String, Bytes>();
        var nodes = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith(FOLLOWED)) {
                followed.put(Integer.parseInt(line.substring(FOLLOWED.length())), said = new HashMap<>());
                nodes.clear();
            } else if (line.startsWith("Node ")) nodes.add(line.substring("Node 0: ".length()));
            else if (line.matches("\t?[0-9a-f]+"))
                said.merge(nodes.get(line.startsWith("\t") ? 1 : 0), Bytes.ofHex(line), Bytes::join);
        }
        return followed;
    }
}
