package dev.parley.explain.story;

import dev.parley.failure.HandshakeFailure;
import dev.parley.failure.HandshakeFailure.Offers;
import dev.parley.failure.HandshakeFailure.Place;
import dev.parley.failure.Reason;
import dev.parley.id.AlertDescription;
import java.util.Optional;

/**
 * Why a connection failed, as data.
 *
 * @param detail what happened this time with its values, in English
 * @param offers what both sides had to offer, where that is the matter
 * @param place the state, and the message and field if it is known, where it stopped
 * @param peerAlert the alert of the peer, if that ended it
 */
public record Account(Reason reason, String detail, Optional<Offers> offers, Optional<Place> place,
    Optional<AlertDescription> peerAlert) {
    public static Account of(HandshakeFailure failure) {
        return new Account(failure.reason(), failure.detail(), failure.offers(), failure.place(), failure.peerAlert());
    }
}
