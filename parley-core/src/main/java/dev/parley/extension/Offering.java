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
 * @param ech what stands in encrypted_client_hello
 */
public record Offering(TlsConfig config, Optional<String> serverName, int grease, List<KeyShare.Entry> shares,
    Optional<Bytes> cookie, boolean again,
    Optional<Bytes> ticket12, boolean earlyData,
    Optional<EncryptedClientHello.Offer> ech) {
    public Offering {
        shares = List.copyOf(shares);
    }

    /** For a second hello that shall have a cookie, and for the rest be like the first. */
    public Offering with(Optional<Bytes> newCookie) {
        return new Offering(config, serverName, grease, shares, newCookie, again, ticket12, false, ech);
    }

    /** For a second hello with another key share. */
    public Offering retried(List<KeyShare.Entry> newShares, Optional<Bytes> newCookie) {
        return new Offering(config, serverName, grease, newShares, newCookie, true, ticket12, false, ech);
    }

    /** With something in encrypted_client_hello. */
    public Offering with(EncryptedClientHello.Offer offer) {
        return new Offering(config, serverName, grease, shares, cookie, again, ticket12, earlyData,
            Optional.of(offer));
    }

    /** For another hello to show around this one, which names another server and says nothing that this one hides. RFC 9849 section 6.1. */
    public Offering outer(String publicName, Optional<Bytes> itsTicket12, EncryptedClientHello.Outer offer) {
        return new Offering(config, Optional.of(publicName), grease, shares, cookie, again,
            itsTicket12.map(_ -> Bytes.EMPTY), earlyData, Optional.of(offer));
    }

    /** For a hello to hide: it offers nothing of TLS 1.2. RFC 9849 section 6.1. */
    public Offering inner() {
        return new Offering(config, serverName, grease, shares, cookie, again, Optional.empty(), earlyData,
            Optional.of(new EncryptedClientHello.Inner()));
    }

    /** Does it offer this version? A hidden hello offers TLS 1.3 alone. */
    public boolean offers(ProtocolVersion version) {
        boolean inner = ech.filter(EncryptedClientHello.Inner.class::isInstance).isPresent();
        return config.versions().contains(version) && (!inner || version.equals(ProtocolVersion.TLS_1_3));
    }
}
