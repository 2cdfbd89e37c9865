package dev.parley.bench;

import dev.parley.Connection;
import dev.parley.Cryptography;
import dev.parley.Tls;
import dev.parley.config.ClientAuth;
import dev.parley.config.TlsSettings;
import dev.parley.credential.Credential;
import dev.parley.credential.Trust;
import dev.parley.crypto.Crypto;
import dev.parley.crypto.KeysAhead;
import dev.parley.id.NamedGroup;
import dev.parley.lab.LabCertificate;
import java.nio.ByteBuffer;
import java.util.List;

/** Parley, by its own API. */
record Parley(Tls client, Tls server, Buffers buffers) implements Peers {
    /** Used by one pair of connections behind the other. */
    record Buffers(ByteBuffer toServer, ByteBuffer toClient, ByteBuffer in, ByteBuffer out) {}

    static Peers peers(Stack stack, Row row) {
        var trust = Trust.of(List.of(Papers.trusted(row)));
        var client = Tls.client(it -> {
            restrict(it, stack, row).trust(trust);
            if (row.isMutual()) it.credentials(credential(Papers.client()));
        });
        var server = Tls.server(it -> {
            restrict(it, stack, row).trust(trust).credentials(credential(Papers.server(row)));
            if (row.isMutual()) it.clientAuth(ClientAuth.NEED);
        });
        return new Parley(client, server, buffers(row.content()));
    }

    private static Buffers buffers(int content) {
        return new Buffers(ByteBuffer.allocate(1 << 16), ByteBuffer.allocate(1 << 16), ByteBuffer.allocate(1 << 15),
            ByteBuffer.allocate(content));
    }

    /** A handshake of these two. */
    static Talk meet(Tls client, Tls server) {
        return new Parley(client, server, buffers(1)).connect();
    }

    private static TlsSettings restrict(TlsSettings settings, Stack stack, Row row) {
        if (stack == Stack.PARLEY_FAST && Cryptography.standard() == Cryptography.jdk())
            throw new IllegalStateException("the fast module is not here");
        if (!row.isResumed()) settings.withoutSessions();
        settings.ech(it -> it.grease(false)); // none of the others pretends to hide its hello
        return settings.crypto(crypto(stack, row))
            .versions(row.version()).suites(row.suite).groups(row.group.orElse(NamedGroup.X25519), NamedGroup.SECP256R1)
            .keyShares(row.group.orElse(NamedGroup.X25519));
    }

    private static Crypto crypto(Stack stack, Row row) {
        var crypto = stack == Stack.PARLEY ? Cryptography.jdk() : Cryptography.standard();
        return row == Row.AHEAD_13 ? KeysAhead.of(crypto, 256, NamedGroup.X25519) : crypto;
    }

    static Credential credential(LabCertificate issued) {
        return Credential.of(issued.chain(), issued.key());
    }

    @Override
    public Talk connect() {
        return connect(false);
    }

    @Override
    public Talk connectSeen() {
        return connect(true);
    }

    private Talk connect(boolean watched) {
        var talk = new InMemory(client.open(Papers.HOST), server.open(), buffers);
        talk.shakeHands(watched);
        return talk;
    }

    private static final class InMemory implements Talk {
        private final Connection client;
        private final Connection server;
        private final Buffers buffers;
        private FirstFlight seen;

        InMemory(Connection client, Connection server, Buffers buffers) {
            this.client = client;
            this.server = server;
            this.buffers = buffers;
        }

        void shakeHands(boolean watched) {
            while (client.hasOutput() || server.hasOutput()) {
                move(client, buffers.toServer, server);
                if (watched && seen == null) seen = peek();
                move(server, buffers.toClient, client);
            }
            if (!client.isConnected() || !server.isConnected()) throw new IllegalStateException("stuck");
        }

        private FirstFlight peek() {
            server.drain(buffers.toClient.clear());
            var seenHere = FirstFlight.read(buffers.toClient.flip());
            feed(client, buffers.toClient);
            return seenHere;
        }

        private void move(Connection from, ByteBuffer net, Connection to) {
            from.drain(net.clear());
            feed(to, net.flip());
        }

        private void feed(Connection to, ByteBuffer net) {
            while (to.feed(net, buffers.in.clear()) == Connection.Fed.TASK) to.task().orElseThrow().run();
            if (to.failure().isPresent()) throw to.failure().get();
        }

        @Override
        public int send() {
            client.seal(buffers.out.clear(), buffers.toServer.clear());
            server.feed(buffers.toServer.flip(), buffers.in.clear());
            return buffers.in.position();
        }

        @Override
        public FirstFlight seen() {
            return seen;
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
