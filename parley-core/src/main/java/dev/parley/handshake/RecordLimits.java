package dev.parley.handshake;

import static dev.parley.failure.Reason.BAD_MAX_FRAGMENT_LENGTH;

import dev.parley.config.Side;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.MaxFragmentLength;
import dev.parley.extension.RecordSizeLimit;

/** How long records may be, from what was offered and answered. RFC 8449, RFC 6066 section 4. */
public final class RecordLimits {
    private RecordLimits() {}

    /** Tells the carrier what was agreed on. */
    public static void agree(Side side, boolean version13, ExtensionBlock offered, ExtensionBlock answered,
        Output out) {
        var client = offered.offered(RecordSizeLimit.IT);
        var server = answered.answered(RecordSizeLimit.IT);
        var fragment = answered.answered(MaxFragmentLength.IT);
        if (server.isPresent() && fragment.isPresent())
            throw BAD_MAX_FRAGMENT_LENGTH.because("answered beside record_size_limit (RFC 8449 section 5)");
        if (client.isPresent() && server.isPresent()) {
            int clients = content(client.get(), version13);
            int servers = content(server.get(), version13);
            out.recordSizes(side == Side.CLIENT ? clients : servers, side == Side.CLIENT ? servers : clients, false);
        } else if (fragment.isPresent()) {
            out.recordSizes(fragment.get().bytes(), fragment.get().bytes(), true);
        }
    }

    /** In TLS 1.3 the limit counts the byte of the content type. RFC 8449 section 4. */
    private static int content(RecordSizeLimit.Limit limit, boolean version13) {
        return Math.min(1 << 14, limit.bytes() - (version13 ? 1 : 0));
    }
}
