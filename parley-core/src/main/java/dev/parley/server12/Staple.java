package dev.parley.server12;

import dev.parley.extension.Extension;
import dev.parley.extension.ExtensionBlock;
import dev.parley.extension.Place;
import dev.parley.extension.StatusRequest;
import dev.parley.extension.StatusRequestV2;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The OCSP responses that go with the certificates, as the client can read them: those of the whole chain, or of the first
 * certificate alone. RFC 6066 section 8, RFC 6961.
 *
 * @param by the extension that announces them
 */
record Staple(Extension<?, Boolean> by, Optional<StatusRequest.Status> status) {
    static Staple of(Negotiation chosen) {
        var offered = chosen.hello().extensions();
        boolean asked = StatusRequest.isIn(offered) || StatusRequestV2.isIn(offered);
        if (!asked || chosen.own().isEmpty())
            return new Staple(StatusRequest.IT, Optional.empty());
        var own = chosen.own().get();
        var all = own.credential().staples().current();
        if (all.stream().allMatch(Bytes::isEmpty)) return new Staple(StatusRequest.IT, Optional.empty());
        boolean first = !all.getFirst().isEmpty();
        if (StatusRequestV2.isIn(offered))
            return new Staple(StatusRequestV2.IT,
                Optional.of(StatusRequestV2.status(ofChain(all, own.chain().size()))));
        if (StatusRequest.isIn(offered) && first)
            return new Staple(StatusRequest.IT, Optional.of(new StatusRequest.Status(1, all.getFirst())));
        return new Staple(StatusRequest.IT, Optional.empty());
    }

    /** No more than there are certificates. RFC 6961 section 2.2. */
    private static List<Bytes> ofChain(List<Bytes> all, int certificates) {
        return all.subList(0, Math.min(all.size(), certificates));
    }

    ExtensionBlock announced(ExtensionBlock answers) {
        return status.isEmpty() ? answers : answers.with(by, Place.SERVER_HELLO_12, true);
    }
}
