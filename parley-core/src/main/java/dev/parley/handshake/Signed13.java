package dev.parley.handshake;

import dev.parley.config.Side;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a CertificateVerify of TLS 1.3 signs. RFC 9846 section 4.5.2. */
public final class Signed13 {
    private Signed13() {}

    /** 64 spaces, who signs, a zero byte, the transcript's hash. */
    public static byte[] content(Side signer, byte[] transcript) {
        var context = signer == Side.SERVER ? SERVER : CLIENT;
        var content = new byte[64 + context.length + 1 + transcript.length];
        Arrays.fill(content, 0, 64, (byte) ' ');
        System.arraycopy(context, 0, content, 64, context.length);
        System.arraycopy(transcript, 0, content, 64 + context.length + 1, transcript.length);
        return content;
    }

    private static final byte[] SERVER = "TLS 1.3, server CertificateVerify".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLIENT = "TLS 1.3, client CertificateVerify".getBytes(StandardCharsets.US_ASCII);
}
