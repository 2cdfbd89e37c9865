package dev.parley.explain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cryptography;
import dev.parley.explain.capture.KeyLog;
import dev.parley.explain.capture.Outside;
import dev.parley.explain.capture.Progress;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.KeyShare;
import dev.parley.extension.SignatureAlgorithms;
import dev.parley.extension.SupportedGroups;
import dev.parley.extension.SupportedVersions;
import dev.parley.message.Alert;
import dev.parley.message.CertificateRequest12;
import dev.parley.message.CertificateRequest13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.ServerKeyExchange;
import dev.parley.id.NamedGroup;
import dev.parley.id.SignatureScheme;
import dev.parley.message.NewSessionTicket13;
import dev.parley.extension.SignatureAlgorithmsCert;
import dev.parley.extension.DelegatedCredential;
import dev.parley.message.Certificate13;
import dev.parley.message.ClientHello;
import dev.parley.message.Dialect;
import dev.parley.message.EncryptedExtensions;
import dev.parley.message.Handshake;
import dev.parley.message.HandshakeType;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.observe.Epoch;
import dev.parley.observe.Way;
import dev.parley.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of every capture, field by field, beside what tshark reads there. */
class TsharkFieldsTest {
    private static final List<String> FIELDS = List.of("tls.handshake.type", "tls.handshake.ciphersuite",
        "tls.handshake.extension.type", "tls.handshake.extensions_supported_group",
        "tls.handshake.extensions_key_share_group", "tls.handshake.sig_hash_alg",
        "tls.handshake.extensions.supported_version", "tls.alert_message.desc");

    static Stream<Path> captures() throws IOException {
        return Outside.captures().stream();
    }

    /** What is said in each stream, by field. tshark tells what was sent again more than once, so here each value is told once. */
    private static final class Read {
        final Map<String, Set<Integer>> all = new TreeMap<>();
        /** Streams under a suite that Parley does not have. */
        final Set<Integer> strange = new HashSet<>();

