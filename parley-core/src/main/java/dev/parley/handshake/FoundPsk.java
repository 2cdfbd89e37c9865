package dev.parley.handshake;

import dev.parley.observe.NotResumed;
import java.util.Optional;

/**
 * What a server found among the keys that a client offered.
 *
 * @param psk the first that will do
 * @param index its place in the offer
 * @param early may early data under it be accepted, as far as replay goes?
 * @param sealedOld was its ticket sealed under an older key?
 * @param why what stood against the others, if none will do
 */
public record FoundPsk(Optional<Psk> psk, int index, boolean early, boolean sealedOld, NotResumed why) {
    public static FoundPsk none(NotResumed why) {
        return new FoundPsk(Optional.empty(), -1, false, false, why);
    }

    public FoundPsk early(boolean allowed) {
        return new FoundPsk(psk, index, allowed, sealedOld, why);
    }
}
