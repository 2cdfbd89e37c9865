package dev.parley.credential;

import dev.parley.wire.Bytes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One block of a PEM text.
 *
 * @param label what it says it is: {@code CERTIFICATE}
 * @param line where it begins, counted from 1
 * @param headers lines such as {@code Proc-Type: 4,ENCRYPTED}, which only OpenSSL's oldest form has
 */
public record PemBlock(String label, int line, List<String> headers, Bytes content) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** All blocks of a text, in its order. @throws CredentialFailure if one is broken, with its line */
    public static List<PemBlock> all(String text) {
        var lines = text.lines().map(String::strip).toList();
        var blocks = new ArrayList<PemBlock>();
        for (int i = 0; i < lines.size(); i++) {
            if (!isMark(lines.get(i), BEGIN)) continue;
            int end = end(lines, i);
            blocks.add(read(lines, i, end));
            i = end;
        }
        return List.copyOf(blocks);
    }

    /** {@code EC PRIVATE KEY (line 3)}. */
    String title() {
        return CertificateText.tame(label) + " (line " + line + ")";
    }

    public CredentialFailure failure(String detail, Throwable cause) {
        return new CredentialFailure("line " + line + ": " + detail, cause);
    }

    public CredentialFailure failure(String detail) {
        return failure(detail, null);
    }

    private static boolean isMark(String line, String mark) {
        return line.startsWith(mark) && line.endsWith(DASHES) && line.length() > mark.length() + DASHES.length();
    }

    private static String label(String line, String mark) {
        return line.substring(mark.length(), line.length() - DASHES.length());
    }

    private static int end(List<String> lines, int begin) {
        var label = label(lines.get(begin), BEGIN);
        for (int i = begin + 1; i < lines.size(); i++) {
            if (isMark(lines.get(i), BEGIN))
                throw at(i, "a new block begins before the %s of line %d has ended".formatted(label, begin + 1), null);
            if (!isMark(lines.get(i), END)) continue;
            var closing = label(lines.get(i), END);
            if (closing.equals(label)) return i;
            throw at(i, "END %s does not end the %s of line %d".formatted(closing, label, begin + 1), null);
        }
        throw at(begin, "the %s that begins here has no END line: the text is cut off".formatted(label), null);
    }

    private static PemBlock read(List<String> lines, int begin, int end) {
        var headers = new ArrayList<String>();
        int body = begin + 1;
        while (body < end && lines.get(body).contains(":")) headers.add(lines.get(body++));
        var base64 = new StringBuilder();
        for (int i = body; i < end; i++) {
            if (!lines.get(i).matches("[A-Za-z0-9+/=]*")) throw at(i, "this is not base64", null);
            base64.append(lines.get(i));
        }
        var label = label(lines.get(begin), BEGIN);
        if (base64.isEmpty()) throw at(begin, "the %s that begins here is empty".formatted(label), null);
        try {
            var content = Base64.getDecoder().decode(base64.toString());
            return new PemBlock(label, begin + 1, List.copyOf(headers), Bytes.own(content));
        } catch (IllegalArgumentException failure) {
            throw at(begin,
                "the base64 of the %s that begins here is damaged: %s".formatted(label, failure.getMessage()),
                failure);
        }
    }

    private static CredentialFailure at(int index, String detail, Throwable cause) {
        return new CredentialFailure("line " + (index + 1) + ": " + detail, cause);
    }
}
