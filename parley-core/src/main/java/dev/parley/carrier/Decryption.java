package dev.parley.carrier;

import dev.parley.crypto.Crypto;
import dev.parley.crypto.Secret;
import dev.parley.extension.EncryptThenMac;
import dev.parley.extension.ExtendedMainSecret;
import dev.parley.handshake.Custody;
import dev.parley.handshake.KeyMaterial;
import dev.parley.handshake.Transcript;
import dev.parley.id.BulkCipher;
import dev.parley.id.CipherSuite;
import dev.parley.id.KeyExchange;
import dev.parley.id.ProtocolVersion;
import dev.parley.message.ClientHello;
import dev.parley.message.ClientKeyExchange;
import dev.parley.message.Dialect;
import dev.parley.message.Handshake;
import dev.parley.message.OldDialects;
import dev.parley.message.ServerHello;
import dev.parley.observe.KeyRing;
import dev.parley.observe.Watcher;
import dev.parley.observe.Way;
import dev.parley.schedule.KeyBlock;
import dev.parley.schedule.Labels;
import dev.parley.schedule.Prf12;
import dev.parley.wire.Bytes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a bystander can derive from the keys that somebody gave it. */
final class Decryption implements AutoCloseable {
    private final Custody crypto;
    private final KeyRing keys;
    private final Watcher watcher;
    private final Transcript transcript;
    private final Map<Way, Secret> traffic = new EnumMap<>(Way.class);
    private ClientHello client;
    private Optional<ClientHello> hidden = Optional.empty();
    private ServerHello server;
    private ProtocolVersion version;
    private Secret main;
    private KeyBlock block;

    /** @param watcher is told the secrets that are used, if it wants to know */
    Decryption(Crypto crypto, KeyRing keys, Watcher watcher) {
        this.crypto = new Custody(crypto);
        this.keys = keys;
        this.watcher = watcher;
        this.transcript = new Transcript(this.crypto);
    }

    void transcript(Bytes bytes, Handshake message) {
        if (main == null && !(message instanceof dev.parley.message.HelloRequest)) transcript.add(bytes);
    }

    void clientHello(ClientHello hello) {
        client = hello;
        hidden = RecordedEch.open(crypto, keys, hello);
    }

    /** The hello that was hidden in the one just heard, if somebody has the key to it. RFC 9850 section 2.3. */
    Optional<ClientHello> hidden() {
        return hidden;
    }

    /** Secrets are kept under the random of the hello that counts: the hidden one, if the server has opened it. */
    private Optional<Bytes> secret(String label) {
        return hidden.flatMap(hello -> keys.secret(label, hello.random()))
            .or(() -> keys.secret(label, client.random()));
    }

    void serverHello(ServerHello hello, ProtocolVersion chosen) {
        server = hello;
        version = chosen;
    }

    Dialect dialect() {
        boolean is13 = version.equals(ProtocolVersion.TLS_1_3) || (version.id() & 0xFF00) == 0x7F00;
        if (is13) return Dialect.TLS13;
        var exchange = KeyExchange.inNameOf(server.cipherSuite());
        return version.atLeast(ProtocolVersion.TLS_1_2) ? Dialect.tls12(exchange)
            : OldDialects.before12(version, exchange);
    }

    private Optional<CipherSuite> suite() {
        if (server == null || client == null) return Optional.empty();
        var suite = server.cipherSuite();
        return suite.parts().filter(parts -> crypto.ciphers().contains(parts.cipher())).map(parts -> suite);
    }

    /** Early data goes under the first suite that the client offers and somebody has a key of the right length for. */
    Optional<Opener> early(ClientHello hello) {
        var secret = secret("CLIENT_EARLY_TRAFFIC_SECRET");
        return secret.flatMap(bytes -> hello.cipherSuites().stream().filter(CipherSuite::isFor13)
            .filter(suite -> suite.parts().isPresent())
            .filter(suite -> suite.hash().length() == bytes.length()).findFirst()
            .map(suite -> Records.opener(crypto,
                new KeyMaterial.Traffic(suite, told("CLIENT_EARLY_TRAFFIC_SECRET", bytes)))));
    }

    Optional<Opener> handshake(Way way) {
        return opener(way, way == Way.OUT ? "CLIENT_HANDSHAKE_TRAFFIC_SECRET" : "SERVER_HANDSHAKE_TRAFFIC_SECRET");
    }

    Optional<Opener> application(Way way) {
        return opener(way, way == Way.OUT ? "CLIENT_TRAFFIC_SECRET_0" : "SERVER_TRAFFIC_SECRET_0");
    }

    private Optional<Opener> opener(Way way, String label) {
        if (client == null) return Optional.empty();
        var secret = secret(label);
        return suite().filter(suite -> suite.isFor13() && secret.isPresent()).map(suite -> {
            traffic.put(way, told(label, secret.get()));
            return Records.opener(crypto, new KeyMaterial.Traffic(suite, traffic.get(way)));
        });
    }

    private Secret told(String label, Bytes value) {
        return told(label, crypto.secret(value.toArray()));
    }

    private Secret told(String label, Secret secret) {
        if (watcher.wantsSecrets()) watcher.secret(label, client.random(), secret);
        return secret;
    }

    /** After a key update. */
    Optional<Opener> next(Way way) {
        return suite().filter(suite -> traffic.containsKey(way)).map(suite -> {
            traffic.put(way, Labels.next(crypto, suite.hash(), traffic.get(way)));
            return Records.opener(crypto, new KeyMaterial.Traffic(suite, traffic.get(way)));
        });
    }

    /** With the server's RSA key the premaster secret can be read: RSA key exchange has no forward secrecy. */
    void clientKeyExchange(ClientKeyExchange exchange, Way way) {
        var suite = suite();
        if (way != Way.OUT || suite.isEmpty() || suite.get().keyExchange() != KeyExchange.RSA
            || keys.rsaKey().isEmpty()) return;
        if (!version.equals(ProtocolVersion.TLS_1_2)) return;
        var premaster =
            told("premaster secret", crypto.decryptPremaster(keys.rsaKey().get(), exchange.exchangeKeys(),
                client.legacyVersion().id()));
        transcript.use(suite.get().hash());
        main = told("CLIENT_RANDOM", server.extensions().has(ExtendedMainSecret.IT)
            ? Prf12.extendedMainSecret(crypto, suite.get().hash(), premaster, transcript.now())
            : Prf12.mainSecret(crypto, suite.get().hash(), premaster, client.random(), server.random()));
    }

    /** The keys of TLS 1.2 for one way. */
    Optional<Opener> block(Way way) {
        var suite = suite();
        if (suite.isEmpty() || !version.equals(ProtocolVersion.TLS_1_2)) return Optional.empty();
        if (main == null)
            keys.secret("CLIENT_RANDOM", client.random()).ifPresent(bytes -> main = told("CLIENT_RANDOM", bytes));
        if (main == null) return Optional.empty();
        if (block == null) block = Prf12.keyBlock(crypto, suite.get(), main, client.random(), server.random());
        boolean outerMac =
            server.extensions().has(EncryptThenMac.IT) && suite.get().cipher().kind() == BulkCipher.Kind.CBC;
        return Optional.of(Records.opener(crypto,
            new KeyMaterial.Block(suite.get(), way == Way.OUT ? block.client() : block.server(), outerMac)));
    }

    @Override
    public void close() {
        crypto.close();
    }
}
