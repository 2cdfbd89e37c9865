package dev.parley.extension;

import static dev.parley.extension.Place.CLIENT_HELLO;
import static dev.parley.extension.Place.SERVER_HELLO_13;
import static dev.parley.wire.Codec.alias;
import static dev.parley.wire.Codec.field;
import static dev.parley.wire.Codec.opaque;
import static dev.parley.wire.Codec.struct;
import static dev.parley.wire.Codec.vector;

import dev.parley.wire.Bytes;
import dev.parley.wire.Codec;
import java.util.List;

/** Names keys that both sides have already, from an earlier session or from outside. RFC 9846 section 4.3.11. */
public final class PreSharedKey implements Extension<PreSharedKey.Offered, Integer> {
    public static final PreSharedKey IT = new PreSharedKey();

    private PreSharedKey() {}

    /** @param obfuscatedAge milliseconds since the ticket came, plus a secret number, modulo 2^32 */
    public record Identity(Bytes identity, long obfuscatedAge) {}

    /** In ClientHello. @param binders proofs, one for each identity, that the client holds the key */
    public record Offered(List<Identity> identities, List<Bytes> binders) {
        /** How many bytes the binders take on the wire, their length included: what a binder does not cover. */
        public int bindersLength() {
            return 2 + binders.stream().mapToInt(binder -> 1 + binder.length()).sum();
        }
    }

    private static final Codec<Identity> IDENTITY = struct("PskIdentity",
        field("identity", opaque(1, 0xFFFF), Identity::identity),
        field("obfuscated_ticket_age", Codec.UINT32, Identity::obfuscatedAge),
        Identity::new);
    private static final Codec<Offered> OFFER = struct("OfferedPsks",
        field("identities", vector(IDENTITY, 7, 0xFFFF), Offered::identities),
        field("binders", vector(alias("PskBinderEntry", opaque(32, 255)), 33, 0xFFFF), Offered::binders),
        Offered::new);

    @Override
    public Spec spec() {
        return SPEC;
    }

    private static final Spec SPEC = Spec.of(41, "pre_shared_key", "RFC 9846 section 4.3.11")
        .in(OFFER, CLIENT_HELLO).in(Codec.UINT16, SERVER_HELLO_13);
}
