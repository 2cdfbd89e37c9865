package dev.parley.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Rfc8448.Step;
import dev.parley.config.Side;
import dev.parley.credential.PeerChain;
import dev.parley.crypto.Aead;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.crypto.jca.FixedCrypto;
import dev.parley.extension.KeyShare;
import dev.parley.handshake.Custody;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Signed13;
import dev.parley.handshake.Transcript;
import dev.parley.id.CipherSuite;
import dev.parley.id.HashAlgorithm;
import dev.parley.id.NamedGroup;
import dev.parley.message.Certificate13;
import dev.parley.message.CertificateVerify;
import dev.parley.message.Dialect;
import dev.parley.message.HelloRetryRequest;
import dev.parley.message.ServerHello;
import dev.parley.schedule.EarlySecret;
import dev.parley.schedule.HandshakeSecret;
import dev.parley.schedule.Labels;
import dev.parley.schedule.MainSecret;
import dev.parley.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Goes through a trace of RFC 8448 and computes everything in it anew. */
final class TraceReplay implements AutoCloseable {
    private static final HashAlgorithm SHA256 = HashAlgorithm.SHA256;
    private static final CipherSuite SUITE = CipherSuite.TLS_AES_128_GCM_SHA256;

    private final FixedCrypto fixed = new FixedCrypto(1);
    private final Custody crypto = new Custody(fixed);
    private final Transcript transcript = new Transcript(crypto);
    private final Map<String, Crypto.Group.Offer> offers = new HashMap<>();
    private final Map<String, Bytes> secrets = new HashMap<>();
    private final Map<String, Sealer> sealers = new HashMap<>(Map.of("client", clear(), "server", clear()));
    private final Map<String, Opener> openers = new HashMap<>(Map.of("client", clear(), "server", clear()));
    private Optional<Bytes> psk;
    private EarlySecret early;
    private HandshakeSecret handshake;
    private MainSecret main;
    private ServerHello hello;
    private Certificate13 certificate;
    private int records;

    /** @param psk of an earlier conversation */
    TraceReplay(Optional<Bytes> psk) {
        this.psk = psk;
    }

    private static ClearRecords clear() {
        return new ClearRecords();
    }

    /** What a later conversation can go on with. */
    Optional<Bytes> psk() {
        return psk;
    }

    /** How many records were compared. */
    int records() {
        return records;
    }

    void take(Step step) {
        var title = step.title();
        if (step.values().containsKey("info")) expanded(step);
        if (title.startsWith("create an ephemeral")) keyPair(step);
        else if (title.startsWith("construct a")) message(step);
        else if (title.startsWith("extract secret") && step.values().containsKey("secret")) extract(step);
        else if (title.startsWith("derive secret \"") && step.values().containsKey("expanded")) derive(step);
        else if (title.contains("traffic keys for")) trafficKeys(step);
        else if (title.startsWith("calculate finished") && step.values().containsKey("finished")) finished(step);
        else if (title.startsWith("calculate PSK binder") && step.values().containsKey("finished")) binder(step);
        else if (title.startsWith("generate resumption secret") && step.values().containsKey("expanded")) ticket(step);
        else if (title.startsWith("send")) record(step);
    }

    private Secret secret(Bytes bytes) {
        return crypto.secret(bytes.toArray());
    }

    private static void same(Step step, Secret ours, Bytes theirs) {
        Bytes bytes = ours.use(it -> Bytes.of(it));
        assertThat(bytes).as("%s", step).isEqualTo(theirs);
    }

    private Bytes now() {
        return Bytes.own(transcript.now());
    }

    /** HKDF-Expand, and the label in front of it. */
    private void expanded(Step step) {
        var length = step.value("expanded").length();
        same(step, crypto.expand(SHA256, secret(step.value("PRK")), step.value("info").toArray(), length),
            step.value("expanded"));
        var label = LABEL.matcher(step.title());
        if (!label.find()) return;
        same(step, Labels.expand(crypto, SHA256, secret(step.value("PRK")), label.group(1),
            step.value("hash").toArray(), length), step.value("expanded"));
    }

    private static final Pattern LABEL = Pattern.compile("\"tls13 (.*)\"");

    private void keyPair(Step step) {
        var group = step.title().contains("x25519") ? NamedGroup.X25519 : NamedGroup.SECP256R1;
        fixed.privateKey(group, step.value("private key"));
        var offer = crypto.group(group).offer();
        assertThat(offer.share()).isEqualTo(step.value("public key"));
        offers.put(step.actor(), offer);
    }

    private void message(Step step) {
        var bytes = step.values().values().iterator().next();
        boolean isPrefix = step.title().contains("ClientHello") && psk.isPresent(); // the binders are still to come
        if (isPrefix) return;
        hear(bytes, step);
    }

    private void hear(Bytes bytes, Step step) {
        var message = Dialect.TLS13.parse(bytes);
        assertThat(Dialect.TLS13.encode(message)).as("%s", step).isEqualTo(bytes);
        transcript.add(bytes);
        switch (message) {
            case HelloRetryRequest _ -> transcript.restart(SHA256, true);
            case ServerHello said -> {
                hello = said;
                transcript.use(SHA256);
            }
            case Certificate13 shown -> certificate = shown;
            case CertificateVerify verify -> verify(verify, step);
            default -> {}
        }
    }

    private void verify(CertificateVerify verify, Step step) {
        boolean server = step.actor().equals("server");
        var content = Signed13.content(server ? Side.SERVER : Side.CLIENT, transcript.before());
        var key = PeerChain.ofClient(certificate.chain(), Instant.now()).leaf().key();
        assertThat(crypto.verify(verify.algorithm(), key, verify.signature(), content)).as("%s", step).isTrue();
    }

