package dev.parley.cli;

import dev.parley.config.Side;
import dev.parley.explain.story.Chronicle;
import dev.parley.explain.story.Entry;
import dev.parley.explain.story.Witness;
import dev.parley.extension.Extension;
import dev.parley.message.ClientHello;
import dev.parley.message.ContentType;
import dev.parley.message.Dialect;
import dev.parley.message.RecordHeader;
import dev.parley.wire.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Somebody between client and server who passes records on, and changes one of them. It tells the chronicle which. */
final class Meddler implements AutoCloseable {
    /** What is done to records. */
    interface Meddling {
        /** @param number of the record among those of this sender, from 0; @return the same, or another */
        Bytes pass(Side sender, int number, Bytes record);
    }

    private final ServerSocket listening;
    private final int target;
    private final Meddling meddling;
    private final Chronicle chronicle;

    /** Listens at a port of its own. @param target the server's port */
    Meddler(int target, Meddling meddling, Chronicle chronicle) throws IOException {
        this.listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.target = target;
        this.meddling = meddling;
        this.chronicle = chronicle;
        Thread.ofVirtual().name("meddler").start(this::run);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void run() {
        try (var client = listening.accept(); var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            var back = Thread.ofVirtual().start(() -> pass(Side.SERVER, server, client));
            pass(Side.CLIENT, client, server);
            back.join();
        } catch (IOException _) {
            return; // the demonstration has ended before it began
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Side sender, Socket from, Socket to) {
        try {
            for (int number = 0;; number++) {
                var record = read(from.getInputStream());
                var passed = meddling.pass(sender, number, record);
                if (!passed.equals(record))
                    chronicle.add(Witness.BYSTANDER, at -> new Entry.Altered(at, sender, record, passed));
                to.getOutputStream().write(passed.toArray());
            }
        } catch (IOException _) {
            shut(to); // the sender has gone, which the other side shall see
        }
    }

    private static Bytes read(InputStream in) throws IOException {
        var header = in.readNBytes(RecordHeader.LENGTH);
        if (header.length < RecordHeader.LENGTH) throw new EOFException();
        var content = in.readNBytes(RecordHeader.WIRE.parse(Bytes.own(header)).length());
        return Bytes.join(Bytes.own(header), Bytes.own(content));
    }

    private static void shut(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            return; // it is shut already
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    // ---- what can be done to records

    /** Flips one bit of this side's Finished: of the first record behind its change_cipher_spec. */
    static Meddling flipFinished(Side whose) {
        var seen = new boolean[2]; // change_cipher_spec; done
        return (sender, _, record) -> {
            if (sender != whose || seen[1]) return record;
            if (seen[0]) {
                seen[1] = true;
                return flipped(record);
            }
            seen[0] = record.at(0) == ContentType.CHANGE_CIPHER_SPEC.id();
            return record;
        };
    }

    /** Flips one bit of this side's first record of application data behind its Finished. */
    static Meddling flipData(Side whose) {
        var seen = new int[2]; // records since change_cipher_spec, itself included; done
        return (sender, _, record) -> {
            if (sender != whose || seen[1] > 0) return record;
            if (seen[0] > 0 || record.at(0) == ContentType.CHANGE_CIPHER_SPEC.id()) seen[0]++;
            if (seen[0] < 3) return record;
            seen[1] = 1;
            return flipped(record);
        };
    }

    private static Bytes flipped(Bytes record) {
        var bytes = record.toArray();
        bytes[bytes.length - 1] ^= 1;
        return Bytes.own(bytes);
    }

    /** Takes an extension out of the ClientHello. */
    static Meddling strip(Extension<?, ?> extension) {
        return (sender, number, record) -> {
            if (sender != Side.CLIENT || number != 0) return record;
            var hello = (ClientHello) Dialect.HELLO.parse(record.from(RecordHeader.LENGTH));
            var body =
                Dialect.HELLO.encode(new ClientHello(hello.legacyVersion(), hello.random(), hello.legacySessionId(),
                    hello.cipherSuites(), hello.legacyCompressionMethods(), hello.extensions().without(extension)));
            var header = RecordHeader.WIRE.parse(record.slice(0, RecordHeader.LENGTH));
            return Bytes.join(RecordHeader.WIRE.encode(
                new RecordHeader(header.type(), header.legacyVersion(), body.length())), body);
        };
    }
}
