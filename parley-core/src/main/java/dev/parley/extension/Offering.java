package dev.parley.extension;

import dev.parley.config.TlsConfig;
import dev.parley.id.ProtocolVersion;
import dev.parley.wire.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What a client brings to its hello.
 *
 * @param serverName the host it wants, as a name; empty for an IP address
 * @param grease any number, from which the GREASE values of this hello follow
 * @param shares its key shares, in the order of preference
 * @param cookie what HelloRetryRequest asked to be given back
 * @param again is it a second hello, with the one key share that HelloRetryRequest asked for?
 * @param ticket12 a ticket of TLS 1.2; empty bytes to ask for one; absent to do without
 * @param earlyData does early data follow?
 */
public record Offering(TlsConfig config, Optional<String> serverName, int grease, List<KeyShare.Entry> shares,
    Optional<Bytes> cookie, boolean again,
    Optional<Bytes> ticket12, boolean earlyData) {
    public Offering {
        shares = List.copyOf(shares);
    }

    /** For a second hello that shall have a cookie, and for the rest be like the first. */
    public Offering with(Optional<Bytes> newCookie) {
        return new Offering(config, serverName, grease, shares, newCookie, again, ticket12, false);
    }

    /** For a second hello with another key share. */
    public Offering retried(List<KeyShare.Entry> newShares, Optional<Bytes> newCookie) {
        return new Offering(config, serverName, grease, newShares, newCookie, true, ticket12, false);
    }

    boolean offers(ProtocolVersion version) {
        return config.versions().contains(version);
    }
}
