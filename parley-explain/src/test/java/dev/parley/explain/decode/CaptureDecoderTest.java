package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.explain.capture.CaptureEvent;
import dev.parley.explain.capture.CaptureReader;
import dev.parley.explain.capture.Connection;
import dev.parley.explain.capture.Direction;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Outside;
import dev.parley.explain.capture.Progress;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.HandshakeType;
import dev.parley.message.RecordHeader;
import dev.parley.message.ServerHello;
import dev.parley.message.Ssl2ClientHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import dev.parley.wire.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real traffic that no one here made, followed with the stack's own codecs, and compared with what tshark says of it. */
class CaptureDecoderTest {
    /** What was seen of one connection. */
    private static final class Notes implements CaptureDecoder.Listener {
        final Connection connection;
        final List<String> clearMessages = new ArrayList<>();
        boolean canBeOpened;
        final List<Integer> types = new ArrayList<>();
        final List<String> troubles = new ArrayList<>();
        final Map<Way, ByteArrayOutputStream> application = new EnumMap<>(Way.class);
        final Map<Way, Long> accounted = new EnumMap<>(Way.class);

        Notes(Connection connection) {
            this.connection = connection;
            for (var way : Way.values()) {
                application.put(way, new ByteArrayOutputStream());
                accounted.put(way, 0L);
            }
        }

        private void account(Way way, long bytes) {
            accounted.merge(way, bytes, Long::sum);
        }

        @Override
        public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
            Bytes content) {
            account(way, raw.length());
            if (innerType == 23 && !content.isEmpty()) application.get(way).writeBytes(content.toArray());
        }

