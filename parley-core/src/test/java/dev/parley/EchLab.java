package dev.parley;

import dev.parley.carrier.Sent;
import dev.parley.carrier.Tamper;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.crypto.Aead;
import dev.parley.ech.EchConfigList;
import dev.parley.ech.EchKey;
import dev.parley.ech.EchKeys;
import dev.parley.extension.EncryptedClientHello;
import dev.parley.extension.EncryptedClientHello.Outer;
import dev.parley.hpke.Hpke;
import dev.parley.hpke.HpkeSuite;
import dev.parley.id.HpkeKem;
import dev.parley.id.NamedGroup;
import dev.parley.id.ProtocolVersion;
import dev.parley.inner.OuterHello;
import dev.parley.lab.KeyKind;
import dev.parley.lab.Spec;
import dev.parley.message.ClientHello;
import dev.parley.message.EncodedClientHelloInner;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Clients and servers with Encrypted Client Hello, and somebody who hides other things in a hello. */
final class EchLab {
    private EchLab() {}

    static final String PUBLIC_NAME = "public.example";
    static final EchKey KEY = key(7);
    static final EchKey OTHER = key(8);
    private static final Credential PUBLIC = Sides.server(Spec.server(PUBLIC_NAME).key(KeyKind.P256));

    static EchKey key(int id) {
        return key(id, HpkeKem.X25519);
    }

    static EchKey key(int id, HpkeKem kem) {
        return EchKey.generate(Cryptography.jdk(), kem, HpkeSuite.USUAL, id, PUBLIC_NAME, 32);
    }

    static EchConfigList configs(EchKey... keys) {
        return new EchConfigList(List.of(keys).stream().map(EchKey::config).toList());
    }

    static Tls server(Consumer<TlsSettings> more) {
        return Sides.server(it -> more.accept(it.credentials(Sides.EC, PUBLIC).echKeys(EchKeys.of(KEY))));
    }

    /** Asks for another group than the client has a share for. */
    static Tls retrying(Consumer<TlsSettings> more) {
        return server(it -> more.accept(it.groups(NamedGroup.SECP256R1)));
    }

    static Tls client(Consumer<TlsSettings> more) {
        return Sides.client(it -> more.accept(it.ech(configs(KEY))));
    }

    static Tls client13(Consumer<TlsSettings> more) {
        return client(it -> more.accept(it.versions(ProtocolVersion.TLS_1_3)));
    }

    /** Opens each hello with the server's key and hides something else in it. */
    static final class Forger implements Tamper {
        private final UnaryOperator<Bytes> first;
        private final UnaryOperator<Bytes> second;
        private Hpke from;
        private Hpke to;

        private Forger(UnaryOperator<Bytes> first, UnaryOperator<Bytes> second) {
            this.first = first;
            this.second = second;
        }

        /** @param change of the encoded hidden hello of a first hello */
        static Forger first(UnaryOperator<Bytes> change) {
            return new Forger(change, it -> it);
        }

        static Forger second(UnaryOperator<Bytes> change) {
            return new Forger(it -> it, change);
        }

        static Forger firstHello(UnaryOperator<ClientHello> change) {
            return first(bytes -> {
                var encoded = EncodedClientHelloInner.WIRE.parse(bytes);
                return EncodedClientHelloInner.WIRE
                    .encode(new EncodedClientHelloInner(change.apply(encoded.clientHello()), encoded.zeros()));
            });
        }

        @Override
        public List<Sent> instead(Sent sent) {
            if (!(sent instanceof Sent.Message message) || !(message.message() instanceof ClientHello hello))
                return List.of(sent);
            return List.of(message.with(forge(hello)));
        }

        private ClientHello forge(ClientHello hello) {
            var offer = (Outer) hello.extensions().offered(EncryptedClientHello.IT).orElseThrow();
            boolean again = to != null;
            var encapsulation = Bytes.EMPTY;
            if (!again) {
                var crypto = Cryptography.jdk();
                var keyConfig = KEY.config().contents().keyConfig();
                from = Hpke.from(crypto, keyConfig.kem(), offer.suite(), KEY.key(), offer.encapsulation(),
                    KEY.config().info());
                var sender = Hpke.to(crypto, keyConfig.kem(), offer.suite(), keyConfig.publicKey(),
                    KEY.config().info());
                to = sender.hpke();
                encapsulation = sender.encapsulation();
            }
            int number = again ? 1 : 0;
            var plain = open(number, hello, offer);
            var changed = (again ? second : first).apply(plain);
            var blank = new Outer(offer.suite(), offer.configId(), encapsulation,
                Bytes.own(new byte[changed.length() + Hpke.OVERHEAD]));
            var sealed = to.seal(number, OuterHello.authenticated(OuterHello.with(hello, blank), blank), changed);
            return OuterHello.with(hello, blank.payload(sealed));
        }

        private Bytes open(int number, ClientHello hello, Outer offer) {
            try {
                return from.open(number, OuterHello.authenticated(hello, offer), offer.payload());
            } catch (Aead.Altered e) {
                throw new AssertionError(e);
            }
        }

        void close() {
            if (from == null) return;
            from.close();
            to.close();
        }
    }
}
