package dev.parley.bogo;

import static dev.parley.bogo.Flag.*;

import dev.parley.Connection;
import dev.parley.Tls;
import dev.parley.credential.CredentialFailure;
import dev.parley.failure.HandshakeFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One test: what BoringSSL's runner starts a program for. PORTING.md in its {@code ssl/test} says what is expected. */
final class Shim {
    /** "This side cannot do what the test asks for." */
    static final int UNIMPLEMENTED = 89;
    /** "The shim itself is broken": never mistaken for a failure that the test expects. */
    static final int BROKEN = 90;

    /** How the program ended. */
    record Outcome(int code, String out, String err) {}

    private final Memory memory = new Memory();
    private final Flags.Three flags;

    private Shim(Flags.Three flags) {
        this.flags = flags;
    }

    static Outcome run(List<String> arguments) {
        try {
            var flags = Flags.parse(arguments);
            if (flags.initial().has(IS_HANDSHAKER_SUPPORTED)) return new Outcome(0, "No\n", "");
            return new Shim(flags).run();
        } catch (Unimplemented e) {
            return new Outcome(UNIMPLEMENTED, e.getMessage() + "\n", "");
        } catch (HandshakeFailure e) {
            return new Outcome(1, "", ":" + e.reason() + ":" + alert(e) + " " + e.getMessage() + "\n" + trace(e));
        } catch (Disappointed | CredentialFailure | IOException e) {
            return new Outcome(1, "", e + "\n" + trace(e));
        } catch (RuntimeException e) {
            return new Outcome(BROKEN, "", e + "\n" + trace(e));
        }
    }

    private static String alert(HandshakeFailure failure) {
        return failure.peerAlert().map(alert -> ":" + alert.name() + ":").orElse("");
    }

    private static String trace(Exception e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private Outcome run() throws IOException {
        int resumptions = flags.initial().number(RESUME_COUNT).orElse(0);
        try {
            for (int i = 0; i <= resumptions; i++) {
                var now = i == 0 ? flags.initial() : flags.resume();
                Disappointed.unless(i == 0 || now.has(SERVER) || !memory.client.isEmpty(),
                    "there is no session to offer");
                connect(now, i > 0);
                now.number(RESUMPTION_DELAY).ifPresent(seconds -> memory.pass(Duration.ofSeconds(seconds)));
            }
            return new Outcome(0, "", "");
        } finally {
            memory.client.forget();
        }
    }

    private void connect(Flags now, boolean resumes) throws IOException {
        boolean heeds = !now.has(SERVER) ? now.has(VERIFY_PEER) || now.has(USE_CUSTOM_VERIFY_CALLBACK) : true;
        var watch = new Watch();
        var judge =
            new Judge(
                () -> heeds && (watch.earlyIsRefused() && !now.has(SERVER) ? flags.retry() : now).has(VERIFY_FAIL),
                now.has(REVERIFY_ON_RESUME), now.has(FAIL_OCSP_CALLBACK) && !now.has(SERVER));
        var own = OwnCredentials.of(now);
        var config = new Setup(now, memory, judge, own).config();
        var tls = Tls.of(config).observing(() -> watch);
        try (var wire = Wire.open(now.number(PORT).orElseThrow(), now.has(IPV6),
            Long.parseUnsignedLong(now.text(SHIM_ID).orElseThrow()), now.has(ASYNC))) {
            var connection = now.has(SERVER) ? tls.open() : client(tls, now, resumes);
            wire.carry(connection);
            var expectations = new Expectations(now, resumes, connection, watch, judge, memory, own);
            try (connection) {
                new Exchange(now, connection, wire, watch, expectations).run(flags.retry());
            } catch (HandshakeFailure e) {
                sayAlert(wire, e);
                checkNeverDone(now, watch);
                EchFlags.checkRejection(now, e);
                throw e;
            }
            checkNeverDone(now, watch);
        }
    }

    /** The peer may be gone already, which is no reason to forget why. */
    private static void sayAlert(Wire wire, HandshakeFailure why) {
        try {
            wire.flush();
        } catch (IOException gone) {
            why.addSuppressed(gone);
        }
    }

    private static void checkNeverDone(Flags now, Watch watch) {
        if (now.has(HANDSHAKE_NEVER_DONE) && watch.isEstablished())
            throw new IllegalStateException("the handshake was completed");
    }

    private static Connection client(Tls tls, Flags now, boolean resumes) {
        var host = now.text(HOST_NAME).orElse("127.0.0.1"); // an address is not sent to the server
        return resumes && now.has(ENABLE_EARLY_DATA) ? tls.openEarly(host) : tls.open(host);
    }

    /** Text of the runner is bytes. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