    private void extract(Step step) {
        var salt = step.values().containsKey("salt") ? secret(step.value("salt")) : null;
        same(step, crypto.extract(SHA256, salt, secret(step.value("IKM"))), step.value("secret"));
        if (step.title().contains("early")) {
            early = psk.map(it -> EarlySecret.of(crypto, SHA256, secret(it)))
                .orElseGet(() -> EarlySecret.withoutPsk(crypto, SHA256));
        } else if (step.title().contains("handshake")) {
            var share = hello.extensions().answered(KeyShare.IT).orElseThrow().share().keyExchange();
            var shared = offers.get("client").finish(share);
            same(step, shared, step.value("IKM"));
            handshake = early.handshake(shared);
        } else {
            main = handshake.main();
        }
    }

    private void derive(Step step) {
        var label = LABEL.matcher(step.title());
        assertThat(label.find()).isTrue();
        assertThat(now()).as("hash for %s", step).isEqualTo(step.value("hash"));
        var transcriptHash = transcript.now();
        var ours = switch (label.group(1)) {
            case "c e traffic" -> early.clientTraffic(transcriptHash);
            case "e exp master" -> early.exporter(transcriptHash);
            case "c hs traffic" -> handshake.clientTraffic(transcriptHash);
            case "s hs traffic" -> handshake.serverTraffic(transcriptHash);
            case "c ap traffic" -> main.clientTraffic(transcriptHash);
            case "s ap traffic" -> main.serverTraffic(transcriptHash);
            case "exp master" -> main.exporter(transcriptHash);
            case "res master" -> main.resumption(transcriptHash);
            default -> throw new AssertionError(step);
        };
        same(step, ours, step.value("expanded"));
        secrets.put(label.group(1), step.value("expanded"));
    }

    private void trafficKeys(Step step) {
        boolean writes = step.title().contains("write");
        var writer = writes == step.actor().equals("client") ? "c" : "s";
        var epoch = step.title().contains("early") ? " e" : step.title().contains("handshake") ? " hs" : " ap";
        var base = secrets.get(writer + epoch + " traffic");
        if (step.values().containsKey("PRK")) {
            assertThat(base).as("%s", step).isEqualTo(step.value("PRK"));
            same(step, Labels.key(crypto, SHA256, secret(base), 16), step.value("key expanded"));
            same(step, Labels.iv(crypto, SHA256, secret(base)), step.value("iv expanded"));
        }
        if (!writes) return;
        var material = new KeyMaterial.Traffic(SUITE, secret(base));
        sealers.put(step.actor(), Records.sealer(crypto, material)).close();
        openers.put(step.actor(), Records.opener(crypto, material)).close();
    }

    private void finished(Step step) {
        var data = Labels.verifyData(crypto, SHA256, secret(step.value("PRK")), transcript.now());
        assertThat(Bytes.own(data)).as("%s", step).isEqualTo(step.value("finished"));
    }

    private void binder(Step step) {
        var hash = crypto.hash(SHA256);
        hash.add(step.value("ClientHello prefix"));
        assertThat(Bytes.own(hash.soFar())).as("%s", step).isEqualTo(step.value("binder hash"));
        var key = early.binderKey(EarlySecret.Origin.RESUMPTION);
        same(step, key, step.value("PRK"));
        var data = Labels.verifyData(crypto, SHA256, key, hash.soFar());
        assertThat(Bytes.own(data)).as("%s", step).isEqualTo(step.value("finished"));
    }

    private void ticket(Step step) {
        var ours = Labels.psk(crypto, SHA256, secret(secrets.get("res master")), step.value("hash").toArray());
        same(step, ours, step.value("expanded"));
        psk = Optional.of(step.value("expanded"));
    }

    private void record(Step step) {
        var payload = step.value("payload");
        var complete = step.value("complete record");
        int type = step.title().contains("change_cipher_spec") ? 20 : step.title().contains("alert") ? 21
            : step.title().contains("application_data") ? 23 : 22;
        boolean isHello = payload.at(0) == 1 && payload.length() > 100 && type == 22;
        if (isHello && psk.isPresent()) hear(payload, step);
        if (isHello && psk.isPresent()) transcript.use(SHA256);
        var sealer = type == 20 ? clear() : sealers.get(step.actor());
        var record = ByteBuffer.allocate(complete.length() + 100);
        sealer.seal(type, ByteBuffer.wrap(payload.toArray()), 0, record);
        var ours = Bytes.copyOf(record.flip());
        if (isHello) ours = Bytes.join(ours.slice(0, 2), complete.slice(2, 3), ours.from(3)); // it may say TLS 1.0 there
        assertThat(ours).as("%s", step).isEqualTo(complete);
        assertThat(open(type == 20 ? clear() : openers.get(step.actor()), complete, type)).as("%s", step)
            .isEqualTo(payload);
        records++;
    }

    private static Bytes open(Opener opener, Bytes complete, int type) {
        var plain = ByteBuffer.allocate(complete.length());
        try {
            int opened =
                opener.open(complete.slice(0, 5).toArray(), ByteBuffer.wrap(complete.from(5).toArray()), plain);
            assertThat(opened).isEqualTo(type);
        } catch (Aead.Altered e) {
            throw new AssertionError(e);
        }
        return Bytes.copyOf(plain.flip());
    }

    @Override
    public void close() {
        crypto.close();
        sealers.values().forEach(Sealer::close);
        openers.values().forEach(Opener::close);
    }
}