        @Override
        public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
            types.add(message.type().id());
            if (message instanceof ServerHello hello)
                canBeOpened = hello.cipherSuite().parts()
                    .filter(parts -> Cryptography.jdk().ciphers().contains(parts.cipher())).isPresent();
            if (epoch == Epoch.CLEAR) clearMessages.add(way + " " + message.type().id() + " " + (bytes.length() - 4));
            assertThat(Span.of(dialect, bytes).to()).isEqualTo(bytes.length());
        }

        @Override
        public void unread(Way way, HandshakeType type, Bytes bytes, String why) {
            types.add(type.id());
            clearMessages.add(way + " " + type.id() + " " + (bytes.length() - 4));
            troubles.add("unread " + type + ": " + why);
        }

        @Override
        public void undecodable(Way way, long offset, Bytes bytes, String why) {
            troubles.add(way + " at " + offset + ", " + bytes.length() + " bytes: " + why);
            if (offset == accounted.get(way)) account(way, bytes.length());
        }

        @Override
        public void missing(Way way, long offset, long length) {
            account(way, length);
        }

        @Override
        public void prelude(Way way, Bytes text) {
            account(way, text.length());
        }

        @Override
        public void ssl2Hello(Ssl2ClientHello hello, Bytes bytes) {
            account(Way.OUT, bytes.length() + 2);
        }
    }

    private static List<Notes> decode(Path file, KeyLog keys) throws IOException {
        var all = new ArrayList<Notes>();
        new CaptureDecoder(Cryptography.jdk(), keys, Optional.empty(), connection -> {
            var notes = new Notes(connection);
            all.add(notes);
            return notes;
        }).decode(file, Progress.IGNORED);
        return all;
    }

    static Stream<Path> captures() throws IOException {
        return Outside.captures().stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyByteIsAccountedFor(Path file) throws Exception {
        var carried = new HashMap<String, Long>();
        CaptureReader.read(file, event -> {
            if (event instanceof CaptureEvent.Data data)
                carried.merge(data.connection() + " " + data.direction(), (long) data.bytes().length(), Long::sum);
            if (event instanceof CaptureEvent.Gap gap)
                carried.merge(gap.connection() + " " + gap.direction(), gap.length(), Long::sum);
        });
        for (var notes : decode(file, new KeyLog()))
            for (var direction : Direction.values()) {
                var way = direction == Direction.CLIENT_TO_SERVER ? Way.OUT : Way.IN;
                assertThat(notes.accounted.get(way)).as("%s %s", notes.connection, way)
                    .isEqualTo(carried.getOrDefault(notes.connection + " " + direction, 0L));
            }
    }

    /** Handshake messages in the clear: which, in which order, and how long. */
    @ParameterizedTest
    @CsvSource({"zeek/tls1.2.pcap", "zeek/tls1_1.pcap", "zeek/ecdhe.pcap", "zeek/certificate-request-failed.pcap",
        "zeek/ocsp-stapling.pcap", "zeek/tls-conn-with-extensions.pcap", "zeek/missing-intermediate.pcap",
        "zeek/signed_certificate_timestamp_tls1_0.pcap", "zeek/pop3-starttls.pcap", "zeek/xmpp-starttls.pcap",
        "zeek/tls13draft16-chrome55.0.2879.0-canary.pcap", "zeek/chrome-1250-tls-x25519-kyber.pcap",
        "ja4/browsers-x509.pcapng"})
    void sameMessagesAsTshark(String name) throws Exception {
        Outside.needTshark();
        var file = Outside.capture(name);
        var ours = new ArrayList<String>();
        for (var notes : decode(file, new KeyLog()))
            for (var message : notes.clearMessages)
                ours.add(notes.connection.stream() + " " + message.split(" ")[1] + " " + message.split(" ")[2]);
        var theirs = new ArrayList<String>();
        for (var line : Outside.tshark(file,
            List.of("-Y", "tls.handshake.type && tcp", "-T", "fields", "-E", "aggregator=,",
                "-e", "tcp.stream", "-e", "tls.handshake.type", "-e", "tls.handshake.length"))) {
            var fields = line.split("\t");
            var types = fields[1].split(",");
            var lengths = fields[2].split(",");
            for (int i = 0; i < types.length; i++) theirs.add(fields[0] + " " + types[i] + " " + lengths[i]);
        }
        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
        assertThat(ours).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"keylog/tls12.pcapng, keylog/tls12.keys", "keylog/tls13.pcapng, keylog/tls13.keys",
        "keylog/tls13-dsb.pcapng, ",
        "ja4/chrome-cloudflare-quic-with-secrets.pcapng, ", "zeek/tls-1.2-stream-keylog.pcap, "})
    void opensTheSameApplicationDataAsTshark(String name, String keys) throws Exception {
        Outside.needTshark();
        var file = Outside.capture(name);
        var log = keys == null ? new KeyLog() : KeyLog.read(file.resolveSibling(Path.of(keys).getFileName()));
        var all = decode(file, log);
        int compared = 0;
        var followed = followed(file,
            keys == null ? Optional.empty() : Optional.of(file.resolveSibling(Path.of(keys).getFileName())),
            all.stream().map(notes -> notes.connection).toList());
        for (var notes : all) {
            var theirs = followed.get(notes.connection.stream());
            for (var way : Way.values()) {
                var expected = theirs.get(way).toByteArray();
                if (expected.length == 0 || !notes.canBeOpened) continue;
                assertThat(notes.application.get(way).toByteArray())
                    .as("%s stream %d %s, %s", name, notes.connection.stream(), way, notes.troubles)
                    .isEqualTo(expected);
                compared++;
            }
        }
        if (!name.startsWith("zeek")) assertThat(compared).isPositive();
    }

    /** All streams in one run of tshark, since each run reads the whole file. */
    private static Map<Integer, Map<Way, ByteArrayOutputStream>> followed(Path file, Optional<Path> keys,
        List<Connection> connections)
        throws Exception {
        var arguments = new ArrayList<String>();
        keys.ifPresent(path -> arguments.addAll(List.of("-o", "tls.keylog_file:" + path)));
        arguments.add("-q");
        var all = new HashMap<Integer, Map<Way, ByteArrayOutputStream>>();
        for (var connection : connections) {
            arguments.addAll(List.of("-z", "follow,tls,raw," + connection.stream()));
            all.put(connection.stream(),
                Map.of(Way.IN, new ByteArrayOutputStream(), Way.OUT, new ByteArrayOutputStream()));
        }
        var clients = new HashMap<Integer, String>();
        connections.forEach(connection -> clients.put(connection.stream(), connection.client().toString()));
        int stream = -1;
        var first = Way.OUT;
        for (var line : Outside.tshark(file, arguments)) {
            var hex = line.strip();
            if (line.startsWith("Filter: tcp.stream eq ")) stream = Integer.parseInt(line.substring(22).strip());
            if (line.startsWith("Node 0: ")) first = line.substring(8).equals(clients.get(stream)) ? Way.OUT : Way.IN;
            if (hex.matches("[0-9a-f]{2,}")) all.get(stream).get(line.startsWith("\t") ? first.other() : first)
                .writeBytes(Bytes.ofHex(hex).toArray());
        }
        return all;
    }

    @Test
    void sslTwoToTlsThirteenAreRecognized() throws Exception {
        assertThat(decode(Outside.capture("zeek/ssl-v2.pcap"), new KeyLog())).isNotEmpty();
        var draft = decode(Outside.capture("zeek/tls13draft16-ff52.a01.pcap"), new KeyLog());
        assertThat(draft).anySatisfy(notes -> assertThat(notes.types).contains(1, 2));
        assertThat(draft).allSatisfy(notes -> assertThat(notes.troubles).isEmpty());
        assertThat(Files.exists(Outside.capture("zeek/tls1_1.pcap"))).isTrue();
    }
}
