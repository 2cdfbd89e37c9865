package dev.parley.cli;

import dev.parley.Tls;
import dev.parley.config.Side;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.explain.capture.Recorder;
import dev.parley.lab.KeyKind;
import dev.parley.lab.LabAuthority;
import dev.parley.lab.Spec;
import dev.parley.observe.Epoch;
import dev.parley.observe.Facts;
import dev.parley.observe.KeyLog;
import dev.parley.observe.Observer;
import dev.parley.observe.Way;
import dev.parley.message.RecordHeader;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A capture without any secrets in it, and what opens it in files of their own. */
record SecretsApart(Path capture, Path keyLog, Path rsaKey) {
    private static final LabAuthority AUTHORITY = LabAuthority.create(KeyKind.P256);

    static SecretsApart of(Path folder, Consumer<TlsSettings> both) throws IOException, InterruptedException {
        var made = new SecretsApart(folder.resolve("bare.pcapng"), folder.resolve("keys.log"),
            folder.resolve("server.key"));
        var issued = AUTHORITY.issue(Spec.server("localhost").key(KeyKind.RSA_2048));
        Files.writeString(made.rsaKey, issued.pemKey());
        var server = Tls.server(it -> both.accept(it.credentials(Credential.of(issued.chain(), issued.key()))));
        var log = KeyLog.to(made.keyLog);
        try (var recorder = Recorder.to(made.capture); var listening = new ServerSocket(0, 1,
            InetAddress.getLoopbackAddress())) {
            var client = Tls.client(it -> both.accept(it.trust(Trust.of(List.of(AUTHORITY.root())))))
                .observing(() -> recordsOnly(recorder.observer(Side.CLIENT))).observing(() -> log);
            var serving = Thread.ofVirtual().start(() -> {
                try (var link = server.accept(listening.accept(), Duration.ofMinutes(1))) {
                    link.input().readAllBytes();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (var link = client.connect("localhost",
                new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()), Duration.ofMinutes(1))) {
                link.output().write("a secret question".getBytes(StandardCharsets.UTF_8));
            }
            serving.join();
        }
        return made;
    }

    /** A recorder that is told no secrets writes none. */
    private static Observer recordsOnly(Observer recorder) {
        return new Observer() {
            @Override
            public void record(Way way, Epoch epoch, RecordHeader header, int innerType, long number, Bytes raw,
                Bytes content) {
                recorder.record(way, epoch, header, innerType, number, raw, content);
            }

            @Override
            public void established(Facts facts) {
                recorder.established(facts);
            }

            @Override
            public void closed(Way way, boolean clean) {
                recorder.closed(way, clean);
            }
        };
    }
}