        void add(int stream, String field, int value) {
            all.computeIfAbsent(stream + " " + field, _ -> new LinkedHashSet<>()).add(value);
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyFieldIsWhatTsharkReads(Path file) throws Exception {
        Outside.needTshark();
        var keys = Path.of(file.toString().replaceAll("pcap(ng)?$", "keys"));
        var theirs = theirs(file, Files.exists(keys) ? Optional.of(keys) : Optional.empty());
        var ours = ours(file, Files.exists(keys) ? KeyLog.read(keys) : new KeyLog());
        for (var key : theirs.all.keySet()) {
            var stream = key.substring(0, key.indexOf(' '));
            if (isBeyondParley(file, ours, stream, key)) continue;
            var same = assertThat(ours.all.getOrDefault(key, Set.of()))
                .as(file.getFileName() + ", stream " + key);
            if (file.endsWith("tls1.2-protocol-violation.pcap")) same.containsAll(theirs.all.get(key));
            else same.containsExactlyInAnyOrderElementsOf(theirs.all.get(key));
        }
        assertThat(ours.all.keySet()).as("tshark may take a stream for no TLS, but not Parley")
            .containsAll(theirs.all.keySet().stream()
                .filter(it -> !isBeyondParley(file, ours, it.substring(0, it.indexOf(' ')), it)).toList());
    }

    /** What is left out: SSL 2.0 beyond its hello, suites that Parley cannot open. */
    private static boolean isBeyondParley(Path file, Read ours, String stream, String key) {
        if (file.endsWith("ssl-v2.pcap")) return true;
        boolean opens = !ours.strange.contains(Integer.valueOf(stream));
        return !opens
            && Set.of(FIELDS.getFirst(), FIELDS.get(5), FIELDS.getLast()).contains(key.substring(stream.length() + 1));
    }

    private static Read theirs(Path file, Optional<Path> keys) throws Exception {
        var arguments = new ArrayList<>(List.of("-Y", "tls && tcp", "-T", "fields", "-E", "aggregator=,"));
        keys.ifPresent(it -> arguments.addAll(List.of("-o", "tls.keylog_file:" + it)));
        arguments.addAll(List.of("-e", "tcp.stream"));
        FIELDS.forEach(it -> arguments.addAll(List.of("-e", it)));
        var read = new Read();
        for (var line : Outside.tshark(file, arguments)) {
            var columns = line.split("\t", -1);
            for (int i = 0; i < FIELDS.size(); i++)
                for (var value : columns[i + 1].split(","))
                    if (!value.isEmpty()) read.add(Integer.parseInt(columns[0]), FIELDS.get(i), Integer.decode(value));
        }
        return read;
    }

    private static Read ours(Path file, KeyLog keys) throws IOException {
        var read = new Read();
        new CaptureDecoder(Cryptography.jdk(), keys, Optional.empty(), connection -> new CaptureDecoder.Listener() {
            @Override
            public void message(Way way, Epoch epoch, Dialect dialect, Handshake message, Bytes bytes) {
                add(FIELDS.get(0), message.type().id());
                switch (message) {
                    case ClientHello hello -> {
                        hello.cipherSuites().forEach(it -> add(FIELDS.get(1), it.id()));
                        extensions(hello.extensions());
                        offers(hello.extensions());
                        drafts(hello.extensions(), true);
                    }
                    case ServerHello hello -> {
                        add(FIELDS.get(1), hello.cipherSuite().id());
                        boolean known = hello.cipherSuite().parts()
                            .filter(it -> Cryptography.jdk().ciphers().contains(it.cipher())).isPresent();
                        if (!known) read.strange.add(connection.stream());
                        extensions(hello.extensions());
                        hello.extensions().find(KeyShare.IT, KeyShare.Share.class)
                            .ifPresent(it -> add(FIELDS.get(4), it.share().group().id()));
                        drafts(hello.extensions(), false);
                        if (hello.extensions().has(SupportedVersions.IT)) add(FIELDS.get(6), hello.version().id());
                    }
                    case HelloRetryRequest retry -> {
                        add(FIELDS.get(1), retry.cipherSuite().id());
                        extensions(retry.extensions());
                        retry.extensions().find(KeyShare.IT, NamedGroup.class)
                            .ifPresent(it -> add(FIELDS.get(4), it.id()));
                    }
                    case EncryptedExtensions it -> extensions(it.extensions());
                    case CertificateRequest13 it -> {
                        extensions(it.extensions());
                        offers(it.extensions());
                    }
                    case CertificateRequest12 it -> it.supportedSignatureAlgorithms().forEach(this::scheme);
                    case ServerKeyExchange.Signed it when !it.algorithm().equals(ServerKeyExchange.UNSAID) ->
                        scheme(it.algorithm());
                    case CertificateVerify it -> scheme(it.algorithm());
                    case NewSessionTicket13 it -> extensions(it.extensions());
                    case Certificate13 it -> it.certificateList().forEach(one -> extensions(one.extensions()));
                    default -> {}
                }
            }

            private void offers(ExtensionBlock block) {
                SupportedGroups.in(block).forEach(it -> add(FIELDS.get(3), it.id()));
                block.find(KeyShare.IT, KeyShare.Shares.class)
                    .ifPresent(it -> it.shares().forEach(one -> add(FIELDS.get(4), one.group().id())));
                block.find(SignatureAlgorithms.IT, SignatureAlgorithms.Schemes.class)
                    .ifPresent(it -> it.schemes().forEach(this::scheme));
                block.find(SignatureAlgorithmsCert.IT, SignatureAlgorithms.Schemes.class)
                    .ifPresent(it -> it.schemes().forEach(this::scheme));
                block.find(DelegatedCredential.IT, SignatureAlgorithms.Schemes.class)
                    .ifPresent(it -> it.schemes().forEach(this::scheme));
                block.find(SupportedVersions.IT, SupportedVersions.Versions.class)
                    .ifPresent(it -> it.versions().forEach(one -> add(FIELDS.get(6), one.id())));
            }

            private void drafts(ExtensionBlock block, boolean client) {
                KeyShare.inDraft(block, client).forEach(it -> add(FIELDS.get(4), it.group().id()));
            }

            private void scheme(SignatureScheme scheme) {
                add(FIELDS.get(5), scheme.id());
            }

            private void extensions(ExtensionBlock block) {
                block.entries().forEach(it -> add(FIELDS.get(2), it.type()));
            }

            @Override
            public void unread(Way way, HandshakeType type, Bytes bytes, String why) {
                add(FIELDS.get(0), type.id());
            }

            @Override
            public void alert(Way way, Epoch epoch, Alert alert) {
                add(FIELDS.getLast(), alert.description().id());
            }

            private void add(String field, int value) {
                read.add(connection.stream(), field, value);
            }
        }).decode(file, Progress.IGNORED);
        return read;
    }
}
