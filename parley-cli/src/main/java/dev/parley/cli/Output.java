package dev.parley.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Text for a terminal whose character set may lack what the pictures are drawn with. */
final class Output {
    private Output() {}

    private static final String DRAWN = "│├┤─▶◀◆✓✗∴▒⚡…·→–—";
    private static final String PLAIN = "|++-><*+x=#!~.>--";

    /** Standard output as Java sees it. */
    static Charset standard() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), Charset.defaultCharset());
    }

    /** The text, drawn with what the character set has. */
    static String drawn(String text, Charset charset) {
        if (!charset.canEncode() || charset.newEncoder().canEncode(DRAWN)) return text;
        var plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            int at = DRAWN.indexOf(plain.charAt(i));
            if (at >= 0) plain.setCharAt(i, PLAIN.charAt(at));
        }
        return plain.toString();
    }

    static void print(PrintWriter out, String text) {
        out.print(drawn(text, standard()));
        out.flush();
    }
}
