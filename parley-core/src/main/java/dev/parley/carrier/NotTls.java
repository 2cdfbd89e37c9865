package dev.parley.carrier;

import static dev.parley.failure.Reason.NOT_TLS;

import dev.parley.message.ContentType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells what the peer speaks when it is not TLS. RFC 9846 section 5.1. */
final class NotTls {
    private NotTls() {}

    private record Known(String begin, String what) {}

    private static final List<Known> KNOWN = List.of(
        new Known("HTTP/", "an HTTP server without TLS"),
        new Known("GET ", "an HTTP client without TLS"), new Known("POST", "an HTTP client without TLS"),
        new Known("HEAD", "an HTTP client without TLS"), new Known("PUT ", "an HTTP client without TLS"),
        new Known("OPTI", "an HTTP client without TLS"),
        new Known("CONN", "an HTTP client that takes this for a proxy"),
        new Known("PRI ", "an HTTP/2 client without TLS"),
        new Known("220", "a mail or FTP server, which wants STARTTLS first"),
        new Known("* OK", "an IMAP server, which wants STARTTLS first"),
        new Known("+OK", "a POP3 server, which wants STLS first"),
        new Known("SSH-", "an SSH server"), new Known("<?xm", "an XML stream, such as XMPP before STARTTLS"));

    /** Looks at the first bytes of a record. @param first is it the first record ever? @return always {@code -1} */
    static int check(ByteBuffer net, boolean first) {
        if (!net.hasRemaining()) return -1;
        int type = net.get(net.position()) & 0xFF;
        boolean right = type >= ContentType.CHANGE_CIPHER_SPEC.id() && type <= ContentType.APPLICATION_DATA.id()
            && (net.remaining() < 2 || net.get(net.position() + 1) == 3);
        if (right) return -1;
        if (!first) throw NOT_TLS.because("record type %d, version byte %d", type,
            net.remaining() < 2 ? -1 : net.get(net.position() + 1) & 0xFF);
        if (net.remaining() < RECOGNIZABLE) {
            if (couldBeKnown(net)) return -1;
        }
        throw NOT_TLS.because("the peer seems to be %s; it began with %s", what(net), begin(net));
    }

    private static final int RECOGNIZABLE = 4;

    private static boolean couldBeKnown(ByteBuffer net) {
        var begin = latin1(net, RECOGNIZABLE);
        return KNOWN.stream().anyMatch(known -> known.begin.startsWith(begin));
    }

    private static String what(ByteBuffer net) {
        var begin = latin1(net, 5);
        int high = net.get(net.position()) & 0xFF;
        if ((high & 0x80) != 0 && net.remaining() > 2 && net.get(net.position() + 2) == 1)
            return "an SSL 2.0 client, which is broken and stays off";
        return KNOWN.stream().filter(known -> begin.startsWith(known.begin)).map(Known::what).findFirst()
            .orElse("something else than TLS");
    }

    private static String begin(ByteBuffer net) {
        var text = latin1(net, 16);
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F || c == '\r' || c == '\n') ? '"' + text.strip() + '"'
            : java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String latin1(ByteBuffer net, int most) {
        var bytes = new byte[Math.min(most, net.remaining())];
        net.get(net.position(), bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
