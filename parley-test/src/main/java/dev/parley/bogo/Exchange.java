package dev.parley.bogo;

import static dev.parley.bogo.Flag.*;

import dev.parley.ChannelBinding;
import dev.parley.Connection;
import dev.parley.id.ProtocolVersion;
import dev.parley.observe.EarlyFate;
import dev.parley.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** One connection of a test: shakes hands, says what the flags want said, and sends back what comes, each bit turned. */
final class Exchange {
    private static final int USUAL_READ = 512; // less than a record, so that a record takes several

    private final Flags flags;
    private final Connection connection;
    private final Wire wire;
    private final Watch watch;
    private final Expectations expectations;
    private boolean saidEarly;
    private final ByteArrayOutputStream restOfEarly = new ByteArrayOutputStream();

    Exchange(Flags flags, Connection connection, Wire wire, Watch watch, Expectations expectations) {
        this.flags = flags;
        this.connection = connection;
        this.wire = wire;
        this.watch = watch;
        this.expectations = expectations;
    }

    /** @param retry the flags that count once early data was refused */
    void run(Flags retry) throws IOException {
        sayEarly();
        shakeHands();
        if (saidEarly && connection.early() == EarlyFate.REJECTED) {
            Disappointed.unless(flags.has(EXPECT_REJECT_EARLY_DATA), "early data was refused");
            new Exchange(retry, connection, wire, watch, expectations.with(retry)).afterRefusal();
        } else {
            boolean checked = flags.has(IMPLICIT_HANDSHAKE) || expectations.check(saidEarly);
            converse();
            if (!checked && flags.has(SERVER)) expectations.check(false); // early data was answered before
        }
    }

    private void afterRefusal() throws IOException {
        expectations.check(false);
        converse();
    }

    private void sayEarly() throws IOException {
        if (flags.has(SERVER) || connection.earlyRoom() == 0) return;
        if (flags.has(EXPORT_KEYING_MATERIAL)) exportTooEarly();
        if (!flags.has(SHIM_WRITES_FIRST)) return;
        for (int i = 0; i < writes(); i++) restOfEarly.writeBytes(wire.writeEarly(initialWrite()));
        saidEarly = true;
    }

    private void exportTooEarly() {
        try {
            export(1);
        } catch (IllegalStateException e) {
            Disappointed.unless(false, "cannot export: %s", e.getMessage());
        }
    }

    private void shakeHands() throws IOException {
        wire.shakeHands(flags.has(FALSE_START) || flags.has(SERVER) && flags.has(ENABLE_EARLY_DATA));
    }

    private void converse() throws IOException {
        if (flags.has(EXPORT_KEYING_MATERIAL))
            wire.write(export(flags.number(EXPORT_KEYING_MATERIAL).orElseThrow()));
        if (flags.has(EXPORT_TRAFFIC_SECRETS)) sayTrafficSecrets();
        if (flags.has(TLS_UNIQUE)) sayUnique();
        if (flags.has(WRITE_DIFFERENT_RECORD_SIZES)) writeDifferentSizes();
        else {
            sayFirst();
            if (!flags.has(SHIM_SHUTS_DOWN)) echo();
        }
        expectations.checkAtEnd();
        if (flags.has(CHECK_CLOSE_NOTIFY)) shutDown();
    }

    /** Unless it was said already, as early data. */
    private void sayFirst() throws IOException {
        if (restOfEarly.size() > 0) wire.write(restOfEarly.toByteArray());
        else if (saidEarly) return;
        else if (flags.has(READ_WITH_UNFINISHED_WRITE)) wire.beginWrite(initialWrite());
        else if (flags.has(SHIM_WRITES_FIRST))
            for (int i = 0; i < writes(); i++) wire.write(initialWrite());
    }

    private int writes() {
        return flags.number(REPEAT_SHIM_INITIAL_WRITE).orElse(1);
    }

    private byte[] initialWrite() {
        return flags.bytes(SHIM_INITIAL_WRITE).orElse(Bytes.ofText("hello")).toArray();
    }

    private byte[] export(int length) {
        var label = flags.text(EXPORT_LABEL).orElse("");
        var context =
            flags.has(USE_EXPORT_CONTEXT) ? flags.bytes(EXPORT_CONTEXT).orElse(Bytes.EMPTY).toArray() : null;
        try (var secret = connection.export(label, context, length)) {
            var bytes = new byte[length];
            secret.lend(lent -> System.arraycopy(lent, 0, bytes, 0, length));
            return bytes;
        }
    }

    /** The secret this side reads with and the one it writes with, their length before them. */
    private void sayTrafficSecrets() throws IOException {
        var client = watch.secret("CLIENT_TRAFFIC_SECRET_0");
        var server = watch.secret("SERVER_TRAFFIC_SECRET_0");
        Disappointed.unless(client != null && server != null, "there are no traffic secrets");
        int length = client.length();
        wire.write(new byte[]{(byte) length, (byte) (length >> 8)});
        wire.write((flags.has(SERVER) ? client : server).toArray());
        wire.write((flags.has(SERVER) ? server : client).toArray());
    }

    private void sayUnique() throws IOException {
        var unique = connection.channelBinding(ChannelBinding.TLS_UNIQUE);
        Disappointed.unless(unique.isPresent(), "there is no tls-unique");
        wire.write(unique.orElseThrow().toArray());
    }

    private void writeDifferentSizes() throws IOException {
        for (int size : new int[]{0, 1, 255, 256, 257, 16383, 16384, 16385, 32767, 32768, 32769}) {
            var data = new byte[size];
            Arrays.fill(data, (byte) 0x42);
            if (size > 0) wire.write(data);
        }
    }

    private void echo() throws IOException {
        var buffer = new byte[flags.number(READ_SIZE).orElse(USUAL_READ)];
        while (true) {
            if (flags.has(KEY_UPDATE_BEFORE_READ)) updateKeys();
            int length = wire.read(buffer);
            if (length < 0) return;
            if (flags.has(USE_EXPORTER_BETWEEN_READS)) export(1);
            wire.finishWrite();
            if (flags.has(KEY_UPDATE)) updateKeys();
            var answer = Arrays.copyOf(buffer, length);
            for (int i = 0; i < length; i++) answer[i] ^= (byte) 0xFF;
            wire.write(answer);
        }
    }

    private void updateKeys() throws IOException {
        Disappointed.unless(connection.facts().orElseThrow().version().equals(ProtocolVersion.TLS_1_3),
            "keys cannot be updated");
        connection.updateKeys(false);
        wire.flush();
    }

    private void shutDown() throws IOException {
        connection.closeOutput();
        wire.flush();
        Disappointed.unless(wire.isClosedCleanly(), "no close_notify came");
    }
}
